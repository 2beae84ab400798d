import { contest } from '../../contract/contest'
import { serve } from '../kit/serve'
import { announce } from './actions/announce'
import { appeal } from './actions/appeal'
import { cancel } from './actions/cancel'
import { castVote } from './actions/castVote'
import { decideAppeal } from './actions/decideAppeal'
import { enterWork } from './actions/enterWork'
import { getContest } from './actions/getContest'
import { getProof } from './actions/getProof'
import { getReceipt } from './actions/getReceipt'
import { getRules } from './actions/getRules'
import { getShareCode } from './actions/getShareCode'
import { getWork } from './actions/getWork'
import { listAppeals } from './actions/listAppeals'
import { listContests } from './actions/listContests'
import { listJuryWorks } from './actions/listJuryWorks'
import { listManaged } from './actions/listManaged'
import { listMyAppeals } from './actions/listMyAppeals'
import { listMyBallots } from './actions/listMyBallots'
import { listMyWorks } from './actions/listMyWorks'
import { listQuarantine } from './actions/listQuarantine'
import { listQuarantinedVotes } from './actions/listQuarantinedVotes'
import { listScreening } from './actions/listScreening'
import { listStandings } from './actions/listStandings'
import { listWinners } from './actions/listWinners'
import { listWorks } from './actions/listWorks'
import { openBallot } from './actions/openBallot'
import { rerun } from './actions/rerun'
import { reviewVotes } from './actions/reviewVotes'
import { savePlan } from './actions/savePlan'
import { scoreWork } from './actions/scoreWork'
import { screenWork } from './actions/screenWork'
import { setVoterExcluded } from './actions/setVoterExcluded'
import { withdrawWork } from './actions/withdrawWork'

export const main = serve(contest, {
  'contest.listContests': listContests,
  'contest.getContest': getContest,
  'contest.listWorks': listWorks,
  'contest.getWork': getWork,
  'contest.listMyWorks': listMyWorks,
  'contest.enterWork': enterWork,
  'contest.withdrawWork': withdrawWork,
  'contest.castVote': castVote,
  'contest.openBallot': openBallot,
  'contest.listMyBallots': listMyBallots,
  'contest.getShareCode': getShareCode,
  'contest.getRules': getRules,
  'contest.listStandings': listStandings,
  'contest.listWinners': listWinners,
  'contest.getProof': getProof,
  'contest.getReceipt': getReceipt,
  'contest.listJuryWorks': listJuryWorks,
  'contest.scoreWork': scoreWork,
  'contest.listManaged': listManaged,
  'contest.savePlan': savePlan,
  'contest.announce': announce,
  'contest.cancel': cancel,
  'contest.rerun': rerun,
  'contest.listScreening': listScreening,
  'contest.screenWork': screenWork,
  'contest.listQuarantine': listQuarantine,
  'contest.listQuarantinedVotes': listQuarantinedVotes,
  'contest.reviewVotes': reviewVotes,
  'contest.setVoterExcluded': setVoterExcluded,
  'contest.appeal': appeal,
  'contest.listMyAppeals': listMyAppeals,
  'contest.listAppeals': listAppeals,
  'contest.decideAppeal': decideAppeal,
})
