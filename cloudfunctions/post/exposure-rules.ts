/**
 * Fair places: the first page of the latest feed gives a few posts of new authors a place further up than their age,
 * so that nobody's first post sinks unseen (PRODUCT 2.3). Pure.
 */
import { DAY_MS } from '../../contract/limits'

/** One place in so many of a first page, and so many at most. */
const PLACE_EVERY = 8
export const FAIR_PLACES_MAX = 2
/** An author is new for so long, and for so many posts. */
const NEW_FOR_MS = 30 * DAY_MS
const NEW_POSTS_MAX = 3
/** A post has its place until so many members were given it, or so long. */
export const SHOWN_TO_GOAL = 100
const OPEN_FOR_MS = 2 * DAY_MS

/** Whether a post of this author is given a fair place; `postCount` counts the post itself. */
export function isNewAuthor(
  author: { readonly joinedAt: number; readonly postCount: number },
  now: number,
): boolean {
  return now - author.joinedAt < NEW_FOR_MS && author.postCount <= NEW_POSTS_MAX
}

/** Whether a post has had its share. */
export function isDone(openedAt: number, shownTo: number, now: number): boolean {
  return shownTo >= SHOWN_TO_GOAL || now - openedAt >= OPEN_FOR_MS
}

/** How many fair places a first page of this size has. */
export function fairPlacesOf(limit: number): number {
  return Math.min(FAIR_PLACES_MAX, Math.floor(limit / PLACE_EVERY))
}

interface Placed {
  readonly _id: string
}

/** A first page with its fair places filled. */
export interface FairPage<T extends Placed> {
  readonly items: readonly T[]
  /** Where the feed goes on: after the last post that stands there by its age; undefined at the end. */
  readonly lastId?: string
  /** The posts that stand further up than their age and would come again: later pages pass over them. */
  readonly passedIds: readonly string[]
  /** All that was given a fair place. */
  readonly exposedIds: readonly string[]
}

/**
 * Fills the fair places of a first page.
 * @param latest the newest posts, newest first: one more than `limit`, if there are so many
 * @param waiting posts that are to be given a place, in their turn
 */
export function withFairPlaces<T extends Placed>(
  latest: readonly T[],
  waiting: readonly T[],
  limit: number,
): FairPage<T> {
  const places = fairPlacesOf(limit)
  const seenAnyway = new Set(latest.slice(0, limit - places).map(({ _id }) => _id))
  const exposed = waiting.filter(({ _id }) => !seenAnyway.has(_id)).slice(0, places)
  const exposedIds = exposed.map(({ _id }) => _id)
  const others = latest.filter(({ _id }) => !exposedIds.includes(_id))
  const items = others.slice(0, limit - exposed.length)
  const lastId = others.length > items.length ? items.at(-1)?._id : undefined
  for (const [place, post] of exposed.entries()) {
    items.splice(Math.min(items.length, (place + 1) * PLACE_EVERY - 1), 0, post)
  }
  return {
    items,
    ...(lastId === undefined ? {} : { lastId }),
    passedIds: lastId === undefined ? [] : exposedIds.filter((postId) => postId < lastId),
    exposedIds,
  }
}

/** What the report says of posts whose share is over. */
export function medianOf(figures: readonly number[]): number {
  const sorted = [...figures].sort((left, right) => left - right)
  const upper = sorted[Math.floor(sorted.length / 2)] ?? 0
  const lower = sorted[Math.floor((sorted.length - 1) / 2)] ?? 0
  return Math.round((upper + lower) / 2)
}
