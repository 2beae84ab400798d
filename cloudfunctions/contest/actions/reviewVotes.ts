import { contest } from '../../../contract/contest'
import { AppError } from '../../kit/app-error'
import { prefetching } from '../../kit/handler'
import { demandVisible } from '../../kit/visible-text'
import { ruleVotes } from '../reviewing'
import { findWork } from '../work-store'

/** Decides of votes for a work that are under review. Those of named voters can be decided anew. */
export const reviewVotes = prefetching(contest['contest.reviewVotes'], {
  prefetch: ({ workId }) => findWork(workId),
  async run({ workId, voters, decision, reason }, { actor, now: at }, work) {
    demandVisible('reason', reason)
    if (!work) throw new AppError('NOT_FOUND')
    const state = decision === 'release' ? ('released' as const) : ('excluded' as const)
    const other = decision === 'release' ? ('excluded' as const) : ('released' as const)
    const from = voters === undefined ? (['underReview'] as const) : (['underReview', other] as const)
    const by = actor._id
    const changed = await ruleVotes(
      { contestId: work.contestId, workId, voters, from },
      { state, decidedBy: by, reason, decidedAt: at },
      { decision, by, reason, at },
    )
    return { changed }
  },
})
