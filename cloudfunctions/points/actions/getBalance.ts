import type { Contract } from '../../../contract/index'
import { HOLDS_SHOWN_MAX } from '../../../contract/limits'
import type { Run } from '../../kit/handler'
import { periodOf } from '../../kit/period'
import { readEarningSettings } from '../earning-store'
import { findOpenHolds } from '../hold-store'
import { balanceView } from '../statement-rules'
import { findAccountDocument } from '../store'

/** What the caller has: two round trips. */
export const getBalance: Run<Contract['points.getBalance']> = async (_input, { actor, now }) => {
  const [account, holds, { memberDayMax }] = await Promise.all([
    findAccountDocument(actor._id),
    findOpenHolds(actor._id, HOLDS_SHOWN_MAX),
    readEarningSettings(),
  ])
  return { balance: balanceView(account, holds, { day: periodOf('day', now), memberDayMax, now }) }
}
