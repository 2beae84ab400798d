/**
 * One comment, or one reply below it. Ids: `comment-{commentId}`, `comment-like-{commentId}`,
 * `comment-reply-{commentId}`, `comment-delete-{commentId}`, `comment-report-{commentId}`, `comment-photo-{commentId}`,
 * and those of SolveControl.
 */
import { Text, View } from '@tarojs/components'
import { memo } from 'react'
import type { Comment, PostDetail } from '../../../../contract/post-shapes'
import { Avatar } from '../../../components/Avatar'
import { Mark } from '../../../components/Mark'
import { MemberName } from '../../../components/MemberName'
import { Tappable } from '../../../components/Tappable'
import { sayName } from '../../../i18n/say-name'
import { sayTime } from '../../../i18n/say-time'
import { useWords } from '../../../i18n/words'
import { openPage } from '../../../platform/navigate'
import { whenMember } from '../../member/store'
import { toggleCommentLike } from '../like'
import { startReply } from '../reply'
import { CommentPhoto } from './CommentPhoto'
import './CommentRow.scss'
import { RichText } from './RichText'
import { SolveControl } from './SolveControl'

export interface CommentRowProps {
  readonly post: PostDetail
  readonly comment: Comment
  readonly onDelete: (commentId: string) => void
  readonly onReport: (commentId: string) => void
}

export const CommentRow = memo(function CommentRow(props: CommentRowProps) {
  const { post, comment } = props
  const { commentId, author, text, mentions, photo } = comment
  if (author.nickname === '') return <EmptyPlace commentId={commentId} />
  return (
    <View id={`comment-${commentId}`} className={comment.rootId ? 'comment comment-below' : 'comment'}>
      <Tappable
        className="comment-avatar"
        role="link"
        label={author.nickname}
        onTap={() => openPage('/packages/member/profile', { memberId: author.memberId })}
      >
        <Avatar
          nickname={author.nickname}
          url={author.avatarUrl}
          size={comment.rootId ? 'small' : 'middle'}
        />
      </Tappable>
      <View className="comment-words">
        <CommentHead post={post} comment={comment} />
        <RichText className="comment-text" text={text} mentions={mentions} />
        {photo ? <CommentPhoto commentId={commentId} photo={photo} /> : null}
        <CommentFoot {...props} />
      </View>
    </View>
  )
})

/** Whoever wrote it has left, and others have answered: the place stays, and says nothing of them. */
function EmptyPlace({ commentId }: { readonly commentId: string }) {
  const { reading } = useWords()
  return (
    <View id={`comment-${commentId}`} className="comment">
      <View className="comment-words comment-author">{reading.departed}</View>
    </View>
  )
}

/** Who says it; in a debate for which side, below a comment to whom. */
function CommentHead({ post, comment }: Pick<CommentRowProps, 'post' | 'comment'>) {
  const words = useWords()
  const { author, side, replyTo } = comment
  const sideName = side === undefined ? undefined : post.debate?.sides[side].name
  return (
    <View className="comment-author">
      <MemberName member={author} className="comment-name" />
      {author.mark ? <Mark mark={author.mark} /> : null}
      {sideName ? (
        <Text className={`comment-side comment-side-${side}`}>{words.reading.sides(sideName)}</Text>
      ) : null}
      {replyTo ? <Text>{words.reading.replyTo(sayName(replyTo.nickname, words))}</Text> : null}
    </View>
  )
}

function CommentFoot({ post, comment, onDelete, onReport }: CommentRowProps) {
  const words = useWords()
  const { commentId, author, createdAt, mine, state, liked, likeCount } = comment
  const { nickname } = author
  const time = sayTime(createdAt, Date.now(), words)
  const reply = () => void whenMember(() => startReply(post.postId, { commentId, nickname }))
  return (
    <View className="comment-foot">
      <Text>{state === 'visible' ? time : `${time} · ${words.post.states[state]}`}</Text>
      <Tappable
        id={`comment-reply-${commentId}`}
        className="comment-action"
        label={words.reading.replyTo(nickname)}
        onTap={reply}
      >
        {words.reading.reply}
      </Tappable>
      {mine ? (
        <Tappable
          id={`comment-delete-${commentId}`}
          className="comment-action"
          label={words.post.deleteComment}
          onTap={() => onDelete(commentId)}
        >
          {words.post.delete}
        </Tappable>
      ) : null}
      <SolveControl post={post} commentId={commentId} />
      <Tappable
        id={`comment-like-${commentId}`}
        className={liked ? 'comment-like liked' : 'comment-like'}
        label={liked ? words.reading.unlike(nickname, likeCount) : words.reading.like(nickname, likeCount)}
        isSelected={liked}
        onTap={() => toggleCommentLike(post.postId, comment)}
      >
        <View className={liked ? 'icon-heart-full' : 'icon-heart'} />
        {likeCount > 0 ? String(likeCount) : ''}
      </Tappable>
      {mine ? null : (
        <Tappable
          id={`comment-report-${commentId}`}
          className="comment-more"
          label={words.reading.reportOf(nickname)}
          onTap={() => onReport(commentId)}
        >
          <View className="icon-flag" />
        </Tappable>
      )}
    </View>
  )
}
