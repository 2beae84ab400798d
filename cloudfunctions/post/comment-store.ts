/** What is stored of comments and the replies below them. */
import { absent, between, collection, greaterThan, holding, increasedBy } from '../kit/cloud'
import { decodeCursor, toPage } from '../kit/cursor'
import { idsFrom } from '../kit/id'
import { type CommentDocument, POST_COMMENTS } from './collections'
import { mergeById } from './rules'

const comments = collection<CommentDocument>(POST_COMMENTS)

/** Where a page of comments begins and how long it is: of a post's, or with `rootId` of the replies below one. */
export interface CommentsAsked {
  readonly postId: string
  readonly rootId?: string
  readonly cursor?: string | undefined
  readonly limit: number
}

/** One page of comments and the cursor of the next. */
export interface CommentsPage {
  readonly items: readonly CommentDocument[]
  readonly nextCursor?: string
}

const listOf = ({ postId, rootId }: CommentsAsked) => rootId ?? postId

/** The comments that everybody sees, oldest first: one more than a page, as `toCommentsPage` needs it. */
export function findVisibleComments(asked: CommentsAsked): Promise<CommentDocument[]> {
  const { postId, rootId } = asked
  const where = rootId === undefined ? { postId, rootId: absent<string>() } : { rootId }
  return findOldest({ ...where, state: 'visible' }, asked)
}

/** The viewer's own comments that are still being checked, in the same stretch. */
export async function findOwnChecking(
  asked: CommentsAsked,
  viewerId: string | undefined,
): Promise<CommentDocument[]> {
  if (viewerId === undefined) return []
  const { postId, rootId = absent<string>() } = asked
  return findOldest({ authorId: viewerId, postId, rootId, state: 'checking' }, asked)
}

type Where = Parameters<typeof comments.updateWhere>[0]

function findOldest(where: Where, asked: CommentsAsked): Promise<CommentDocument[]> {
  const after = decodeCursor(listOf(asked), asked.cursor)
  return comments.find({
    where: after === undefined ? where : { ...where, _id: greaterThan(after) },
    orderBy: ['_id', 'asc'],
    limit: asked.limit + 1,
  })
}

/** The page that a viewer sees of what the two queries above found. */
export function toCommentsPage(
  asked: CommentsAsked,
  visible: readonly CommentDocument[],
  ownChecking: readonly CommentDocument[],
): CommentsPage {
  return toPage(listOf(asked), mergeById(visible, ownChecking), asked.limit)
}

/** A comment by id in whatever state, or undefined. */
export function findComment(commentId: string): Promise<CommentDocument | undefined> {
  return comments.get(commentId)
}

/** Adds a comment once; answers the one that was there before under this id, if any. */
export function addComment(comment: CommentDocument): Promise<CommentDocument | undefined> {
  return comments.addOrGet(comment)
}

/** Brings a comment from the state that it was read in to another; false when it is not in it any more. */
export async function moveComment(
  comment: CommentDocument,
  to: Pick<CommentDocument, 'state' | 'untoldSince'>,
): Promise<boolean> {
  return (await comments.updateWhere({ _id: comment._id, state: comment.state }, to)) === 1
}

/** Takes away what stands below a comment; how many of it everybody saw. */
export async function removeReplies(rootId: string): Promise<number> {
  const [seen] = await Promise.all(
    (['visible', 'checking'] as const).map((state) =>
      comments.updateWhere({ rootId, state }, { state: 'removed' }),
    ),
  )
  return seen ?? 0
}

/** Counts a reply more or less; derived, so outside any transaction. */
export async function addToReplyCount(rootId: string, amount: 1 | -1): Promise<void> {
  await comments.update(rootId, { replyCount: increasedBy(amount) })
}

/** Comments made before `before` (epoch milliseconds) that wait, as posts do, after `cursor`. */
export function findUncheckedComments(
  before: number,
  cursor: string | undefined,
  limit: number,
  textVerdict: 'unknown' | 'pass' = 'unknown',
): Promise<CommentDocument[]> {
  const made = between(cursor ?? '', idsFrom('cmt', before))
  return comments.find({
    where: { state: 'checking', textVerdict, _id: made },
    orderBy: ['_id', 'asc'],
    limit,
  })
}

/** The comments that show this photo. A photo goes with few: the author's own, and their attempts. */
export function findCommentsOfPhoto(mediaId: string): Promise<CommentDocument[]> {
  return comments.find({ where: { photoIds: holding(mediaId) }, orderBy: ['_id', 'asc'], limit: 20 })
}

/** Keeps what the platform says of a comment's text now; the comment as it is then, when it was still asked about. */
export async function keepCommentVerdict(
  comment: CommentDocument,
  verdict: NonNullable<CommentDocument['textVerdict']> | 'risky',
  now: number,
): Promise<CommentDocument | undefined> {
  const asked = { textAsks: (comment.textAsks ?? 0) + 1, textAskedAt: now }
  const changed = await comments.updateWhere(
    { _id: comment._id, state: 'checking', textVerdict: 'unknown' },
    verdict === 'risky' ? { ...asked, state: 'rejected' } : { ...asked, textVerdict: verdict },
  )
  return changed === 1 && verdict === 'pass' ? comments.get(comment._id) : undefined
}
