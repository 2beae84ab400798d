import type { Contract } from '../../../contract/index'
import { AppError } from '../../kit/app-error'
import type { Run } from '../../kit/handler'
import { answerOrder } from '../answering'
import { giveBack } from '../giving-back'
import { isRefundable } from '../order-rules'

/** Gives one of the caller's orders up. */
export const cancelOrder: Run<Contract['mall.cancelOrder']> = async ({ orderId }, { actor, now: at }) => {
  const { order } = await giveBack(orderId, (found) => {
    if (found?.memberId !== actor._id) throw new AppError('NOT_FOUND')
    if (found.state === 'cancelled' || found.state === 'refunded') return undefined
    if (found.state === 'reserved') return { event: 'cancel', by: 'member', at }
    if (!isRefundable(found, 'member')) throw new AppError('NOT_REFUNDABLE')
    return { event: 'refund', by: 'member', at }
  })
  return { order: await answerOrder(order) }
}
