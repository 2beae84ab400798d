import { checkin } from '../../contract/checkin'
import { serve } from '../kit/serve'
import { checkIn } from './actions/checkIn'
import { decideProof } from './actions/decideProof'
import { explainStreak } from './actions/explainStreak'
import { getChallenge } from './actions/getChallenge'
import { getMonth } from './actions/getMonth'
import { getPoster } from './actions/getPoster'
import { joinChallenge } from './actions/joinChallenge'
import { listManaged } from './actions/listManaged'
import { listOutages } from './actions/listOutages'
import { listProofs } from './actions/listProofs'
import { listRanking } from './actions/listRanking'
import { makeUp } from './actions/makeUp'
import { saveChallenge } from './actions/saveChallenge'
import { saveOutage } from './actions/saveOutage'
import { setChallengeState } from './actions/setChallengeState'
import { submitProof } from './actions/submitProof'

export const main = serve(checkin, {
  'checkin.checkIn': checkIn,
  'checkin.getMonth': getMonth,
  'checkin.makeUp': makeUp,
  'checkin.explainStreak': explainStreak,
  'checkin.getPoster': getPoster,
  'checkin.getChallenge': getChallenge,
  'checkin.joinChallenge': joinChallenge,
  'checkin.submitProof': submitProof,
  'checkin.listProofs': listProofs,
  'checkin.listRanking': listRanking,
  'checkin.saveChallenge': saveChallenge,
  'checkin.setChallengeState': setChallengeState,
  'checkin.listManaged': listManaged,
  'checkin.decideProof': decideProof,
  'checkin.saveOutage': saveOutage,
  'checkin.listOutages': listOutages,
})
