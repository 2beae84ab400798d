/**
 * Where a comment is written: the words, whom they answer, somebody mentioned, one photo. What is written is kept.
 * Ids: `comment-input`, `comment-send`, `comment-refusal`.
 */
import { Input, View } from '@tarojs/components'
import { useState } from 'react'
import { COMMENT_TEXT_LENGTH_MAX } from '../../../../contract/limits'
import type { PostDetail } from '../../../../contract/post'
import { Tappable } from '../../../components/Tappable'
import { useWords } from '../../../i18n/words'
import { fieldProps } from '../../../platform/control-props'
import { whenMember } from '../../member/store'
import { sendComment } from '../comment'
import './CommentComposer.scss'

/** Room between the keyboard and the field, in pixels. */
const KEYBOARD_GAP = 16

export function CommentComposer({ post }: { readonly post: PostDetail }) {
  const { postId } = post
  const words = useWords()
  const [text, setText] = useState('')
  const [refusal, setRefusal] = useState<string>()
  const trimmed = text.trim()
  const send = () => {
    if (trimmed === '') return
    void whenMember(() => {
      setText('')
      setRefusal(undefined)
      void sendComment(postId, trimmed).then((code) => {
        if (!code) return
        // Words that were refused go back where they can be changed, unless something new stands there.
        setText((now) => (now === '' ? trimmed : now))
        setRefusal(words.errors[code])
      })
    })
  }
  return (
    <View className="comment-field">
      {refusal ? (
        <View id="comment-refusal" className="comment-refusal">
          {refusal}
        </View>
      ) : null}
      <View className="comment-line">
        <Input
          id="comment-input"
          className="field comment-input"
          value={text}
          maxlength={COMMENT_TEXT_LENGTH_MAX}
          placeholder={words.post.writeComment}
          placeholderClass="placeholder"
          confirmType="send"
          cursorSpacing={KEYBOARD_GAP}
          onInput={({ detail }) => setText(detail.value)}
          onConfirm={send}
          {...fieldProps(words.post.writeComment)}
        />
        {trimmed === '' ? null : (
          <Tappable id="comment-send" className="comment-send" label={words.post.sendComment} onTap={send}>
            {words.post.sendComment}
          </Tappable>
        )}
      </View>
    </View>
  )
}
