import { points } from '../../contract/points'
import { serve } from '../kit/serve'
import { adjust } from './actions/adjust'
import { decideAdjustment } from './actions/decideAdjustment'
import { exportBooks } from './actions/exportBooks'
import { exportStatement } from './actions/exportStatement'
import { getBalance } from './actions/getBalance'
import { getBooks } from './actions/getBooks'
import { getSettings } from './actions/getSettings'
import { listAdjustmentRequests } from './actions/listAdjustmentRequests'
import { listAdjustments } from './actions/listAdjustments'
import { listRules } from './actions/listRules'
import { listSettings } from './actions/listSettings'
import { listStatement } from './actions/listStatement'
import { reverseEntry } from './actions/reverseEntry'
import { saveSettings } from './actions/saveSettings'

export const main = serve(points, {
  'points.getBalance': getBalance,
  'points.listStatement': listStatement,
  'points.exportStatement': exportStatement,
  'points.listRules': listRules,
  'points.getBooks': getBooks,
  'points.exportBooks': exportBooks,
  'points.listAdjustments': listAdjustments,
  'points.getSettings': getSettings,
  'points.saveSettings': saveSettings,
  'points.listSettings': listSettings,
  'points.adjust': adjust,
  'points.decideAdjustment': decideAdjustment,
  'points.reverseEntry': reverseEntry,
  'points.listAdjustmentRequests': listAdjustmentRequests,
})
