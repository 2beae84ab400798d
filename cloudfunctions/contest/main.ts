import { contest } from '../../contract/contest'
import { serve } from '../kit/serve'
import { castVote } from './actions/castVote'
import { getProof } from './actions/getProof'
import { getReceipt } from './actions/getReceipt'
import { getRules } from './actions/getRules'
import { listContests } from './actions/listContests'
import { listStandings } from './actions/listStandings'
import { listWinners } from './actions/listWinners'
import { openBallot } from './actions/openBallot'

export const main = serve(contest, {
  'contest.listContests': listContests,
  'contest.castVote': castVote,
  'contest.openBallot': openBallot,
  'contest.getProof': getProof,
  'contest.getReceipt': getReceipt,
  'contest.getRules': getRules,
  'contest.listStandings': listStandings,
  'contest.listWinners': listWinners,
})
