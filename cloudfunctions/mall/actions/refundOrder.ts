import type { Contract } from '../../../contract/index'
import { AppError } from '../../kit/app-error'
import type { Run } from '../../kit/handler'
import { notify } from '../../notice/store'
import { answerOrder } from '../answering'
import { giveBack } from '../giving-back'
import { isRefundable } from '../order-rules'

/** Gives a member's order back by staff, who say why. */
export const refundOrder: Run<Contract['mall.refundOrder']> = async ({ orderId, reason }, { now: at }) => {
  const { order } = await giveBack(orderId, (found) => {
    if (!found) throw new AppError('NOT_FOUND')
    if (found.state === 'refunded') return undefined
    if (!isRefundable(found, 'staff')) throw new AppError('NOT_REFUNDABLE')
    return { event: 'refund', by: 'staff', at, reason }
  })
  if (order) {
    const { memberId: to, name: about } = order
    await notify([{ to, kind: 'order', subject: { orderId }, cause: `refund:${orderId}`, at, about }])
  }
  return { order: await answerOrder(order, 'staff') }
}
