/** What is stored of posts and boards, and what a viewer's eyes add to them. */
import { BOARDS_MAX } from '../../contract/limits'
import { monotonicNow } from '../kit/clock'
import {
  between,
  collection,
  greaterThan,
  holding,
  increasedBy,
  lessThan,
  oneOf,
  temporaryUrls,
} from '../kit/cloud'
import { decodeCursor, toPage } from '../kit/cursor'
import { idsFrom } from '../kit/id'
import { remembered } from '../kit/remembered'
import { findManyMedia } from '../media/store'
import {
  BOARDS,
  type BoardDocument,
  type LikeDocument,
  POST_LIKES,
  POSTS,
  type PostDocument,
} from './collections'
import { decideState, likeId, statesOverruledBy } from './rules'
import { CARD_FIELDS, cardFileIds, type PostForCard, type Sight } from './views'

const boards = collection<BoardDocument>(BOARDS)
const posts = collection<PostDocument>(POSTS)
const likes = collection<LikeDocument>(POST_LIKES)

/** One page of posts and the cursor of the next. */
export interface PostsPage {
  readonly items: readonly PostForCard[]
  readonly nextCursor?: string
}

/** The boards in their order. A change is seen everywhere within half a minute. */
export const listBoards = remembered(
  () => boards.find({ where: {}, orderBy: ['position', 'asc'], limit: BOARDS_MAX }),
  monotonicNow,
)

/** A board by id, or undefined. One that is not remembered may be new, so it is asked for. */
export async function findBoard(boardId: string): Promise<BoardDocument | undefined> {
  return (await listBoards()).find((board) => board._id === boardId) ?? (await boards.get(boardId))
}

/** A post by id in whatever state, or undefined. */
export function findPost(postId: string): Promise<PostDocument | undefined> {
  return posts.get(postId)
}

/** The latest visible posts of a board, or of all. */
export function findFeed(page: { boardId?: string; cursor?: string; limit: number }): Promise<PostsPage> {
  const { boardId, cursor, limit } = page
  const list = boardId ?? 'all'
  return findPage(list, { state: 'visible', ...(boardId === undefined ? {} : { boardId }) }, cursor, limit)
}

/** An author's posts that others see, or with `own` all that are not removed. */
export function findByAuthor(
  authorId: string,
  own: boolean,
  page: { cursor?: string; limit: number },
): Promise<PostsPage> {
  const seen = own ? { authorId, removed: false } : { authorId, state: 'visible' as const }
  return findPage(authorId, seen, page.cursor, page.limit)
}

async function findPage(
  list: string,
  where: Partial<Pick<PostDocument, 'state' | 'boardId' | 'authorId' | 'removed'>>,
  cursor: string | undefined,
  limit: number,
): Promise<PostsPage> {
  const before = decodeCursor(list, cursor)
  const found = await posts.find({
    where: before === undefined ? where : { ...where, _id: lessThan(before) },
    orderBy: ['_id', 'desc'],
    limit: limit + 1,
    fields: CARD_FIELDS,
  })
  return toPage(list, found, limit)
}

/** The addresses of these files and the viewer's likes among these posts, at once. */
export async function lookAt(
  viewerId: string | undefined,
  postIds: readonly string[],
  fileIds: readonly string[],
): Promise<Sight> {
  const [urls, liked] = await Promise.all([
    temporaryUrls(fileIds),
    viewerId === undefined ? [] : likes.getMany(postIds.map((postId) => likeId(postId, viewerId))),
  ])
  return { urls, likedPostIds: new Set(liked.map((like) => like.postId)) }
}

/** What a page of cards needs besides its posts. */
export function lookAtCards(
  viewerId: string | undefined,
  page: PostsPage,
  alsoFileIds: readonly string[] = [],
) {
  return lookAt(
    viewerId,
    page.items.map((post) => post._id),
    [...page.items.flatMap(cardFileIds), ...alsoFileIds],
  )
}

/** Adds a post once; answers the one that was there before under this id, if any. */
export function addPost(post: PostDocument): Promise<PostDocument | undefined> {
  return posts.addOrGet(post)
}

