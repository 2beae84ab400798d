import { home } from '../../contract/home'
import { serve } from '../kit/serve'
import { getActivity } from './actions/getActivity'
import { getCommunity } from './actions/getCommunity'
import { reportClientError } from './actions/reportClientError'
import { search } from './actions/search'

export const main = serve(home, {
  'home.getCommunity': getCommunity,
  'home.getActivity': getActivity,
  'home.search': search,
  'home.reportClientError': reportClientError,
})
