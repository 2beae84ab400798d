/**
 * What a post sets going when others first see it: it comes into the inboxes of its author's followers, and a new
 * author's is given fair places. Done by a job, a hundred followers at a time; repeating any of it is harmless.
 */
import { collection, largestOf, largestWith, lastWith, listWithout, oneOf } from '../kit/cloud'
import { callerKey } from '../kit/id'
import type { Slice, SliceOutcome } from '../kit/jobs'
import type { MemberDocument } from '../member/collections'
import { findFollowers, findManyMembers, findMember } from '../member/store'
import { isNewAuthor } from './exposure-rules'
import { openExposure } from './exposure-store'
import {
  FEED_DELIVERIES,
  FEED_INBOXES,
  type FeedDeliveryDocument,
  type FeedInboxDocument,
  MERGED_AUTHORS,
  type MergedAuthorDocument,
} from './feed-collections'
import { findByAuthor } from './feed-store'
import {
  BACKFILLED_POSTS_MAX,
  entryOf,
  FAN_OUT_FOLLOWERS_MAX,
  INBOX_POSTS_MAX,
  MERGED_AUTHORS_MAX,
  readEntry,
} from './following-rules'

const deliveries = collection<FeedDeliveryDocument>(FEED_DELIVERIES)
const inboxes = collection<FeedInboxDocument>(FEED_INBOXES)
const mergedAuthors = collection<MergedAuthorDocument>(MERGED_AUTHORS)

const DELIVERIES_PER_SLICE = 10
const FOLLOWERS_PER_SLICE = 100

/** Sends a post on its way that others have begun to see: one call, and the job does the rest. */
export async function beginDelivery(
  post: { readonly _id: string; readonly authorId: string },
  now: number,
): Promise<void> {
  await deliveries.addOrGet({
    _id: post._id,
    schemaVersion: 1,
    authorId: post.authorId,
    marking: false,
    cursor: '',
    createdAt: now,
  })
}

/** Takes the oldest deliveries a step further. */
export async function deliverSome(slice: Slice): Promise<SliceOutcome> {
  const found = await deliveries.find({
    where: {},
    orderBy: ['createdAt', 'asc'],
    limit: DELIVERIES_PER_SLICE,
  })
  const reached = await Promise.all(found.map((delivery) => deliverStep(delivery, slice.now)))
  return {
    next: found.length === 0 ? undefined : 'more',
    handled: found.length,
    repaired: reached.reduce((sum, each) => sum + each, 0),
  }
}

/** One step of a delivery; how many inboxes were changed. */
async function deliverStep(delivery: FeedDeliveryDocument, now: number): Promise<number> {
  const { _id, cursor } = delivery
  const goal = cursor === '' && !delivery.marking ? await begun(delivery, now) : delivery
  if (!goal) {
    await deliveries.remove(_id)
    return 0
  }
  const followers = await findFollowers(
    goal.authorId,
    cursor === '' ? undefined : cursor,
    FOLLOWERS_PER_SLICE,
  )
  const keys = (await findManyMembers(followers.map(({ followerId }) => followerId))).map(keyOf)
  const changed =
    keys.length === 0 ? 0 : await (goal.marking ? enterAuthor(goal.authorId, keys) : enterPost(goal, keys))
  const last = followers.length < FOLLOWERS_PER_SLICE ? undefined : followers.at(-1)
  if (last) await deliveries.update(_id, { cursor: last.place })
  else await deliveries.remove(_id)
  return changed
}

const keyOf = (member: MemberDocument) => callerKey(member.openid)

/**
 * Decides what becomes of a post at the beginning of its delivery: undefined when nobody has to be reached. An author
 * who has come to have too many followers is entered in their inboxes instead, once for all.
 */
async function begun(delivery: FeedDeliveryDocument, now: number): Promise<FeedDeliveryDocument | undefined> {
  const { _id, authorId } = delivery
  const [author, merged] = await Promise.all([findMember(authorId), mergedAuthors.get(authorId)])
  if (author?.standing !== 'active') return undefined
  if (isNewAuthor(author, now)) await openExposure(_id, authorId, now)
  if (merged) return undefined
  if ((author.followerCount ?? 0) <= FAN_OUT_FOLLOWERS_MAX) return delivery
  await deliveries.update(_id, { marking: true })
  await mergedAuthors.addOrGet({ _id: authorId, schemaVersion: 1, since: now })
  return { ...delivery, marking: true }
}

/**
 * Enters a post into these inboxes: taken out first, so that it stands in none twice. (A condition that it is not there
 * yet would, in a slice that is repeated, look at a hundred documents for none.)
 */
async function enterPost({ _id, authorId }: FeedDeliveryDocument, keys: readonly string[]): Promise<number> {
  const entry = entryOf(_id, authorId)
  await inboxes.updateWhere({ _id: oneOf(keys) }, { entries: listWithout([entry]) })
  return inboxes.updateWhere({ _id: oneOf(keys) }, { entries: largestWith(entry, INBOX_POSTS_MAX) })
}

/** Enters an author who is merged at reading, in the same way. */
async function enterAuthor(authorId: string, keys: readonly string[]): Promise<number> {
  await inboxes.updateWhere({ _id: oneOf(keys) }, { mergedIds: listWithout([authorId]) })
  return inboxes.updateWhere({ _id: oneOf(keys) }, { mergedIds: lastWith(authorId, MERGED_AUTHORS_MAX) })
}

/** Opens the inbox of somebody who follows, and brings what the followed has published lately. */
export async function bringAlong(follow: { followerId: string; followedId: string }): Promise<void> {
  const { followerId, followedId } = follow
  const [follower, merged, { items }] = await Promise.all([
    findMember(followerId),
    mergedAuthors.get(followedId),
    findByAuthor(followedId, false, { limit: BACKFILLED_POSTS_MAX }),
  ])
  if (follower?.standing !== 'active') return
  const inbox = await openInbox(keyOf(follower), followerId)
  if (merged) {
    await enterAuthor(followedId, [inbox._id])
    return
  }
  const entries = items.map(({ _id }) => entryOf(_id, followedId))
  const missing = entries.filter((entry) => !inbox.entries.includes(entry))
  if (missing.length > 0) await inboxes.update(inbox._id, { entries: largestOf(missing, INBOX_POSTS_MAX) })
}

/**
 * Takes what somebody has published out of the inbox of who follows them no longer. Until then reading passes over it,
 * which leaves gaps in pages. Whoever follows them again meanwhile is brought it along again after this.
 */
export async function takeAway(follow: { followerId: string; followedId: string }): Promise<void> {
  const { followerId, followedId } = follow
  const follower = await findMember(followerId)
  if (follower?.standing !== 'active') return
  const inbox = await inboxes.get(keyOf(follower))
  if (inbox?.memberId !== followerId) return
  const theirs = inbox.entries.filter((entry) => readEntry(entry).authorId === followedId)
  await inboxes.update(inbox._id, { entries: listWithout(theirs), mergedIds: listWithout([followedId]) })
}

/** The inbox of a member, opened if need be. What somebody left behind who was here before with this openid goes. */
async function openInbox(key: string, memberId: string): Promise<FeedInboxDocument> {
  const fresh: FeedInboxDocument = { _id: key, schemaVersion: 1, memberId, entries: [], mergedIds: [] }
  const earlier = await inboxes.addOrGet(fresh)
  if (earlier && earlier.memberId !== memberId) {
    await inboxes.put(fresh)
    return fresh
  }
  return earlier ?? fresh
}
