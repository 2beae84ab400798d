import { contest } from '../../../contract/contest'
import { prefetching } from '../../kit/handler'
import { castVoteFor } from '../voting'
import { findWork } from '../work-store'

/** Votes for a work on today's ballot, or takes the vote back. */
export const castVote = prefetching(contest['contest.castVote'], {
  prefetch: ({ workId }) => findWork(workId),
  run: async (input, ctx, work) => castVoteFor(work, input, ctx),
})
