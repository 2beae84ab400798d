/**
 * What others said, oldest first, and what is still on its way. Ids: `comments`, `comment-{commentId}`,
 * `comment-delete-{commentId}`, `comment-pending`, `comment-retry`, `comment-discard`.
 */
import { Text, View } from '@tarojs/components'
import { memo, useState } from 'react'
import type { Comment } from '../../../../contract/post'
import { Avatar } from '../../../components/Avatar'
import { Confirm } from '../../../components/Confirm'
import { Tappable } from '../../../components/Tappable'
import { sayTime } from '../../../i18n/say-time'
import { useWords } from '../../../i18n/words'
import { openPage } from '../../../platform/navigate'
import { deleteComment, discardComment, resendComment } from '../comment'
import type { PendingComment, PostPage } from '../store'
import './CommentList.scss'

interface CommentListProps {
  readonly postId: string
  readonly page: PostPage
}

export function CommentList({ postId, page }: CommentListProps) {
  const words = useWords()
  const [toDelete, askToDelete] = useState<string>()
  const { comments, pending } = page
  const isQuiet = comments.length === 0 && pending.length === 0
  return (
    <View id="comments" className="comments">
      <View className="comments-title">
        {words.post.comments(page.post?.commentCount ?? comments.length)}
      </View>
      {comments.map((comment) => (
        <CommentRow key={comment.commentId} comment={comment} onDelete={askToDelete} />
      ))}
      {pending.map((comment) => (
        <PendingRow key={comment.requestId} postId={postId} comment={comment} />
      ))}
      {isQuiet ? (
        <View className="comments-none">{`${words.post.noComments}，${words.post.noCommentsHint}`}</View>
      ) : null}
      {page.nextCursor ? <View className="comments-none">{words.common.loading}</View> : null}
      <Confirm
        isOpen={toDelete !== undefined}
        title={words.post.deleteComment}
        yes={words.post.deleteConfirm}
        onYes={() => {
          if (toDelete) void deleteComment(postId, toDelete)
          askToDelete(undefined)
        }}
        onClose={() => askToDelete(undefined)}
      />
    </View>
  )
}

interface CommentRowProps {
  readonly comment: Comment
  readonly onDelete: (commentId: string) => void
}

const CommentRow = memo(function CommentRow({ comment, onDelete }: CommentRowProps) {
  const words = useWords()
  const { commentId, author, text, createdAt, mine, state } = comment
  const time = sayTime(createdAt, Date.now(), words)
  return (
    <View id={`comment-${commentId}`} className="comment">
      <Tappable
        className="comment-avatar"
        role="link"
        label={author.nickname}
        onTap={() => openPage('/packages/member/profile', { memberId: author.memberId })}
      >
        <Avatar nickname={author.nickname} url={author.avatarUrl} />
      </Tappable>
      <View className="comment-words">
        <View className="comment-author">{author.nickname}</View>
        <Text className="comment-text">{text}</Text>
        <View className="comment-foot">
          <Text>{state === 'visible' ? time : `${time} · ${words.post.states[state]}`}</Text>
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
        </View>
      </View>
    </View>
  )
})

interface PendingRowProps {
  readonly postId: string
  readonly comment: PendingComment
}

function PendingRow({ postId, comment }: PendingRowProps) {
  const words = useWords()
  const { requestId, text, failure } = comment
  return (
    <View id="comment-pending" className="comment comment-pending">
      <View className="comment-words">
        <Text className="comment-text">{text}</Text>
        {failure ? (
          <View className="comment-foot">
            <Text className="comment-failure">{`${words.post.commentFailed}：${words.errors[failure]}`}</Text>
            <Tappable
              id="comment-retry"
              className="comment-action"
              label={words.common.retry}
              onTap={() => void resendComment(postId, requestId)}
            >
              {words.common.retry}
            </Tappable>
            <Tappable
              id="comment-discard"
              className="comment-action"
              label={words.common.cancel}
              onTap={() => discardComment(postId, requestId)}
            >
              {words.common.cancel}
            </Tappable>
          </View>
        ) : (
          <View className="comment-foot">{words.post.sendingComment}</View>
        )}
      </View>
    </View>
  )
}
