/** What is stored of orders, and the guard of how often one member orders one item. */
import type { OrderMover, OrderState } from '../../contract/mall-shapes'
import { AppError } from '../kit/app-error'
import { atMost, collection, greaterThan, increasedBy, lessThan, type Patch } from '../kit/cloud'
import { decodeCursor, ownList, toPage } from '../kit/cursor'
import type { Transaction } from '../kit/transaction'
import { limitId } from './item-rules'
import {
  type LimitDocument,
  MALL_LIMITS,
  MALL_ORDERS,
  type OrderDocument,
  type OrderStep,
} from './order-collections'
import { type OrderEvent, stateAfter } from './order-rules'

const orders = collection<OrderDocument>(MALL_ORDERS)
const limits = collection<LimitDocument>(MALL_LIMITS)

/** An order by id, or undefined. */
export function findOrder(orderId: string): Promise<OrderDocument | undefined> {
  return orders.get(orderId)
}

/** A page of orders, and the cursor of the next. */
export interface OrdersPage {
  readonly orders: readonly OrderDocument[]
  readonly nextCursor?: string
}

/** A caller's orders, the latest first. Somebody who came back may find those of before they left. */
export async function findOrdersOf(
  callerKey: string,
  cursor: string | undefined,
  limit: number,
): Promise<OrdersPage> {
  const list = ownList('orders', callerKey)
  const before = decodeCursor(list, cursor)
  const found = await orders.find({
    where: before === undefined ? { callerKey } : { callerKey, place: lessThan(before) },
    orderBy: ['place', 'desc'],
    limit: limit + 1,
  })
  return pageOf(list, found, limit)
}

/** Orders in one state, of everybody: those that have waited longest first. */
export async function findOrdersIn(
  state: OrderState,
  cursor: string | undefined,
  limit: number,
): Promise<OrdersPage> {
  const list = `orders:${state}`
  const after = decodeCursor(list, cursor)
  const found = await orders.find({
    where: after === undefined ? { state } : { state, place: greaterThan(after) },
    orderBy: ['place', 'asc'],
    limit: limit + 1,
  })
  return pageOf(list, found, limit)
}

/** Lists of orders go on by their places. */
function pageOf(list: string, found: readonly OrderDocument[], limit: number): OrdersPage {
  const placed = found.map((order) => ({ _id: order.place, order }))
  const { items, nextCursor } = toPage(list, placed, limit)
  return {
    orders: items.map(({ order }) => order),
    ...(nextCursor === undefined ? {} : { nextCursor }),
  }
}

/** Orders that a timer is to move on by now. */
export function findDueOrders(now: number, limit: number): Promise<Pick<OrderDocument, '_id' | 'dueAt'>[]> {
  return orders.find({
    where: { dueAt: atMost(now) },
    orderBy: ['dueAt', 'asc'],
    limit,
    fields: ['dueAt'],
  })
}

/** How often a member has ordered an item, what was given up not counted. */
export async function orderedTimes(memberId: string, itemId: string): Promise<number> {
  return (await limits.get(limitId(memberId, itemId)))?.ordered ?? 0
}

/**
 * Counts one order more of this member and item, in its transaction.
 * @throws AppError LIMIT_REACHED
 */
export async function countOrder(
  tx: Transaction,
  { memberId, itemId }: Pick<OrderDocument, 'memberId' | 'itemId'>,
  max: number | undefined,
): Promise<void> {
  const inside = tx.collection<LimitDocument>(MALL_LIMITS)
  const _id = limitId(memberId, itemId)
  const known = await inside.get(_id)
  if (max !== undefined && (known?.ordered ?? 0) >= max) throw new AppError('LIMIT_REACHED')
  if (known) await inside.update(_id, { ordered: increasedBy(1) })
  else await inside.add({ _id, schemaVersion: 1, memberId, itemId, ordered: 1 })
}

/** Takes a count back in the transaction that gives an order up. That of who has left is gone already. */
export async function uncountOrder(
  tx: Transaction,
  { memberId, itemId }: Pick<OrderDocument, 'memberId' | 'itemId'>,
): Promise<void> {
  const inside = tx.collection<LimitDocument>(MALL_LIMITS)
  const _id = limitId(memberId, itemId)
  if (await inside.get(_id)) await inside.update(_id, { ordered: increasedBy(-1) })
}

/** What moves an order on. */
export interface Move {
  readonly event: OrderEvent
  readonly by: OrderMover
  readonly at: number
  readonly reason?: string
}

/** An order after a move: its new state, and one step more. @throws Error for a move that the table does not have */
export function moved(order: OrderDocument, { event, by, at, reason }: Move): OrderDocument {
  const state = stateAfter(order.state, event)
  if (state === undefined) throw new Error(`an order that is ${order.state} cannot ${event}`)
  const step: OrderStep = { state, at, by, ...(reason === undefined ? {} : { reason }) }
  return { ...order, state, steps: [...order.steps, step] }
}

/** Writes what a transaction has changed of an order: its state and steps always, and whatever else is named. */
export async function keepOrder(
  tx: Transaction,
  { _id, state, steps }: OrderDocument,
  more: Patch<OrderDocument> = {},
): Promise<void> {
  await tx.collection<OrderDocument>(MALL_ORDERS).update(_id, { state, steps, ...more })
}

/** An order inside a transaction. */
export function orderIn(tx: Transaction, orderId: string): Promise<OrderDocument | undefined> {
  return tx.collection<OrderDocument>(MALL_ORDERS).get(orderId)
}
