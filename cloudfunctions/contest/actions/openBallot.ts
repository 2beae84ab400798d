import { contest } from '../../../contract/contest'
import { prefetching } from '../../kit/handler'
import { periodOf } from '../../kit/period'
import { isNewcomer } from '../ballot-rules'
import { findBallot } from '../ballot-store'
import { demandAnnounced } from '../contest-store'
import { demandPhase } from '../phase-rules'
import { openBallotOf, votedAs } from '../voting'

/** Notes that a newcomer has come back today; anybody else's ballot is only answered. */
export const openBallot = prefetching(contest['contest.openBallot'], {
  prefetch: ({ contestId }) => demandAnnounced(contestId),
  async run({ contestId }, ctx, contest) {
    demandPhase(contest, ctx.now, 'vote')
    if (isNewcomer(ctx.actor, contest.plan)) return openBallotOf(contestId, ctx)
    const day = periodOf('day', ctx.now)
    const ballot = await findBallot(contestId, ctx.actor._id, day)
    return votedAs(contest, day, ballot?.workIds ?? [], undefined)
  },
})
