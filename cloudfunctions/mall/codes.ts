/** Codes of orders: looked at by whose they are, which is kept, and those of our own redeemed by staff, once. */
import { AppError } from '../kit/app-error'
import { lastWith } from '../kit/cloud'
import { claimInTransaction, type Wish } from '../kit/request'
import { inTransaction, type Transaction } from '../kit/transaction'
import { serviceCodeKey } from './code-rules'
import { MALL_SERVICE_CODES, type OrderDocument, type ServiceCodeDocument } from './order-collections'
import { keepOrder, moved, orderIn } from './order-store'
import { open } from './sealing'
import { sealedCodeIn } from './slot-store'

/** So many of the times that a code was looked at are kept, the last. */
const REVEALS_KEPT = 20

/** An order, and the code that lies in it. */
export interface Revealed {
  readonly order: OrderDocument
  readonly code: string
}

/**
 * Opens the code of this member's order and keeps that it was looked at: with a third party's the order is done then.
 * @throws AppError NOT_FOUND, ORDER_CLOSED
 */
export function reveal(orderId: string, memberId: string, at: number): Promise<Revealed> {
  return inTransaction(async (tx) => {
    const order = await orderIn(tx, orderId)
    if (order?.memberId !== memberId) throw new AppError('NOT_FOUND')
    const { kind } = order.grant
    if (kind !== 'code' && kind !== 'service') throw new AppError('NOT_FOUND')
    if (order.state !== 'fulfilled' && order.state !== 'done') throw new AppError('ORDER_CLOSED')
    const code = kind === 'code' ? await poolCode(tx, order) : ownCode(order)
    const isFirst = kind === 'code' && order.state === 'fulfilled'
    const after = isFirst ? moved(order, { event: 'finish', by: 'member', at }) : order
    await keepOrder(tx, after, { reveals: lastWith(at, REVEALS_KEPT) })
    return { code, order: { ...after, reveals: [...(order.reveals ?? []), at] } }
  })
}

async function poolCode(tx: Transaction, { _id, slotId }: OrderDocument): Promise<string> {
  const sealed = slotId === undefined ? undefined : await sealedCodeIn(tx, slotId)
  if (slotId === undefined || !sealed) throw new Error(`the order ${_id} has no code`)
  return open(sealed, slotId)
}

function ownCode({ _id, serviceCode }: OrderDocument): string {
  if (!serviceCode) throw new Error(`the order ${_id} has no code`)
  return open(serviceCode.sealed, _id)
}

/**
 * Redeems a service code, once; asked again with the same requestId it answers the order.
 * @param wish its `workId` is not used: the code names its order
 * @throws AppError NOT_FOUND, CODE_REDEEMED, ORDER_CLOSED
 */
export function redeem(code: string, staffId: string, wish: Wish): Promise<OrderDocument> {
  return inTransaction(async (tx) => {
    const codes = tx.collection<ServiceCodeDocument>(MALL_SERVICE_CODES)
    const key = serviceCodeKey(code)
    const found = await codes.get(key)
    const order = found && (await orderIn(tx, found.orderId))
    if (!found || !order) throw new AppError('NOT_FOUND')
    const claim = await claimInTransaction(tx, { ...wish, workId: order._id })
    if (!claim.first) return order
    if (found.state === 'redeemed') throw new AppError('CODE_REDEEMED')
    if (found.state === 'void' || order.state !== 'fulfilled') throw new AppError('ORDER_CLOSED')
    const at = wish.now
    await codes.update(key, { state: 'redeemed', redeemedBy: staffId, redeemedAt: at })
    const after = moved(order, { event: 'finish', by: 'staff', at })
    await keepOrder(tx, after)
    return after
  })
}
