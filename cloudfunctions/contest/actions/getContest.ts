import { contest } from '../../../contract/contest'
import { PAGE_SIZE_DEFAULT } from '../../../contract/limits'
import { temporaryUrls } from '../../kit/files'
import { prefetching } from '../../kit/handler'
import { demandAnnounced } from '../contest-store'
import { galleryPage } from '../gallery'
import { findOwnThings, standingOf } from '../standing'
import { contestDetail, coverFileIds, workCard, workFileIds } from '../views'

/** A contest, its first works and how the caller stands to it. */
export const getContest = prefetching(contest['contest.getContest'], {
  prefetch: ({ contestId }, { callerKey }) =>
    Promise.all([demandAnnounced(contestId), findOwnThings(callerKey, contestId)]),
  async run({ limit = PAGE_SIZE_DEFAULT }, { callerKey, now, ...ctx }, [contest, own]) {
    const look = { callerKey, cursor: undefined, limit, now }
    const [{ works, ...more }, viewer] = await Promise.all([galleryPage(contest, look), ctx.viewer()])
    const urls = await temporaryUrls([...coverFileIds([contest]), ...workFileIds(works)])
    const sight = { urls, viewerId: viewer?._id, now }
    const mine = viewer && standingOf(contest, viewer, own, now)
    return {
      contest: contestDetail(contest, mine, sight),
      works: works.map((work) => workCard(work, contest, sight)),
      ...more,
    }
  },
})
