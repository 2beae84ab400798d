/**
 * What others said, oldest first, each with the replies below it, and what is still on its way. The answer that solved
 * a question stands first. Ids: `comments`, `solution`, `replies-more-{commentId}`, and those of CommentRow and
 * PendingRow.
 */
import { View } from '@tarojs/components'
import { useState } from 'react'
import type { PostDetail } from '../../../../contract/post-shapes'
import { Confirm } from '../../../components/Confirm'
import { Tappable } from '../../../components/Tappable'
import { useWords } from '../../../i18n/words'
import { deleteComment } from '../comment'
import { loadReplies } from '../page'
import type { PostPage } from '../store'
import { type Thread, threadsOf } from '../threads'
import { CommentRow, type CommentRowProps } from './CommentRow'
import './CommentList.scss'
import { PendingRow } from './PendingRow'
import { ReportSheet } from './ReportSheet'

interface CommentListProps {
  readonly post: PostDetail
  readonly page: PostPage
}

export function CommentList({ post, page }: CommentListProps) {
  const words = useWords()
  const [toDelete, askToDelete] = useState<string>()
  const [toReport, askToReport] = useState<string>()
  const { postId, commentCount } = post
  const { comments, pending } = page
  const does = { onDelete: askToDelete, onReport: askToReport }
  const { solution, threads } = threadsOf(page)
  const isQuiet = comments.length === 0 && pending.length === 0
  return (
    <View id="comments" className="comments">
      <View className="comments-title">{words.post.comments(commentCount)}</View>
      {solution ? <Solution post={post} page={page} solution={solution} {...does} /> : null}
      {threads.map((thread) => (
        <ThreadRows key={thread.root.commentId} post={post} thread={thread} page={page} {...does} />
      ))}
      {pending.map((comment) => (
        <PendingRow key={comment.requestId} postId={postId} comment={comment} />
      ))}
      {isQuiet ? <View className="comments-none">{words.post.noComments}</View> : null}
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
      {toReport ? (
        <ReportSheet isOpen subject={{ commentId: toReport }} onClose={() => askToReport(undefined)} />
      ) : null}
    </View>
  )
}

interface SolutionProps extends CommentListProps, Doings {
  readonly solution: Thread
}

type Doings = Pick<CommentRowProps, 'onDelete' | 'onReport'>

/** The answer that the asker has marked, before all others, with what was said about it. */
function Solution({ solution, ...shared }: SolutionProps) {
  const { reading } = useWords()
  return (
    <View id="solution" className="solution">
      <View className="solution-title">
        <View className="icon-solved" />
        {reading.answer}
      </View>
      <ThreadRows thread={solution} {...shared} />
    </View>
  )
}

interface ThreadRowsProps extends CommentListProps, Doings {
  readonly thread: Thread
}

function ThreadRows({ post, page, thread, ...does }: ThreadRowsProps) {
  const { reading } = useWords()
  const { root, replies, hiddenCount } = thread
  const { commentId } = root
  const isLoading = page.replies[commentId]?.isLoading ?? false
  const label = isLoading ? reading.repliesLoading : reading.moreReplies(hiddenCount)
  return (
    <View className="thread">
      <CommentRow post={post} comment={root} {...does} />
      {replies.map((reply) => (
        <CommentRow key={reply.commentId} post={post} comment={reply} {...does} />
      ))}
      {hiddenCount > 0 ? (
        <Tappable
          id={`replies-more-${commentId}`}
          className="replies-more"
          label={label}
          onTap={() => void loadReplies(post.postId, commentId)}
        >
          {label}
        </Tappable>
      ) : null}
    </View>
  )
}
