/**
 * What members set on posts and comments and take back again: likes and favourites. The mark's document is the guard:
 * a count changes only when the document did.
 */
import { type Collection, collection, increasedBy, lessThan } from '../kit/cloud'
import { decodeCursor, encodeCursor, ownList } from '../kit/cursor'
import { periodOf } from '../kit/period'
import {
  type CommentDocument,
  type LikeDocument,
  POST_COMMENTS,
  POST_LIKES,
  POSTS,
  type PostDocument,
} from './collections'
import {
  COMMENT_LIKES,
  type CommentLikeDocument,
  type FavouriteDocument,
  POST_FAVOURITES,
} from './engagement-collections'
import { placeOfLike } from './like-rules'
import { likeId } from './rules'

const posts = collection<PostDocument>(POSTS)
const comments = collection<CommentDocument>(POST_COMMENTS)
const likes = collection<LikeDocument>(POST_LIKES)
const commentLikes = collection<CommentLikeDocument>(COMMENT_LIKES)
const favourites = collection<FavouriteDocument>(POST_FAVOURITES)

/** Brings a mark to the wanted end; by how much there are more of them now. */
async function setMark<T extends { readonly _id: string }>(
  marks: Collection<T>,
  mark: T,
  isWanted: boolean,
): Promise<0 | 1 | -1> {
  if (isWanted) return (await marks.addOrGet(mark)) === undefined ? 1 : 0
  return (await marks.remove(mark._id)) === 1 ? -1 : 0
}

/** Likes a post or takes the like back. */
export async function setLike(
  { _id: postId, authorId }: Pick<PostDocument, '_id' | 'authorId'>,
  memberId: string,
  liked: boolean,
  now: number,
): Promise<void> {
  const place = placeOfLike(periodOf('day', now), authorId, postId, memberId)
  const _id = likeId(postId, memberId)
  await bringLike({ _id, schemaVersion: 1, postId, memberId, place, createdAt: now }, liked)
}

/** Takes a like back. */
export async function removeLike(like: LikeDocument): Promise<void> {
  await bringLike(like, false)
}

async function bringLike(like: LikeDocument, liked: boolean): Promise<void> {
  const more = await setMark(likes, like, liked)
  if (more !== 0) await posts.update(like.postId, { likeCount: increasedBy(more) })
}

/** Likes a comment or takes the like back. */
export async function setCommentLike(
  commentId: string,
  memberId: string,
  liked: boolean,
  now: number,
): Promise<void> {
  const _id = likeId(commentId, memberId)
  const like = { _id, schemaVersion: 1, commentId, memberId, createdAt: now } as const
  const more = await setMark(commentLikes, like, liked)
  if (more !== 0) await comments.update(commentId, { likeCount: increasedBy(more) })
}

/** What is kept, for whom. */
export type Kept = Pick<FavouriteDocument, 'postId' | 'memberId' | 'callerKey' | 'place' | 'createdAt'>

/** Keeps a post for a member or lets it go. Its place in the list is a new one, if it was not kept before. */
export async function setFavourite(kept: Kept, favourited: boolean): Promise<void> {
  const { postId, memberId } = kept
  const favourite = { ...kept, _id: likeId(postId, memberId), schemaVersion: 2 } as const
  const more = await setMark(favourites, favourite, favourited)
  if (more !== 0) await posts.update(postId, { favouriteCount: increasedBy(more) })
}

/** Whether a member likes a post. */
export async function isLiked(postId: string, memberId: string): Promise<boolean> {
  return (await likes.get(likeId(postId, memberId))) !== undefined
}

/** Whether a member keeps a post. */
export async function isFavourite(postId: string, memberId: string): Promise<boolean> {
  return (await favourites.get(likeId(postId, memberId))) !== undefined
}

/** Which of these comments a member likes. */
export async function likedAmong(
  commentIds: readonly string[],
  memberId: string | undefined,
): Promise<ReadonlySet<string>> {
  if (memberId === undefined) return new Set()
  const liked = await commentLikes.getMany(commentIds.map((commentId) => likeId(commentId, memberId)))
  return new Set(liked.map((like) => like.commentId))
}

/** A page of what a caller keeps, the last kept first. Somebody who came back may find what they kept before they left. */
export async function findFavourites(
  callerKey: string,
  cursor: string | undefined,
  limit: number,
): Promise<{
  readonly items: readonly Pick<FavouriteDocument, 'postId' | 'memberId'>[]
  readonly nextCursor?: string
}> {
  const list = ownList('favourites', callerKey)
  const before = decodeCursor(list, cursor)
  const found = await favourites.find({
    where: { callerKey, ...(before === undefined ? {} : { place: lessThan(before) }) },
    orderBy: ['place', 'desc'],
    limit: limit + 1,
    fields: ['postId', 'memberId', 'place'],
  })
  const items = found.slice(0, limit)
  const last = items.at(-1)
  return found.length > limit && last ? { items, nextCursor: encodeCursor(list, last.place) } : { items }
}
