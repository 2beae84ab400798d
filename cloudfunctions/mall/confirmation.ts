/** Confirming a reservation: its points are spent, and what it is for is given, in one transaction. */
import { AppError } from '../kit/app-error'
import { removed } from '../kit/cloud'
import { passGuard } from '../kit/guard'
import { inTransaction, type Transaction } from '../kit/transaction'
import { resolveHold } from '../points/hold-store'
import { type Confirming, fulfil } from './fulfilment'
import type { OrderDocument } from './order-collections'
import { keepOrder, moved, orderIn } from './order-store'

/**
 * Confirms an order of this member, once; one that is further on is answered as it stands.
 * @throws AppError NOT_FOUND, ORDER_CLOSED, and what fulfilling refuses
 */
export function confirm(orderId: string, memberId: string, confirming: Confirming): Promise<OrderDocument> {
  return inTransaction(async (tx) => {
    const order = await orderIn(tx, orderId)
    if (order?.memberId !== memberId) throw new AppError('NOT_FOUND')
    if (order.state === 'cancelled' || order.state === 'refunded') throw new AppError('ORDER_CLOSED')
    if (order.state !== 'reserved') return order
    // The timer may be late: a reservation is over when its time is.
    if ((order.dueAt ?? 0) <= confirming.at) throw new AppError('ORDER_CLOSED')
    return confirmIn(tx, order, confirming)
  })
}

async function confirmIn(
  tx: Transaction,
  order: OrderDocument,
  confirming: Confirming,
): Promise<OrderDocument> {
  const { at } = confirming
  await passGuard(tx, order.memberId)
  if (order.paid > 0) await resolveHold(tx, order._id, { post: order.paid, to: 'mall' }, at)
  const confirmed = moved(order, { event: 'confirm', by: 'member', at })
  const { event, patch = {} } = await fulfil(tx, confirmed, confirming)
  const fulfilled = event === undefined ? confirmed : moved(confirmed, { event, by: 'member', at })
  await keepOrder(tx, fulfilled, { ...patch, dueAt: removed<number>() })
  return fulfilled
}
