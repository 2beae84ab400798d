import type { Contract } from '../../../contract/index'
import type { Run } from '../../kit/handler'
import { notify } from '../../notice/store'
import { answerOrder } from '../answering'
import { ship } from '../shipping'

/** Says that an order's goods are on their way, and tells whose it is. */
export const shipOrder: Run<Contract['mall.shipOrder']> = async (
  { orderId, carrier, number },
  { now: at },
) => {
  const order = await ship(orderId, { carrier, number, shippedAt: at })
  const { memberId: to, name: about } = order
  await notify([{ to, kind: 'order', subject: { orderId }, cause: `shipped:${orderId}`, at, about }])
  return { order: await answerOrder(order, 'staff') }
}
