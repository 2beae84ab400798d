/** Where feeds come from: a first step that needs no viewer, and what the viewer's eyes add to it. */
import type { FeedName } from '../../contract/post-feeds'
import type { Actor } from '../kit/actor'
import { AppError } from '../kit/app-error'
import { collection, type Filter, holding, lessThan, oneOf } from '../kit/cloud'
import { decodeCursor, decodePosition, encodeCursor, toPage } from '../kit/cursor'
import { followedAmong } from '../member/store'
import { CARD_FIELDS, cardFileIds, type PostForCard, type Sight } from './card-views'
import { POSTS, type PostDocument } from './collections'
import { FAIR_PLACES_MAX, fairPlacesOf, withFairPlaces } from './exposure-rules'
import { noteImpressions } from './exposure-store'
import { FEED_INBOXES, type FeedInboxDocument } from './feed-collections'
import { entriesOfPage, mergeFollowing } from './following-rules'
import { lookAt } from './store'

const posts = collection<PostDocument>(POSTS)
const inboxes = collection<FeedInboxDocument>(FEED_INBOXES)

/** One page of posts and the cursor of the next. */
export interface PostsPage {
  readonly items: readonly PostForCard[]
  readonly nextCursor?: string
}

/** Which feed, and which page of it. */
export interface FeedAsked {
  readonly feed?: FeedName
  readonly boardId?: string
  readonly topicId?: string
  readonly cursor?: string
  readonly limit: number
}

/** A feed before its viewer is known: a page, or the inbox that a following feed is read from. */
export interface FeedBegun {
  readonly page: PostsPage
  /** Posts of new authors that were given a fair place. */
  readonly exposedIds?: readonly string[]
  readonly inbox?: FeedInboxDocument | undefined
}

/** A page of a feed and what its cards show besides. */
export interface FeedSeen {
  readonly page: PostsPage
  readonly sight: Sight
}

/** The lists whose cursors are not those of a board, a topic or a member. */
const LATEST = 'all'
const FEATURED = 'featured'
const FOLLOWING = 'following'
const VISIBLE = { state: 'visible' } as const
const NOTHING: PostsPage = { items: [] }

/**
 * Begins a feed: one round trip, beside the looking up of the viewer.
 * @throws AppError INVALID_INPUT for a board or a topic where the feed has none, and for a cursor of another list
 */
export async function beginFeed(asked: FeedAsked, callerKey: string): Promise<FeedBegun> {
  const { feed = 'latest', boardId, topicId, cursor, limit } = asked
  if (topicId !== undefined && (boardId !== undefined || feed !== 'latest')) throw unfitting('topicId')
  if (feed === 'following') {
    if (boardId !== undefined) throw unfitting('boardId')
    // The timeline's single page has no caller, and so no inbox.
    return { page: NOTHING, inbox: callerKey === '' ? undefined : await inboxes.get(callerKey) }
  }
  const onBoard = boardId === undefined ? {} : { boardId }
  if (feed === 'featured') {
    const list = boardId === undefined ? FEATURED : `${FEATURED}:${boardId}`
    return { page: await findPage(list, { ...VISIBLE, ...onBoard, featured: true }, cursor, limit) }
  }
  if (topicId !== undefined) {
    return { page: await findPage(topicId, { ...VISIBLE, topicIds: holding(topicId) }, cursor, limit) }
  }
  if (boardId !== undefined) return { page: await findPage(boardId, { ...VISIBLE, boardId }, cursor, limit) }
  return cursor === undefined ? firstOfLatest(limit) : { page: await moreOfLatest(cursor, limit) }
}

function unfitting(field: string): AppError {
  return new AppError('INVALID_INPUT', { field, rule: 'other' })
}

/** What the viewer's eyes add: one round trip, two for a following feed, whose posts are looked up first. */
export async function finishFeed(
  asked: FeedAsked,
  begun: FeedBegun,
  viewer: Actor | undefined,
  at: number,
  alsoFileIds: readonly string[] = [],
): Promise<FeedSeen> {
  const page = asked.feed === 'following' ? await readInbox(asked, begun.inbox, viewer) : begun.page
  const { exposedIds = [] } = begun
  // Whoever looks at their own post takes nothing of its share.
  const exposed = page.items.filter(
    ({ _id, authorId }) => exposedIds.includes(_id) && authorId !== viewer?._id,
  )
  const [sight] = await Promise.all([
    lookAtCards(viewer?._id, page, alsoFileIds),
    noteImpressions(
      viewer?._id,
      exposed.map(({ _id }) => _id),
      at,
    ),
  ])
  return { page, sight }
}

/** An author's posts that others see, or with `own` all that are not removed. */
export function findByAuthor(
  authorId: string,
  own: boolean,
  page: { cursor?: string; limit: number },
): Promise<PostsPage> {
  const seen = own ? { authorId, removed: false } : { authorId, ...VISIBLE }
  return findPage(authorId, seen, page.cursor, page.limit)
}

