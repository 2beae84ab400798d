import { contest } from '../../../contract/contest'
import { FraudSignal } from '../../../contract/contest-shapes'
import { temporaryUrls } from '../../kit/files'
import { prefetching } from '../../kit/handler'
import { bareWorkCard, totalsOf, workFileIds } from '../views'
import { findUnderReview } from '../work-store'

/** Works that have votes under review, those with the most first. */
export const listQuarantine = prefetching(contest['contest.listQuarantine'], {
  prefetch: ({ contestId }) => findUnderReview(contestId),
  async run(_input, { actor }, works) {
    const urls = await temporaryUrls(workFileIds(works))
    return {
      works: works.map((work) => ({
        work: bareWorkCard(work, { urls, viewerId: actor._id }),
        votes: totalsOf(work),
        underReview: work.underReview ?? 0,
        bySignal: FraudSignal.options.flatMap((signal) => {
          const votes = work.reviewSignals?.[signal] ?? 0
          return votes > 0 ? [{ signal, votes }] : []
        }),
      })),
    }
  },
})
