/**
 * Giving an order back: its points go to the lots they came from, its stock, its place under the limit and its coupons
 * return, what it brought is void. One transaction, which writes the order: so of two that would, one finds it done.
 */
import { removed } from '../kit/cloud'
import { inTransaction, type Transaction } from '../kit/transaction'
import { refundSpent, resolveHold } from '../points/hold-store'
import { returnCoupons } from './coupon-store'
import { addToTaken } from './item-store'
import {
  MALL_SERVICE_CODES,
  MALL_VOUCHERS,
  type OrderDocument,
  type ServiceCodeDocument,
  type VoucherDocument,
} from './order-collections'
import { restoresStock } from './order-rules'
import { keepOrder, type Move, moved, orderIn, uncountOrder } from './order-store'
import { freeSlot } from './slot-store'

/**
 * Gives an order back by a move that is decided from the order as it is: undefined leaves it so.
 * @param decide may throw a refusal
 * @returns the order afterwards, and whether this call gave it back
 */
export function giveBack(
  orderId: string,
  decide: (order: OrderDocument | undefined) => Move | undefined,
): Promise<{ order: OrderDocument | undefined; isChanged: boolean }> {
  return inTransaction(async (tx) => {
    const order = await orderIn(tx, orderId)
    const move = decide(order)
    if (!order || !move) return { order, isChanged: false }
    return { order: await giveBackIn(tx, order, move), isChanged: true }
  })
}

async function giveBackIn(tx: Transaction, order: OrderDocument, move: Move): Promise<OrderDocument> {
  const { _id, itemId, slotId, couponIds, serviceCode, grant } = order
  const after = moved(order, move)
  await givePointsBack(tx, order, move)
  if (slotId !== undefined && restoresStock(order)) {
    await freeSlot(tx, slotId)
    tx.afterCommit(() => addToTaken(itemId, -1))
  }
  await uncountOrder(tx, order)
  await returnCoupons(tx, couponIds, _id, move.at)
  if (serviceCode) {
    await tx.collection<ServiceCodeDocument>(MALL_SERVICE_CODES).update(serviceCode.key, { state: 'void' })
  }
  if (grant.kind === 'seat' && order.state === 'fulfilled')
    await tx.collection<VoucherDocument>(MALL_VOUCHERS).update(_id, { state: 'void' })
  await keepOrder(tx, after, { dueAt: removed<number>() })
  return after
}

/** What is only held comes back from the hold; what was spent is refunded. */
async function givePointsBack(
  tx: Transaction,
  { _id, paid, state }: OrderDocument,
  { event, at }: Move,
): Promise<void> {
  if (paid === 0) return
  if (state !== 'reserved') await refundSpent(tx, _id, { key: _id, at })
  else await resolveHold(tx, _id, event === 'lapse' ? 'timeout' : 'void', at)
}
