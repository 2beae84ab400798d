import type { Contract } from '../../../contract/index'
import type { Run } from '../../kit/handler'
import { answerOrder } from '../answering'
import { finishSent } from '../shipping'

/** Ends an order of whose parcel staff know that it has come. */
export const completeOrder: Run<Contract['mall.completeOrder']> = async ({ orderId }, { now: at }) => {
  const order = await finishSent(orderId, { event: 'finish', by: 'staff', at }, () => undefined)
  return { order: await answerOrder(order, 'staff') }
}
