import type { Contract } from '../../../contract/index'
import { AppError } from '../../kit/app-error'
import type { Run } from '../../kit/handler'
import { adjustmentView } from '../adjustment-rules'
import { reverseEntry as reverse } from '../adjustment-store'
import { demandHarmless } from '../said'
import { findEntry } from '../store'

/** Takes back what an entry has brought. */
export const reverseEntry: Run<Contract['points.reverseEntry']> = async (input, ctx) => {
  const { requestId, memberId, number, reason, words } = input
  const [entry] = await Promise.all([findEntry(memberId, number), demandHarmless(words, ctx)])
  if (!entry) throw new AppError('NOT_FOUND')
  const { callerKey, now } = ctx
  const wish = { callerKey, requestId, action: 'points.reverseEntry', input, workId: ctx.newId('adj'), now }
  const wanted = { memberId, reason, words, requestedBy: ctx.actor._id }
  return { adjustment: adjustmentView(await reverse(wish, entry._id, wanted)) }
}
