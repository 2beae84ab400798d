import { home } from '../../contract/home'
import { serve } from '../kit/serve'
import { getCommunity } from './actions/getCommunity'
import { reportClientError } from './actions/reportClientError'

export const main = serve(home, {
  'home.getCommunity': getCommunity,
  'home.reportClientError': reportClientError,
})