/** Takes a post away; false when it was away already. */
export async function removePost(postId: string): Promise<boolean> {
  const changed = await posts.updateWhere(
    { _id: postId, removed: false },
    { removed: true, state: 'removed' },
  )
  return changed === 1
}

/** Counts a comment more or less; derived, so outside any transaction. */
export async function addToCommentCount(postId: string, amount: 1 | -1): Promise<void> {
  await posts.update(postId, { commentCount: increasedBy(amount) })
}

/**
 * Brings a post's like to the wanted end. The like's document is the guard: the count changes only when the
 * document did.
 */
export async function setLike(postId: string, memberId: string, liked: boolean, now: number): Promise<void> {
  const _id = likeId(postId, memberId)
  const changed = liked
    ? (await likes.addOrGet({ _id, schemaVersion: 1, postId, memberId, createdAt: now })) === undefined
    : (await likes.remove(_id)) === 1
  if (changed) await posts.update(postId, { likeCount: increasedBy(liked ? 1 : -1) })
}

/**
 * Brings a post to what its photos' checks have come to. It reads the photos after one was decided, and creating a
 * post reads them after writing it: one of the two sees the other. Answers the state the post is in now, as far as
 * this knows.
 */
export async function settlePost(post: SettledBy): Promise<PostDocument['state']> {
  const photos = await findManyMedia(post.photoIds)
  // A photo whose document is gone counts as not checked.
  const states = post.photoIds.map(
    (mediaId) => photos.find((photo) => photo._id === mediaId)?.state ?? 'checking',
  )
  const decided = decideState(post.textVerdict, states)
  if (!statesOverruledBy(decided).includes(post.state)) return post.state
  // Bound to the revision and the state: an edit or a removal in the meantime is not overruled.
  const changed = await posts.updateWhere(
    { _id: post._id, revision: post.revision, state: oneOf(statesOverruledBy(decided)) },
    { state: decided },
  )
  return changed === 1 ? decided : post.state
}

type SettledBy = Pick<PostDocument, '_id' | 'photoIds' | 'textVerdict' | 'state' | 'revision'>
const SETTLED_BY = ['photoIds', 'textVerdict', 'state', 'revision'] as const

const SETTLED_AT_ONCE = 20

/** Settles the posts that show this photo, however many. */
export async function settlePostsOfPhoto(mediaId: string): Promise<void> {
  let after: string | undefined
  do {
    const found = await posts.find({
      where: { photoIds: holding(mediaId), ...(after === undefined ? {} : { _id: greaterThan(after) }) },
      orderBy: ['_id', 'asc'],
      limit: SETTLED_AT_ONCE,
      fields: SETTLED_BY,
    })
    await Promise.all(found.map(settlePost))
    after = found.length < SETTLED_AT_ONCE ? undefined : found.at(-1)?._id
  } while (after !== undefined)
}

/** Posts made before `before` (epoch milliseconds) whose text the platform has not been asked about, after `cursor`. */
export function findUncheckedPosts(
  before: number,
  cursor: string | undefined,
  limit: number,
): Promise<PostDocument[]> {
  const made = between(cursor ?? '', idsFrom('pst', before))
  return posts.find({
    where: { state: 'checking', textVerdict: 'unknown', _id: made },
    orderBy: ['_id', 'asc'],
    limit,
  })
}

/** Keeps what the platform says of this revision's text now, or that it was asked in vain. */
export async function keepPostVerdict(
  post: PostDocument,
  verdict: PostDocument['textVerdict'] | 'risky',
  now: number,
): Promise<void> {
  const asked = { textAsks: (post.textAsks ?? 0) + 1, textAskedAt: now }
  await posts.updateWhere(
    { _id: post._id, revision: post.revision, state: 'checking', textVerdict: 'unknown' },
    verdict === 'risky' ? { ...asked, state: 'rejected' } : { ...asked, textVerdict: verdict },
  )
  const kept = verdict === 'pass' ? await findPost(post._id) : undefined
  if (kept) await settlePost(kept)
}

/** A post that shows this photo, whatever its state. */
export async function findPostOfPhoto(mediaId: string): Promise<Pick<PostDocument, 'authorId'> | undefined> {
  const [found] = await posts.find({ where: { photoIds: holding(mediaId) }, limit: 1, fields: ['authorId'] })
  return found
}
