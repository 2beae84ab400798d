/** Who is told of a post or a comment, and as what. Pure. */
import type { NewNotice } from '../notice/store'
import type { CommentDocument, PostDocument } from './collections'

/** A comment that others can see now, and the post that it stands under. */
export interface CommentSaid {
  readonly comment: Pick<
    CommentDocument,
    '_id' | 'postId' | 'authorId' | 'rootId' | 'replyToMemberId' | 'mentionIds' | 'createdAt'
  >
  readonly post: Pick<PostDocument, 'authorId' | 'excerpt'>
  /** Whether it is the first answer that the post gets. */
  readonly isFirstReply: boolean
}

/**
 * What is written along with a post's coming before others' eyes, in the same write: from then on somebody has to be
 * told, and the first time it has to come into feeds and before a butler.
 * @param at epoch milliseconds
 */
export function shownNow(
  { visibleAt }: Pick<PostDocument, 'visibleAt'>,
  at: number,
): Pick<PostDocument, 'untoldSince' | 'visibleAt' | 'undelivered'> {
  return { untoldSince: at, ...(visibleAt === undefined ? { visibleAt: at, undelivered: true } : {}) }
}

/** The notices to those whom a text names. Naming somebody again in the same post is not told again. */
export function mentionNotices(
  about: Pick<PostDocument, '_id' | 'authorId' | 'mentionIds'>,
  subject: NonNullable<NewNotice['subject']>,
  at: number,
): NewNotice[] {
  return (about.mentionIds ?? []).map((to) => ({
    to,
    kind: 'mention',
    from: about.authorId,
    subject,
    cause: `mention:${about._id}:${to}`,
    at,
  }))
}

/**
 * The notices of a comment: one for each member. Whom it answers is told of a reply, whom it names of that, the author
 * of the post of a comment, or of the first reply to it.
 */
export function commentNotices({ comment, post, isFirstReply }: CommentSaid): NewNotice[] {
  const { _id: commentId, postId, authorId: from, createdAt: at } = comment
  const subject = { postId, commentId }
  const told = new Map<string, NewNotice>()
  const tell = (notice: NewNotice) => {
    if (!told.has(notice.to)) told.set(notice.to, notice)
  }
  const { replyToMemberId } = comment
  if (replyToMemberId !== undefined) {
    tell({ to: replyToMemberId, kind: 'reply', from, subject, cause: `reply:${commentId}`, at })
  }
  for (const mention of mentionNotices(comment, subject, at)) tell(mention)
  const kind = isFirstReply ? 'firstReply' : 'comment'
  tell({ to: post.authorId, kind, from, subject, cause: `comment:${commentId}`, at, about: post.excerpt })
  return [...told.values()]
}
