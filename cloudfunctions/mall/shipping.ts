/** Goods on their way: sent by staff, received by whose they are, or by the passing of time. PRODUCT 6.3. */
import { RECEIVED_AFTER_MS } from '../../contract/limits'
import { AppError } from '../kit/app-error'
import { removed } from '../kit/cloud'
import { inTransaction } from '../kit/transaction'
import type { OrderDocument } from './order-collections'
import { keepOrder, type Move, moved, orderIn } from './order-store'

type Shipping = NonNullable<OrderDocument['shipping']>

/**
 * Sends an order's goods; of one that was sent the parcel is corrected.
 * @throws AppError NOT_FOUND for what is no order of goods; ORDER_CLOSED
 */
export function ship(orderId: string, parcel: Shipping): Promise<OrderDocument> {
  return inTransaction(async (tx) => {
    const order = await orderIn(tx, orderId)
    if (order?.grant.kind !== 'goods') throw new AppError('NOT_FOUND')
    const { shippedAt: at } = parcel
    const isNew = order.state === 'confirmed'
    if (!isNew && order.state !== 'fulfilled') throw new AppError('ORDER_CLOSED')
    const shipping = isNew ? parcel : { ...parcel, shippedAt: order.shipping?.shippedAt ?? at }
    const sent = isNew ? moved(order, { event: 'fulfil', by: 'staff', at }) : order
    const dueAt = shipping.shippedAt + RECEIVED_AFTER_MS
    await keepOrder(tx, sent, { shipping, dueAt })
    return { ...sent, shipping, dueAt }
  })
}

/**
 * Ends an order whose goods have come; one that has ended already is answered as it is.
 * @param demand may refuse the order
 * @throws AppError NOT_FOUND for what is no order of goods; ORDER_CLOSED when nothing is on its way
 */
export function finishSent(
  orderId: string,
  move: Move,
  demand: (order: OrderDocument) => void,
): Promise<OrderDocument> {
  return inTransaction(async (tx) => {
    const order = await orderIn(tx, orderId)
    if (order?.grant.kind !== 'goods') throw new AppError('NOT_FOUND')
    demand(order)
    if (order.state === 'done') return order
    if (order.state !== 'fulfilled') throw new AppError('ORDER_CLOSED')
    const after = moved(order, move)
    await keepOrder(tx, after, { dueAt: removed<number>() })
    return after
  })
}
