/** What is stored of posts and boards, and what a viewer's eyes add to them. */
import { BOARDS_MAX } from '../../contract/limits'
import { monotonicNow } from '../kit/clock'
import { collection, increasedBy } from '../kit/cloud'
import { temporaryUrls } from '../kit/files'
import { remembered } from '../kit/remembered'
import type { Sight } from './card-views'
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

/** The addresses of these files and the viewer's likes among these posts, at once. */
export async function lookAt(
  viewerId: string | undefined,
  postIds: readonly string[],
  fileIds: readonly string[],
): Promise<Sight> {
  const [urls, likedPostIds] = await Promise.all([temporaryUrls(fileIds), likedPostsAmong(viewerId, postIds)])
  return { urls, likedPostIds }
}

/** Which of these posts a viewer likes. */
export async function likedPostsAmong(
  viewerId: string | undefined,
  postIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (viewerId === undefined) return new Set()
  const liked = await likes.getMany(postIds.map((postId) => likeId(postId, viewerId)))
  return new Set(liked.map((like) => like.postId))
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
