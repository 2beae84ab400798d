/** What timers do for lists: bring posts to inboxes, end fair places, and find what a day was about. */
import { DAY_MS } from '../../contract/limits'
import { between, collection, lessThan } from '../kit/cloud'
import { idsFrom } from '../kit/id'
import type { Job, Slice, SliceOutcome } from '../kit/jobs'
import type { Consumer } from '../kit/outbox'
import { startOf } from '../kit/period'
import { forgetSome } from '../kit/retention'
import { FOLLOWED, followOf, UNFOLLOWED } from '../member/facts'
import { POSTS, type PostDocument } from './collections'
import { bringAlong, deliverSome, takeAway } from './delivery'
import { isDone } from './exposure-rules'
import { closeExposure, findOpenExposures, keepShownTo } from './exposure-store'
import { type ExposureDocument, type ImpressionDocument, POST_IMPRESSIONS } from './feed-collections'
import { livelyTopic } from './topic-of-day-rules'
import { keepTopicOfDay } from './topic-store'

const posts = collection<PostDocument>(POSTS)
const impressions = collection<ImpressionDocument>(POST_IMPRESSIONS)

const EXPOSURES_PER_SLICE = 20
/** How long it is kept to whom a post was given: longer than it has its places. */
const IMPRESSIONS_KEPT_MS = 7 * DAY_MS
/** Of a day's posts the last ones tell what it was about. */
const POSTS_OF_DAY = 100

/** Counts to how many members posts were given, and ends the places of those that had their share. */
async function countExposures({ cursor, now }: Slice): Promise<SliceOutcome> {
  const open = await findOpenExposures(cursor, EXPOSURES_PER_SLICE)
  const changed = await Promise.all(open.map((exposure) => countExposure(exposure, now)))
  const last = open.length < EXPOSURES_PER_SLICE ? undefined : open.at(-1)
  return { next: last?._id, handled: open.length, repaired: changed.filter(Boolean).length }
}

async function countExposure(exposure: ExposureDocument, now: number): Promise<boolean> {
  const { _id, openedAt } = exposure
  const shownTo = await impressions.count({ postId: _id })
  if (isDone(openedAt, shownTo, now)) {
    await closeExposure(_id, shownTo, now)
    return true
  }
  if (shownTo === exposure.shownTo) return false
  await keepShownTo(_id, shownTo)
  return true
}

/** Finds what the day before was about most, for the day that begins. */
async function findTopicOfDay({ period }: Slice): Promise<SliceOutcome> {
  const end = startOf(period)
  const found = await posts.find({
    where: { state: 'visible', _id: between(idsFrom('pst', end - DAY_MS), idsFrom('pst', end)) },
    orderBy: ['_id', 'desc'],
    limit: POSTS_OF_DAY,
    fields: ['topicIds', 'likeCount', 'commentCount'],
  })
  const topicId = livelyTopic(found)
  if (topicId !== undefined) await keepTopicOfDay(period, topicId)
  return { handled: found.length, repaired: topicId === undefined ? 0 : 1 }
}

/** Somebody follows a member: what that member has published lately comes into their feed. */
export const followedConsumer: Consumer = {
  kind: FOLLOWED,
  async consume({ payload }) {
    const follow = followOf(payload)
    if (follow) await bringAlong(follow)
  },
}

/** Somebody follows a member no longer: what that member has published leaves their feed. */
export const unfollowedConsumer: Consumer = {
  kind: UNFOLLOWED,
  async consume({ payload }) {
    const follow = followOf(payload)
    if (follow) await takeAway(follow)
  },
}

/** The jobs of the lists. */
export const feedJobs: readonly Job[] = [
  { name: 'post.deliver', every: 'minute', missed: 'latest', run: deliverSome },
  { name: 'post.countExposures', every: 'hour', missed: 'latest', run: countExposures },
  { name: 'post.findTopicOfDay', every: 'day', missed: 'latest', run: findTopicOfDay },
  {
    name: 'post.forgetImpressions',
    every: 'day',
    missed: 'latest',
    run: ({ now }) => forgetSome(impressions, { at: lessThan(now - IMPRESSIONS_KEPT_MS) }),
  },
]
