import type { Contract } from '../../../contract/index'
import { AppError } from '../../kit/app-error'
import type { Run } from '../../kit/handler'
import { answerOrder } from '../answering'
import { finishSent } from '../shipping'

/** Ends an order whose parcel has come. */
export const receiveOrder: Run<Contract['mall.receiveOrder']> = async ({ orderId }, { actor, now: at }) => {
  const order = await finishSent(orderId, { event: 'finish', by: 'member', at }, (found) => {
    if (found.memberId !== actor._id) throw new AppError('NOT_FOUND')
  })
  return { order: await answerOrder(order) }
}
