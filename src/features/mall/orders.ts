/** My orders: made, confirmed, given back, and their codes. */
import { create } from 'zustand'
import type { ErrorCode } from '../../../contract/errors'
import type { Address, Order } from '../../../contract/mall-shapes'
import { toCallError } from '../../platform/call-error'
import { call } from '../../platform/cloud'
import { newRequestId } from '../../platform/request-id'

export interface OrderList {
  readonly orders: readonly Order[]
  readonly nextCursor?: string
  readonly failure?: ErrorCode
  readonly isLoading: boolean
  readonly isLoaded: boolean
}

interface KnownOrder {
  readonly order?: Order
  readonly address?: Address
  /** A code that was looked at, for as long as the app is open. */
  readonly code?: string
  readonly failure?: ErrorCode
}

interface OrderState {
  readonly list: OrderList
  readonly details: Readonly<Record<string, KnownOrder>>
}

const NOTHING: OrderList = { orders: [], isLoading: false, isLoaded: false }

export const useOrderStore = create<OrderState>(() => ({ list: NOTHING, details: {} }))

/** Loads my orders anew. */
export async function loadOrders(): Promise<void> {
  patch({ isLoading: true, failure: undefined })
  try {
    const { orders, nextCursor } = await call('mall.listOrders', {})
    patch({ orders, nextCursor, isLoading: false, isLoaded: true })
  } catch (error) {
    patch({ isLoading: false, failure: toCallError(error).code })
  }
}

/** Loads the next page of my orders. */
export async function loadMoreOrders(): Promise<void> {
  const { nextCursor: cursor, isLoading, orders } = useOrderStore.getState().list
  if (!cursor || isLoading) return
  patch({ isLoading: true, failure: undefined })
  try {
    const page = await call('mall.listOrders', { cursor })
    patch({ orders: [...orders, ...page.orders], nextCursor: page.nextCursor, isLoading: false })
  } catch (error) {
    patch({ isLoading: false, failure: toCallError(error).code })
  }
}

/** Loads an order. What was known of it stays when no answer comes. */
export async function loadOrder(orderId: string): Promise<void> {
  try {
    const { order, address } = await call('mall.getOrder', { orderId })
    keep(orderId, { order, address, failure: undefined })
  } catch (error) {
    keep(orderId, { failure: toCallError(error).code })
  }
}

/** A wish to order: kept while it is tried, so that trying again makes no second order. */
export interface Wish {
  readonly requestId: string
  readonly itemId: string
  readonly shownPrice: number
  readonly couponIds: readonly string[]
}

/** A wish under an id of its own. */
export function newWish(itemId: string, shownPrice: number, couponIds: readonly string[]): Wish {
  return { requestId: newRequestId(), itemId, shownPrice, couponIds }
}

/**
 * Reserves what is wished for; it is there for a quarter of an hour.
 * @throws CallError what stands in the way, or no answer
 */
export async function placeOrder({ couponIds, ...wish }: Wish): Promise<Order> {
  const { order } = await call('mall.placeOrder', { ...wish, couponIds: [...couponIds] })
  receive(order)
  return order
}

/**
 * Confirms a reservation.
 * @throws CallError ORDER_CLOSED, INVALID_INPUT for an address that is not whole, or no answer
 */
export async function confirmOrder(orderId: string, address: Address | undefined): Promise<Order> {
  const { order } = await call('mall.confirmOrder', { orderId, ...(address ? { address } : {}) })
  receive(order)
  return order
}

/** Gives an order up. @throws CallError NOT_REFUNDABLE or no answer */
export async function cancelOrder(orderId: string): Promise<void> {
  receive((await call('mall.cancelOrder', { orderId })).order)
}

/** Says that a parcel has come. @throws CallError ORDER_CLOSED or no answer */
export async function receiveOrder(orderId: string): Promise<void> {
  receive((await call('mall.receiveOrder', { orderId })).order)
}

/** Looks at an order's code. @throws CallError ORDER_CLOSED or no answer */
export async function revealCode(orderId: string): Promise<void> {
  const { code, order } = await call('mall.revealCode', { orderId })
  receive(order)
  keep(orderId, { code })
}

/** Takes in an order, on its own page and in the list. */
function receive(order: Order): void {
  keep(order.orderId, { order, failure: undefined })
  const { orders, isLoaded } = useOrderStore.getState().list
  const isKnown = orders.some(({ orderId }) => orderId === order.orderId)
  const others = orders.map((each) => (each.orderId === order.orderId ? order : each))
  if (isLoaded) patch({ orders: isKnown ? others : [order, ...orders] })
}

function keep(orderId: string, known: KnownOrder): void {
  useOrderStore.setState(({ details }) => ({
    details: { ...details, [orderId]: { ...details[orderId], ...known } },
  }))
}

function patch(change: Partial<OrderList>): void {
  useOrderStore.setState(({ list }) => ({ list: { ...list, ...change } }))
}
