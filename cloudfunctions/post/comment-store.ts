/** What is stored of comments. */
import { between, collection, greaterThan } from '../kit/cloud'
import { decodeCursor, toPage } from '../kit/cursor'
import { idsFrom } from '../kit/id'
import { type CommentDocument, POST_COMMENTS } from './collections'
import { mergeById } from './rules'
import { addToCommentCount } from './store'

const comments = collection<CommentDocument>(POST_COMMENTS)

/** Where a page of a post's comments begins and how long it is. */
export interface CommentsAsked {
  readonly postId: string
  readonly cursor?: string | undefined
  readonly limit: number
}

/** One page of comments and the cursor of the next. */
export interface CommentsPage {
  readonly items: readonly CommentDocument[]
  readonly nextCursor?: string
}

/** The comments that everybody sees, oldest first: one more than a page, as `toCommentsPage` needs it. */
export function findVisibleComments(asked: CommentsAsked): Promise<CommentDocument[]> {
  return findOldest({ postId: asked.postId, state: 'visible' }, asked)
}

/** The viewer's own comments that are still being checked, in the same stretch. */
export async function findOwnChecking(
  asked: CommentsAsked,
  viewerId: string | undefined,
): Promise<CommentDocument[]> {
  if (viewerId === undefined) return []
  return findOldest({ authorId: viewerId, postId: asked.postId, state: 'checking' }, asked)
}

function findOldest(
  where: Partial<Pick<CommentDocument, 'postId' | 'authorId' | 'state'>>,
  asked: CommentsAsked,
): Promise<CommentDocument[]> {
  const after = decodeCursor(asked.postId, asked.cursor)
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
  return toPage(asked.postId, mergeById(visible, ownChecking), asked.limit)
}

/** A comment by id in whatever state, or undefined. */
export function findComment(commentId: string): Promise<CommentDocument | undefined> {
  return comments.get(commentId)
}

/** Adds a comment once; answers the one that was there before under this id, if any. */
export function addComment(comment: CommentDocument): Promise<CommentDocument | undefined> {
  return comments.addOrGet(comment)
}

/** Takes a comment away from this state; false when it was not in it any more. */
export async function removeComment(commentId: string, from: CommentDocument['state']): Promise<boolean> {
  return (await comments.updateWhere({ _id: commentId, state: from }, { state: 'removed' })) === 1
}

/** Comments made before `before` (epoch milliseconds) whose text could not be checked, after `cursor`. */
export function findUncheckedComments(
  before: number,
  cursor: string | undefined,
  limit: number,
): Promise<CommentDocument[]> {
  const made = between(cursor ?? '', idsFrom('cmt', before))
  return comments.find({
    where: { state: 'checking', textVerdict: 'unknown', _id: made },
    orderBy: ['_id', 'asc'],
    limit,
  })
}

/** Keeps what the platform says of a comment's text now, or that it was asked in vain; what passes is counted. */
export async function keepCommentVerdict(
  comment: CommentDocument,
  verdict: NonNullable<CommentDocument['textVerdict']> | 'risky',
  now: number,
): Promise<void> {
  const asked = { textAsks: (comment.textAsks ?? 0) + 1, textAskedAt: now }
  const said = {
    pass: { textVerdict: 'pass', state: 'visible' },
    risky: { state: 'rejected' },
    review: { textVerdict: 'review' },
    unknown: {},
  } as const
  const changed = await comments.updateWhere(
    { _id: comment._id, state: 'checking', textVerdict: 'unknown' },
    { ...asked, ...said[verdict] },
  )
  if (changed === 1 && verdict === 'pass') await addToCommentCount(comment.postId, 1)
}
