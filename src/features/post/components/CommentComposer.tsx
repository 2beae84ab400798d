/**
 * Where a comment is written: the words, whom they answer, somebody mentioned, one photo, in a debate a side. What is
 * written is kept. Ids: `comment-input`, `comment-send`, `comment-refusal`, `comment-replying`, `comment-photo-add`,
 * `comment-photo`, `comment-mention`, `comment-side-{1|2}`.
 */
import { Image, Textarea, View } from '@tarojs/components'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { COMMENT_TEXT_LENGTH_MAX } from '../../../../contract/limits'
import type { PostDetail } from '../../../../contract/post-shapes'
import type { MemberCard } from '../../../../contract/shared'
import { PrivacySheet } from '../../../components/PrivacySheet'
import { Tappable } from '../../../components/Tappable'
import { useWords, type Words } from '../../../i18n/words'
import { fieldProps, pictureProps } from '../../../platform/control-props'
import { pickPhotos } from '../../../platform/pick-photos'
import {
  addPhotos,
  mayRetryUpload,
  removeUpload,
  retryUpload,
  trayOf,
  type Upload,
  useMediaStore,
} from '../../media/store'
import { whenMember } from '../../member/store'
import { restorePending, sendComment } from '../comment'
import { commentKey, type Draft, editDraft, entryOf, openDraft, useDraftStore } from '../draft'
import { insertMention, mentionedWith } from '../mention-text'
import { endReply } from '../reply'
import { MentionSheet } from './MentionSheet'
import './CommentComposer.scss'

/** Room between the keyboard and the field, in pixels: the tools stand there. */
const KEYBOARD_GAP = 64

interface ComposerProps {
  readonly post: PostDetail
  /** What stands beside the field while nothing is being written. */
  readonly children: ReactNode
}

export function CommentComposer({ post, children }: ComposerProps) {
  const { postId } = post
  const key = commentKey(postId)
  const { draft, refusal } = useDraftStore((store) => entryOf(store, key))
  const [photo] = useMediaStore((store) => trayOf(store, key))
  const [isFocused, focus] = useLingeringFocus()
  useEffect(() => {
    openDraft(key)
    restorePending(postId)
  }, [key, postId])
  const isWriting = isFocused || draft.text !== '' || draft.replyTo !== undefined || photo !== undefined
  return (
    <View className="composer">
      {refusal ? (
        <View id="comment-refusal" className="comment-refusal">
          {refusal.sentence}
        </View>
      ) : null}
      {draft.replyTo ? <Replying postId={postId} nickname={draft.replyTo.nickname} /> : null}
      {isWriting && post.debate ? <SideChoice draftKey={key} debate={post.debate} side={draft.side} /> : null}
      <View className="composer-line">
        <WordsField postId={postId} draft={draft} onFocus={focus} />
        {isWriting ? null : children}
      </View>
      {isWriting ? <Tools postId={postId} draft={draft} photo={photo} /> : null}
    </View>
  )
}

/** The tools stay a moment after the field is left: the tap that leaves it may be meant for one of them. */
const FOCUS_LINGERS_MS = 300

function useLingeringFocus(): readonly [boolean, (isFocused: boolean) => void] {
  const [isFocused, setFocused] = useState(false)
  const leaving = useRef<ReturnType<typeof setTimeout>>()
  useEffect(() => () => clearTimeout(leaving.current), [])
  const focus = (isNow: boolean) => {
    clearTimeout(leaving.current)
    if (isNow) setFocused(true)
    else leaving.current = setTimeout(() => setFocused(false), FOCUS_LINGERS_MS)
  }
  return [isFocused, focus]
}

interface WordsFieldProps {
  readonly postId: string
  readonly draft: Draft
  readonly onFocus: (isFocused: boolean) => void
}

function WordsField({ postId, draft, onFocus }: WordsFieldProps) {
  const words = useWords()
  const target = draft.replyTo?.commentId
  const label = draft.replyTo ? words.writing.replyTo(draft.replyTo.nickname) : words.post.writeComment
  // The keyboard opens for a tap on "reply", not for a reply that an earlier visit had begun.
  const [calledFor, call] = useState<string>()
  const first = useRef(target)
  useEffect(() => {
    if (target !== first.current) call(target)
    first.current = target
  }, [target])
  return (
    <View className="comment-line">
      <Textarea
        id="comment-input"
        className="field comment-input"
        value={draft.text}
        maxlength={COMMENT_TEXT_LENGTH_MAX}
        autoHeight
        fixed
        focus={calledFor !== undefined && calledFor === target}
        showConfirmBar={false}
        disableDefaultPadding
        placeholder={label}
        placeholderClass="placeholder"
        confirmType="send"
        cursorSpacing={KEYBOARD_GAP}
        onFocus={() => onFocus(true)}
        onBlur={() => onFocus(false)}
        onInput={({ detail }) => editDraft(commentKey(postId), { text: detail.value })}
        onConfirm={() => send(postId)}
        {...fieldProps(label)}
      />
    </View>
  )
}

