import { contest } from '../../contract/contest'
import { serve } from '../kit/serve'
import { castVote } from './actions/castVote'
import { listContests } from './actions/listContests'
import { openBallot } from './actions/openBallot'

export const main = serve(contest, {
  'contest.listContests': listContests,
  'contest.castVote': castVote,
  'contest.openBallot': openBallot,
})
