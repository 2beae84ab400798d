/** The foot of a post's page: a word to say, and the heart. Ids: `comment-input`, `comment-send`, `post-like`, `post-share`. */
import { Input, Button as NativeButton, View } from '@tarojs/components'
import { useState } from 'react'
import { COMMENT_TEXT_LENGTH_MAX } from '../../../../contract/limits'
import type { PostDetail } from '../../../../contract/post'
import { Tappable } from '../../../components/Tappable'
import { useWords } from '../../../i18n/words'
import { CAN_SHARE } from '../../../platform/can-share'
import { fieldProps } from '../../../platform/control-props'
import { whenMember } from '../../member/store'
import { sendComment } from '../page'
import { LikeButton } from './LikeButton'
import './PostBar.scss'

/** Room between the keyboard and the field, in pixels. */
const KEYBOARD_GAP = 16

export function PostBar({ post }: { readonly post: PostDetail }) {
  return (
    <View className="post-bar">
      <CommentField postId={post.postId} />
      <LikeButton id="post-like" className="bar-control" post={post} />
      {CAN_SHARE ? <ShareControl /> : null}
    </View>
  )
}

function CommentField({ postId }: { readonly postId: string }) {
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

/** WeChat opens its own list of friends only from a button of its own. */
function ShareControl() {
  const words = useWords()
  return (
    <NativeButton
      id="post-share"
      className="bar-control native-button native-plain"
      openType="share"
      {...fieldProps(words.post.share)}
    >
      <View className="icon-share" />
    </NativeButton>
  )
}