function send(postId: string): void {
  void whenMember(() => void sendComment(postId))
}

/** Whom the comment answers, until it is said that it does not. */
function Replying({ postId, nickname }: { readonly postId: string; readonly nickname: string }) {
  const words = useWords().writing
  return (
    <View id="comment-replying" className="replying">
      <View className="replying-words">{words.replyTo(nickname)}</View>
      <Tappable className="composer-tool" label={words.stopReply} onTap={() => endReply(postId)}>
        <View className="icon-close" />
      </Tappable>
    </View>
  )
}

interface SideChoiceProps {
  readonly draftKey: string
  readonly debate: NonNullable<PostDetail['debate']>
  readonly side: 0 | 1 | undefined
}

/** For which side of the debate it speaks; a second tap lets it speak for none. */
function SideChoice({ draftKey, debate, side }: SideChoiceProps) {
  const words = useWords().writing
  return (
    <View className="composer-sides">
      {([0, 1] as const).map((place) => (
        <Tappable
          key={place}
          id={`comment-side-${place + 1}`}
          className={place === side ? `composer-side composer-side-${place}` : 'composer-side'}
          label={words.forSide(debate.sides[place].name)}
          isSelected={place === side}
          onTap={() => editDraft(draftKey, { side: place === side ? undefined : place })}
        >
          {debate.sides[place].name}
        </Tappable>
      ))}
    </View>
  )
}

interface ToolsProps {
  readonly postId: string
  readonly draft: Draft
  readonly photo: Upload | undefined
}

function Tools({ postId, draft, photo }: ToolsProps) {
  const words = useWords()
  const key = commentKey(postId)
  const [isPicking, pick] = useState(false)
  const addPhoto = async () => addPhotos(key, await pickPhotos(1), 1)
  const mention = ({ memberId, nickname }: MemberCard) => {
    pick(false)
    const text = insertMention(draft.text, draft.text.length, nickname)
    editDraft(key, { text, people: mentionedWith(text, draft.people, { memberId, nickname }) })
  }
  const isReady = draft.text.trim() !== ''
  return (
    <View className="composer-tools">
      {photo ? (
        <PhotoTile photo={photo} />
      ) : (
        <Tappable
          id="comment-photo-add"
          className="composer-tool"
          label={words.writing.addPhoto}
          onTap={() => void whenMember(() => void addPhoto())}
        >
          <View className="icon-photos" />
        </Tappable>
      )}
      <Tappable
        id="comment-mention"
        className="composer-tool"
        label={words.writing.mention}
        onTap={() => void whenMember(() => pick(true))}
      >
        <View className="icon-mention" />
      </Tappable>
      <View className="composer-gap" />
      {isReady ? (
        <Tappable
          id="comment-send"
          className="comment-send"
          label={words.post.sendComment}
          onTap={() => send(postId)}
        >
          <View className="comment-send-pill">{words.post.sendComment}</View>
        </Tappable>
      ) : null}
      <MentionSheet isOpen={isPicking} onPick={mention} onClose={() => pick(false)} />
      <PrivacySheet />
    </View>
  )
}

/** The one photo of the comment; a tap tries a failed one again. */
function PhotoTile({ photo }: { readonly photo: Upload }) {
  const words = useWords()
  const { key, url, phase } = photo
  const said = sayUpload(photo, words)
  return (
    <View id="comment-photo" className={`composer-photo composer-photo-${phase}`}>
      <Tappable
        className="composer-picture"
        label={said === '' ? words.compose.photoPosition(1) : said}
        isDisabled={!mayRetryUpload(photo)}
        onTap={() => retryUpload(key)}
      >
        {url === '' ? null : (
          <Image className="composer-image" src={url} mode="aspectFill" {...pictureProps('')} />
        )}
      </Tappable>
      {said === '' ? null : <View className="composer-photo-state">{said}</View>}
      <Tappable
        id="comment-photo-remove"
        className="composer-tool"
        label={words.compose.removePhoto(1)}
        onTap={() => removeUpload(key)}
      >
        <View className="icon-close" />
      </Tappable>
    </View>
  )
}

/** How far an upload has come, or why it did not; nothing once it is there. */
function sayUpload({ phase, progress, failure }: Upload, words: Words): string {
  if (phase === 'failed' && failure) return words.errors[failure]
  if (phase === 'processing') return words.compose.processing
  return phase === 'done' ? '' : words.compose.uploading(Math.round(progress * 100))
}
