import type { Contract } from '../../../contract/index'
import type { Run } from '../../kit/handler'
import { medianOf } from '../exposure-rules'
import { findLatestExposures } from '../exposure-store'
import { findCounts } from '../feed-store'

/** What came of the fair places that new authors were given: two round trips. */
export const getExposureReport: Run<Contract['post.getExposureReport']> = async () => {
  const exposures = await findLatestExposures()
  const counts = new Map((await findCounts(exposures.map(({ _id }) => _id))).map((post) => [post._id, post]))
  const rows = exposures.map(({ _id, memberId, openedAt, closedAt, shownTo }) => ({
    postId: _id,
    memberId,
    openedAt,
    ...(closedAt === undefined ? {} : { closedAt }),
    shownTo,
    likeCount: Math.max(0, counts.get(_id)?.likeCount ?? 0),
    commentCount: Math.max(0, counts.get(_id)?.commentCount ?? 0),
  }))
  const closed = rows.filter(({ closedAt }) => closedAt !== undefined)
  return {
    exposures: rows,
    medianShownTo: medianOf(closed.map(({ shownTo }) => shownTo)),
    closedCount: closed.length,
    answeredCount: closed.filter(({ likeCount, commentCount }) => likeCount + commentCount > 0).length,
  }
}
