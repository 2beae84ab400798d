/** Which way an order may go, and what of it can be given back (PRODUCT 6.2, 6.3). Pure: tables and questions to them. */
import { createHash } from 'node:crypto'
import type { ItemKind, OrderMover, OrderState } from '../../contract/mall-shapes'
import { randomDigits } from '../kit/id'
import type { OrderDocument } from './order-collections'

/** What can happen to an order. `lapse` is a reservation's time being over, `finish` that nothing is left to do. */
export type OrderEvent = 'confirm' | 'cancel' | 'lapse' | 'fulfil' | 'finish' | 'refund'

/** Where each event leads: what does not stand here cannot happen. */
export const TRANSITIONS: Readonly<Record<OrderState, Readonly<Partial<Record<OrderEvent, OrderState>>>>> = {
  reserved: { confirm: 'confirmed', cancel: 'cancelled', lapse: 'cancelled' },
  confirmed: { fulfil: 'fulfilled', finish: 'done', refund: 'refunded' },
  fulfilled: { finish: 'done', refund: 'refunded' },
  done: { refund: 'refunded' },
  cancelled: {},
  refunded: {},
}

/** The state after an event; undefined when it cannot happen now. */
export function stateAfter(state: OrderState, event: OrderEvent): OrderState | undefined {
  return TRANSITIONS[state][event]
}

/** What is given at once, with the confirmation, and cannot be had back. */
const GIVEN_AT_ONCE: readonly ItemKind[] = ['coupon', 'makeUp', 'title']

/** Whether an order of this kind is over with its confirmation. */
export function isGivenAtOnce(kind: ItemKind): boolean {
  return GIVEN_AT_ONCE.includes(kind)
}

type Refundable = Pick<OrderDocument, 'state'> & { readonly grant: { readonly kind: ItemKind } }

/**
 * Whether a confirmed order's points may be given back. Whose it is may ask until it was sent, redeemed, taken or looked
 * at; staff may also give back what goods cost that were sent.
 */
export function isRefundable({ state, grant: { kind } }: Refundable, by: OrderMover): boolean {
  if (stateAfter(state, 'refund') === undefined || isGivenAtOnce(kind)) return false
  if (state === 'confirmed') return true
  if (kind === 'goods') return by === 'staff'
  return state === 'fulfilled'
}

/** Whether giving this order back brings what it took into the stock again: goods that were sent are gone. */
export function restoresStock({ state, grant: { kind } }: Refundable): boolean {
  return kind !== 'goods' || state === 'reserved' || state === 'confirmed'
}

/** So many digits of a digest name an order: 130 bits. */
const ORDER_DIGITS = 26

/** An order's id: its caller's requestId, so that asking again finds it. */
export function orderIdOf(callerKey: string, requestId: string): string {
  const digest = createHash('sha256').update(`order:${callerKey}:${requestId}`).digest()
  return `ord_${randomDigits(digest, ORDER_DIGITS)}`
}

/** Where an order stands in lists, by when it was made. */
export function orderPlace(madeAt: string, orderId: string): string {
  return `ord_${madeAt}${orderId.slice(-8)}`
}
