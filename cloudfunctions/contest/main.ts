import { contest } from '../../contract/contest'
import { serve } from '../kit/serve'
import { listContests } from './actions/listContests'

export const main = serve(contest, {
  'contest.listContests': listContests,
})
