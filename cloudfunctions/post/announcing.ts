/** Whom a post or a comment concerns is told once others can see it, and never before. Repeating it is harmless. */
import { rememberMeeting } from '../member/store'
import { notify, takeReply } from '../notice/store'
import { type CommentSaid, commentNotices, mentionNotices } from './announcement-rules'
import type { PostDocument } from './collections'

/** Tells those whom a post names. */
export async function announcePost(
  post: Pick<PostDocument, '_id' | 'authorId' | 'mentionIds'>,
  at: number,
): Promise<void> {
  await notify(mentionNotices(post, { postId: post._id }, at))
}

/** Tells the author of the post, whom it answers and whom it names; and the two have met. */
export async function announceComment({ comment, post }: Omit<CommentSaid, 'isFirstReply'>): Promise<void> {
  const { _id: replyId, postId, authorId, createdAt: at } = comment
  await Promise.all([
    takeReply(postId, { replyId, authorId, at }, (isFirstReply) =>
      notify(commentNotices({ comment, post, isFirstReply })),
    ),
    rememberMeeting(authorId, comment.replyToMemberId ?? post.authorId),
  ])
}

/** Tells the author of a like on what they wrote; liking it again after all is not told again. */
export async function announceLike(like: {
  readonly from: string
  readonly to: string
  readonly subject: { readonly postId: string; readonly commentId?: string }
  /** The beginning of the author's own words. */
  readonly about: string
  readonly at: number
}): Promise<void> {
  const { subject, from, ...told } = like
  const cause = `like:${subject.commentId ?? subject.postId}:${from}`
  await notify([{ ...told, from, subject, kind: 'like', cause }])
}

/** Tells the author of an answer that it was chosen. */
export async function announceSolved(
  post: Pick<PostDocument, '_id' | 'authorId'>,
  answer: { readonly _id: string; readonly authorId: string },
  at: number,
): Promise<void> {
  const subject = { postId: post._id, commentId: answer._id }
  await notify([
    { to: answer.authorId, kind: 'solved', from: post.authorId, subject, cause: `solved:${answer._id}`, at },
  ])
}
