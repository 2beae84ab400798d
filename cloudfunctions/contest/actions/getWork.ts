import { contest } from '../../../contract/contest'
import { AppError } from '../../kit/app-error'
import { temporaryUrls } from '../../kit/files'
import { prefetching } from '../../kit/handler'
import { demandAnnounced } from '../contest-store'
import { findOwnThings, standingOf } from '../standing'
import { contestDetail, coverFileIds, myWork, workDetail, workDetailFileIds } from '../views'
import { findWork } from '../work-store'

/** A work with its contest; of who takes no part only to its author. */
export const getWork = prefetching(contest['contest.getWork'], {
  prefetch: ({ workId }) => findWork(workId),
  async run(_input, { callerKey, now, ...ctx }, work) {
    const viewer = await ctx.viewer()
    const isMine = work !== undefined && work.authorId === viewer?._id
    if (!work || (work.state !== 'entered' && !isMine)) throw new AppError('NOT_FOUND')
    const [contest, own] = await Promise.all([
      demandAnnounced(work.contestId),
      findOwnThings(callerKey, work.contestId),
    ])
    const urls = await temporaryUrls([...coverFileIds([contest]), ...workDetailFileIds([work])])
    const sight = { urls, viewerId: viewer?._id, now }
    return {
      work: workDetail(work, contest, sight),
      ...(isMine ? { mine: myWork(work, contest, sight) } : {}),
      contest: contestDetail(contest, viewer && standingOf(contest, viewer, own, now), sight),
    }
  },
})