/** What a page of cards needs besides its posts. */
export function lookAtCards(
  viewerId: string | undefined,
  page: PostsPage,
  alsoFileIds: readonly string[] = [],
): Promise<Sight> {
  return lookAt(
    viewerId,
    page.items.map((post) => post._id),
    [...page.items.flatMap(cardFileIds), ...alsoFileIds],
  )
}

/** How much others said of these posts, whatever their state. */
export async function findCounts(
  postIds: readonly string[],
): Promise<Pick<PostDocument, '_id' | 'likeCount' | 'commentCount'>[]> {
  if (postIds.length === 0) return []
  const counts = ['likeCount', 'commentCount'] as const
  return posts.find({ where: { _id: oneOf(postIds) }, limit: postIds.length, fields: counts })
}

async function findPage(
  list: string,
  where: Filter<PostDocument>,
  cursor: string | undefined,
  limit: number,
): Promise<PostsPage> {
  return toPage(list, await findNewest(where, decodeCursor(list, cursor), limit + 1), limit)
}

/** The newest posts of a kind before a position. */
function findNewest(
  where: Filter<PostDocument>,
  before: string | undefined,
  limit: number,
): Promise<PostForCard[]> {
  const older: Filter<{ _id: string }> = before === undefined ? {} : { _id: lessThan(before) }
  return posts.find({ where: { ...where, ...older }, orderBy: ['_id', 'desc'], limit, fields: CARD_FIELDS })
}

/** The first page of the latest posts of all, with its fair places. */
async function firstOfLatest(limit: number): Promise<FeedBegun> {
  const places = fairPlacesOf(limit)
  const [latest, waiting] = await Promise.all([
    findNewest(VISIBLE, undefined, limit + 1),
    places === 0 ? [] : findWaiting(places),
  ])
  const { items, lastId, passedIds, exposedIds } = withFairPlaces(latest, waiting, limit)
  return { page: { items, ...nextOf(lastId, passedIds) }, exposedIds }
}

/** The posts whose turn it is: those that have waited longest. */
function findWaiting(places: number): Promise<PostForCard[]> {
  return posts.find({
    where: { ...VISIBLE, exposure: 'open' },
    orderBy: ['_id', 'asc'],
    limit: places,
    fields: CARD_FIELDS,
  })
}

/** A later page: what the first one showed further up is passed over. */
async function moreOfLatest(cursor: string, limit: number): Promise<PostsPage> {
  const position = decodePosition(LATEST, cursor)
  const passedIds = position?.notes ?? []
  if (passedIds.length > FAIR_PLACES_MAX) throw unfitting('cursor')
  const found = await findNewest(VISIBLE, position?.lastId, limit + passedIds.length + 1)
  const others = found.filter(({ _id }) => !passedIds.includes(_id))
  const items = others.slice(0, limit)
  const lastId = others.length > limit ? items.at(-1)?._id : undefined
  return { items, ...nextOf(lastId, passedIds) }
}

function nextOf(lastId: string | undefined, passedIds: readonly string[]): { nextCursor?: string } {
  if (lastId === undefined) return {}
  const ahead = passedIds.filter((postId) => postId < lastId)
  return { nextCursor: encodeCursor(LATEST, lastId, ahead) }
}

/** A page of whom the viewer follows: the posts of their inbox, merged with those of authors with many followers. */
async function readInbox(
  { cursor, limit }: FeedAsked,
  inbox: FeedInboxDocument | undefined,
  viewer: Actor | undefined,
): Promise<PostsPage> {
  const before = decodeCursor(FOLLOWING, cursor)
  // Somebody who left and came back is another member behind the same openid.
  if (!viewer || inbox?.memberId !== viewer._id) return NOTHING
  const entries = entriesOfPage(inbox.entries, before, limit)
  const { mergedIds } = inbox
  const [ofInbox, ofMerged, followed] = await Promise.all([
    findVisible(entries.map(({ postId }) => postId)),
    mergedIds.length === 0 ? [] : findNewest({ ...VISIBLE, authorId: oneOf(mergedIds) }, before, limit + 1),
    followedAmong(viewer._id, [...entries.map(({ authorId }) => authorId), ...mergedIds]),
  ])
  const { items, lastId } = mergeFollowing(entries, [...ofInbox, ...ofMerged], followed, limit)
  return { items, ...(lastId === undefined ? {} : { nextCursor: encodeCursor(FOLLOWING, lastId) }) }
}

/** Those of these posts that are visible: picked out here, as all of them may be hidden by now. */
async function findVisible(postIds: readonly string[]): Promise<PostForCard[]> {
  if (postIds.length === 0) return []
  const found = await posts.find({
    where: { _id: oneOf(postIds) },
    limit: postIds.length,
    fields: CARD_FIELDS,
  })
  return found.filter(({ state }) => state === 'visible')
}
