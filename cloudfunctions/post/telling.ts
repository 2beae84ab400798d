/**
 * Whom a post or a comment concerns is told once others can see it. The write that lets them see it says in the same
 * document since when they have to be told; whoever wrote it tells them at once and takes that off again. Where a crash
 * came in between, a job does: so nobody is passed over, and as repeating any of it is harmless, nobody is told twice.
 */
import { MINUTE_MS } from '../../contract/limits'
import { collection, lessThan, removed } from '../kit/cloud'
import type { Slice, SliceOutcome } from '../kit/jobs'
import { forButler } from '../notice/store'
import { announceComment, announcePost, announceSolved } from './announcing'
import { type CommentDocument, POST_COMMENTS, POSTS, type PostDocument } from './collections'
import { findComment } from './comment-store'
import { beginDelivery } from './delivery'
import { findPosts } from './store'

const posts = collection<PostDocument>(POSTS)
const comments = collection<CommentDocument>(POST_COMMENTS)

/** What is looked at when somebody is told of a post. */
export const TOLD_BY = [
  'authorId',
  'kind',
  'isAuthorsFirst',
  'mentionIds',
  'solvedCommentId',
  'untoldSince',
  'undelivered',
] as const satisfies readonly (keyof PostDocument)[]
export type ToldPost = Pick<PostDocument, (typeof TOLD_BY)[number] | '_id'>

/** Longer than a function may run: who wrote it has ended by then, told them or not. */
const OVERDUE_AFTER_MS = MINUTE_MS
const OVERDUE_PER_SLICE = 20

/**
 * Tells whom a post that others see concerns: those whom it names, the author of the marked answer and, the first time,
 * followers and a butler. Nothing is told of one that says of nothing to be told.
 */
export async function tellOfPost(post: ToldPost): Promise<void> {
  const { _id, authorId, untoldSince, undelivered } = post
  if (untoldSince === undefined) return
  await Promise.all([
    announcePost(post, untoldSince),
    tellOfAnswer(post, untoldSince),
    undelivered ? beginDelivery(post, untoldSince) : undefined,
    undelivered ? forButler({ postId: _id, authorId, kind: waitingAs(post), at: untoldSince }) : undefined,
  ])
  // What was written meanwhile has a later instant, and keeps it.
  await posts.updateWhere(
    { _id, untoldSince },
    { untoldSince: removed<number>(), undelivered: removed<true>() },
  )
}

/** As what a post waits for its first reply: a newcomer's question is a newcomer's post. */
function waitingAs({ kind, isAuthorsFirst }: ToldPost): 'newcomer' | 'question' | 'post' {
  if (isAuthorsFirst) return 'newcomer'
  return kind === 'question' ? 'question' : 'post'
}

async function tellOfAnswer(post: ToldPost, at: number): Promise<void> {
  const { solvedCommentId } = post
  if (solvedCommentId === undefined) return
  const answer = await findComment(solvedCommentId)
  if (answer?.state === 'visible') await announceSolved(post, answer, at)
}

/** Tells whom a comment that others see concerns; of one below a post that they do not see there is nothing to tell. */
export async function tellOfComment(
  comment: CommentDocument,
  post: Pick<PostDocument, 'authorId' | 'excerpt' | 'state'> | undefined,
): Promise<void> {
  const { _id, untoldSince } = comment
  if (untoldSince === undefined) return
  if (post?.state === 'visible') await announceComment({ comment, post })
  await comments.updateWhere({ _id, untoldSince }, { untoldSince: removed<number>() })
}

/** Tells what a crash has left untold, the oldest first. */
export async function tellOverdue(slice: Slice): Promise<SliceOutcome> {
  const overdue = { state: 'visible', untoldSince: lessThan(slice.now - OVERDUE_AFTER_MS) } as const
  const [ofPosts, ofComments] = await Promise.all([
    posts.find({
      where: overdue,
      orderBy: ['untoldSince', 'asc'],
      limit: OVERDUE_PER_SLICE,
      fields: TOLD_BY,
    }),
    comments.find({ where: overdue, orderBy: ['untoldSince', 'asc'], limit: OVERDUE_PER_SLICE }),
  ])
  const above = await findPosts([...new Set(ofComments.map(({ postId }) => postId))])
  const postOf = new Map(above.map((post) => [post._id, post]))
  await Promise.all([
    ...ofPosts.map((post) => tellOfPost(post)),
    ...ofComments.map((comment) => tellOfComment(comment, postOf.get(comment.postId))),
  ])
  const isMore = ofPosts.length === OVERDUE_PER_SLICE || ofComments.length === OVERDUE_PER_SLICE
  const handled = ofPosts.length + ofComments.length
  return { next: isMore ? 'more' : undefined, handled, repaired: handled }
}
