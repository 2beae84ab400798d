import { privacy } from '../../contract/privacy'
import { serve } from '../kit/serve'
import { getExport } from './actions/getExport'
import { leave } from './actions/leave'
import { requestExport } from './actions/requestExport'

export const main = serve(privacy, {
  'privacy.requestExport': requestExport,
  'privacy.getExport': getExport,
  'privacy.leave': leave,
})
