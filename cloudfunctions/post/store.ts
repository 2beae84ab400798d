/** What is stored of posts and boards, and what a viewer's eyes add to them. */
import { BOARDS_MAX } from '../../contract/limits'
import { monotonicNow } from '../kit/clock'
import { collection, increasedBy, lessThan, temporaryUrls } from '../kit/cloud'
import { decodeCursor, toPage } from '../kit/cursor'
import { remembered } from '../kit/remembered'
import { CARD_FIELDS, cardFileIds, type PostForCard, type Sight } from './card-views'
import {
  BOARDS,
  type BoardDocument,
  type LikeDocument,
  POST_LIKES,
  POSTS,
  type PostDocument,
} from './collections'
import { likeId } from './rules'

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

/** Those of these posts that exist, in no order. */
export function findPosts(postIds: readonly string[]): Promise<PostDocument[]> {
  return posts.getMany(postIds)
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

/** Counts comments more or fewer; derived, so outside any transaction. */
export async function addToCommentCount(postId: string, amount: number): Promise<void> {
  await posts.update(postId, { commentCount: increasedBy(amount) })
}

/** Picks a post for the featured feed, or takes it out. */
export async function keepFeatured(postId: string, featured: boolean): Promise<void> {
  await posts.update(postId, { featured })
}

/** Keeps the mini program code that leads to a post. */
export async function keepShareCode(postId: string, fileId: string): Promise<void> {
  await posts.update(postId, { shareCodeFileId: fileId })
}
