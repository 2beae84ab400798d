/** The inbox of a member who follows others: what stands in it and how a page is read from it. Pure. */
import { PAGE_SIZE_MAX, QUERY_LIMIT_MAX } from '../../contract/limits'

/**
 * Followers up to which a post is brought to each of them. An author with more of them is merged at reading: one query
 * for all such authors of a member, instead of a write for each follower.
 */
export const FAN_OUT_FOLLOWERS_MAX = 5_000
/** Posts that an inbox holds; the oldest are forgotten, and the feed ends with them. */
export const INBOX_POSTS_MAX = 500
/** Authors of one member that are merged at reading; the first to be entered give way. With a page they are one query. */
export const MERGED_AUTHORS_MAX = QUERY_LIMIT_MAX - PAGE_SIZE_MAX - 1
/** Posts of somebody who has just been followed that are brought along. */
export const BACKFILLED_POSTS_MAX = 20

/** A post in an inbox: entries sort as their posts do. */
export function entryOf(postId: string, authorId: string): string {
  return `${postId}:${authorId}`
}

/** What an entry says. */
export function readEntry(entry: string): { postId: string; authorId: string } {
  const [postId = '', authorId = ''] = entry.split(':')
  return { postId, authorId }
}

/** The entries of one page and one more, newest first, after a position. */
export function entriesOfPage(
  entries: readonly string[],
  before: string | undefined,
  limit: number,
): { postId: string; authorId: string }[] {
  return [...new Set(entries)]
    .map(readEntry)
    .filter(({ postId }) => before === undefined || postId < before)
    .sort((left, right) => (left.postId < right.postId ? 1 : -1))
    .slice(0, limit + 1)
}

/** A place in the feed: a post that is there, or one that was. */
interface Place<T> {
  readonly postId: string
  readonly post: T | undefined
}

/** One page of a following feed. */
export interface FollowingPage<T> {
  readonly items: readonly T[]
  /** The last place that was looked at, when there are more. */
  readonly lastId?: string
}

/**
 * Merges what an inbox holds with the posts of merged authors, newest first. A post that is no longer visible, or whose
 * author is no longer followed, leaves its place empty: pages stay exact whatever was hidden between them.
 * @param entries those of one page and one more
 * @param found the posts of these entries that are visible, and those of merged authors: one page and one more
 * @param followed the authors that are followed now
 */
export function mergeFollowing<T extends { readonly _id: string; readonly authorId: string }>(
  entries: readonly { readonly postId: string }[],
  found: readonly T[],
  followed: ReadonlySet<string>,
  limit: number,
): FollowingPage<T> {
  const places = new Map<string, Place<T>>(entries.map(({ postId }) => [postId, { postId, post: undefined }]))
  for (const post of found) {
    places.set(post._id, { postId: post._id, post: followed.has(post.authorId) ? post : undefined })
  }
  const ordered = [...places.values()].sort((left, right) => (left.postId < right.postId ? 1 : -1))
  const page = ordered.slice(0, limit)
  const lastId = ordered.length > limit ? page.at(-1)?.postId : undefined
  return {
    items: page.flatMap(({ post }) => (post ? [post] : [])),
    ...(lastId === undefined ? {} : { lastId }),
  }
}
