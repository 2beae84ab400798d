/** What is stored of fair places: which posts have one, and to whom they were given. */
import { EXPOSURE_REPORT_POSTS_MAX } from '../../contract/limits'
import { collection, greaterThan, removed } from '../kit/cloud'
import { POSTS, type PostDocument } from './collections'
import {
  type ExposureDocument,
  type ImpressionDocument,
  POST_EXPOSURES,
  POST_IMPRESSIONS,
} from './feed-collections'

const posts = collection<PostDocument>(POSTS)
const exposures = collection<ExposureDocument>(POST_EXPOSURES)
const impressions = collection<ImpressionDocument>(POST_IMPRESSIONS)

/** Gives a post fair places from now on; one that had its share before gets no second one. */
export async function openExposure(postId: string, memberId: string, now: number): Promise<void> {
  const earlier = await exposures.addOrGet({
    _id: postId,
    schemaVersion: 1,
    memberId,
    state: 'open',
    shownTo: 0,
    openedAt: now,
  })
  if (earlier?.state !== 'closed')
    await posts.updateWhere({ _id: postId, state: 'visible' }, { exposure: 'open' })
}

/**
 * Notes that a member was given these posts; the same however often they are. Guests are given them too but not
 * counted: a share is one of people who can answer (PRODUCT 2.3, 2.5), and to use up somebody's share one would need a
 * hundred who have joined, not a hundred openids. Time ends it all the same, so that what is stored stays bounded.
 */
export async function noteImpressions(
  memberId: string | undefined,
  postIds: readonly string[],
  now: number,
): Promise<void> {
  if (memberId === undefined) return
  await Promise.all(
    postIds.map((postId) =>
      impressions.put({ _id: `${postId}:${memberId}`, schemaVersion: 1, postId, memberId, at: now }),
    ),
  )
}

/** Posts that have fair places, after `cursor`. */
export function findOpenExposures(cursor: string | undefined, limit: number): Promise<ExposureDocument[]> {
  const after = cursor === undefined ? {} : { _id: greaterThan(cursor) }
  return exposures.find({ where: { state: 'open', ...after }, orderBy: ['_id', 'asc'], limit })
}

/** Keeps to how many members a post was given. */
export async function keepShownTo(postId: string, shownTo: number): Promise<void> {
  await exposures.update(postId, { shownTo })
}

/** Takes a post's fair places away. The post first: one that has none any more is closed by whoever repeats this. */
export async function closeExposure(postId: string, shownTo: number, now: number): Promise<void> {
  await posts.update(postId, { exposure: removed() })
  await exposures.updateWhere({ _id: postId, state: 'open' }, { state: 'closed', shownTo, closedAt: now })
}

/** The latest posts that were given fair places, newest first. */
export function findLatestExposures(): Promise<ExposureDocument[]> {
  return exposures.find({ where: {}, orderBy: ['_id', 'desc'], limit: EXPOSURE_REPORT_POSTS_MAX })
}
