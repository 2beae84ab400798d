/** Orders: reserved, confirmed, fulfilled, given back. PRODUCT 6.2, 6.3. */
import * as z from 'zod'
import { action } from './action'
import { COUPONS_PER_ORDER_MAX, MINUTE_MS, REFUND_REASON_LENGTH_MAX } from './limits'
import { Address, Carrier, Order, OrderState, ParcelNumber, Price } from './mall-shapes'
import { CouponId, Cursor, ItemId, MemberId, OrderId, PageSize, RequestId } from './shared'

const answersOrder = z.object({ order: Order })
const namesOrder = z.strictObject({ orderId: OrderId })

/** An order as staff see it. */
export const ManagedOrder = Order.extend({ memberId: MemberId })
export type ManagedOrder = z.output<typeof ManagedOrder>

export const mallOrders = {
  /**
   * Reserves an item: its points are held and one of its stock is kept for RESERVED_MS, by the server's order of who
   * comes first, within three seconds: BUSY when others were always quicker, and asking again is no second order. The price is the server's; `shownPrice` is what the caller saw, and only refuses a changed one.
   * SOLD_OUT, NOT_OPEN_YET (says for how long), LEVEL_TOO_LOW, LIMIT_REACHED (of one member), POINTS_OWED, PRICE_CHANGED,
   * COUPON_UNUSABLE, INSUFFICIENT_POINTS, BOOKS_CLOSED; NOT_FOUND: it is not offered.
   */
  'mall.placeOrder': action({
    auth: 'member',
    effect: 'write',
    input: z.strictObject({
      requestId: RequestId,
      itemId: ItemId,
      shownPrice: Price,
      couponIds: z.array(CouponId).max(COUPONS_PER_ORDER_MAX).optional(),
    }),
    output: answersOrder,
    errors: [
      'NOT_FOUND',
      'SOLD_OUT',
      'NOT_OPEN_YET',
      'LEVEL_TOO_LOW',
      'LIMIT_REACHED',
      'POINTS_OWED',
      'PRICE_CHANGED',
      'COUPON_UNUSABLE',
      'INSUFFICIENT_POINTS',
      'BOOKS_CLOSED',
    ],
    idempotent: 'requestId',
    rateLimit: { max: 60, windowMs: 10 * MINUTE_MS },
  }),
  /**
   * Confirms a reservation: the held points are spent, and what needs no hand is given at once. Goods need an address.
   * Asked again it answers the order as it stands. NOT_FOUND; ORDER_CLOSED: it has lapsed or was given up;
   * LIMIT_REACHED: they have TITLES_MAX titles; BOOKS_CLOSED.
   */
  'mall.confirmOrder': action({
    auth: 'member',
    effect: 'write',
    input: z.strictObject({ orderId: OrderId, address: Address.optional() }),
    output: answersOrder,
    errors: ['NOT_FOUND', 'ORDER_CLOSED', 'LIMIT_REACHED', 'BOOKS_CLOSED'],
    idempotent: 'natural',
    rateLimit: { max: 60, windowMs: 10 * MINUTE_MS },
  }),
  /**
   * Gives an order up: a reservation is cancelled, what was confirmed is refunded to the lots it came from. NOT_FOUND;
   * NOT_REFUNDABLE: it was sent, used or looked at, or given at once.
   */
  'mall.cancelOrder': action({
    auth: 'member',
    effect: 'write',
    input: namesOrder,
    output: answersOrder,
    errors: ['NOT_FOUND', 'NOT_REFUNDABLE'],
    idempotent: 'natural',
    rateLimit: { max: 60, windowMs: 10 * MINUTE_MS },
  }),
  /** Says that a parcel has come. NOT_FOUND; ORDER_CLOSED: nothing is on its way. */
  'mall.receiveOrder': action({
    auth: 'member',
    effect: 'write',
    input: namesOrder,
    output: answersOrder,
    errors: ['NOT_FOUND', 'ORDER_CLOSED'],
    idempotent: 'natural',
    rateLimit: { max: 60, windowMs: 10 * MINUTE_MS },
  }),
  /**
   * The code of an order, to be used or shown to staff. That it was looked at is kept: a third party's is not refundable
   * from then on. NOT_FOUND: no such order, or it has no code; ORDER_CLOSED: it was given back.
   */
  'mall.revealCode': action({
    auth: 'member',
    effect: 'write',
    input: namesOrder,
    output: z.object({ code: z.string(), order: Order }),
    errors: ['NOT_FOUND', 'ORDER_CLOSED'],
    idempotent: 'natural',
    rateLimit: { max: 60, windowMs: 10 * MINUTE_MS },
  }),
  /** My orders, the latest first. */
  'mall.listOrders': action({
    auth: 'member',
    effect: 'read',
    input: z.strictObject({ cursor: Cursor.optional(), limit: PageSize.optional() }),
    output: z.object({ orders: z.array(Order), nextCursor: Cursor.optional() }),
    errors: [],
    idempotent: 'natural',
  }),
  /** One of my orders, with the address that it goes to. NOT_FOUND: there is none of mine. */
  'mall.getOrder': action({
    auth: 'member',
    effect: 'read',
    input: namesOrder,
    output: z.object({ order: Order, address: Address.optional() }),
    errors: ['NOT_FOUND'],
    idempotent: 'natural',
  }),
  /** Orders of everybody in one state, those that have waited longest first. */
  'mall.listManagedOrders': action({
    auth: 'mall.manage',
    effect: 'read',
    input: z.strictObject({ state: OrderState, cursor: Cursor.optional(), limit: PageSize.optional() }),
    output: z.object({ orders: z.array(ManagedOrder), nextCursor: Cursor.optional() }),
    errors: [],
    idempotent: 'natural',
  }),
  /** Where an order is to be sent. NOT_FOUND: no such order, or it has no address (any more). */
  'mall.getAddress': action({
    auth: 'mall.manage',
    effect: 'read',
    input: namesOrder,
    output: z.object({ address: Address }),
    errors: ['NOT_FOUND'],
    idempotent: 'natural',
  }),
  /** Says that goods are on their way; a repetition corrects the parcel's number. NOT_FOUND; ORDER_CLOSED. */
  'mall.shipOrder': action({
    auth: 'mall.manage',
    effect: 'write',
    input: z.strictObject({ orderId: OrderId, carrier: Carrier, number: ParcelNumber }),
    output: answersOrder,
    errors: ['NOT_FOUND', 'ORDER_CLOSED'],
    idempotent: 'natural',
    rateLimit: { max: 120, windowMs: 10 * MINUTE_MS },
  }),
  /** Ends an order whose goods are known to have come. NOT_FOUND; ORDER_CLOSED: nothing is on its way. */
  'mall.completeOrder': action({
    auth: 'mall.manage',
    effect: 'write',
    input: namesOrder,
    output: answersOrder,
    errors: ['NOT_FOUND', 'ORDER_CLOSED'],
    idempotent: 'natural',
    rateLimit: { max: 120, windowMs: 10 * MINUTE_MS },
  }),
  /**
   * Gives an order's points back, also of goods that were sent. NOT_FOUND; NOT_REFUNDABLE: a third party's code that
   * was looked at, a service that was redeemed, a seat that was taken, what was given at once.
   */
  'mall.refundOrder': action({
    auth: 'mall.manage',
    effect: 'write',
    input: z.strictObject({
      orderId: OrderId,
      reason: z.string().trim().min(1).max(REFUND_REASON_LENGTH_MAX),
    }),
    output: answersOrder,
    errors: ['NOT_FOUND', 'NOT_REFUNDABLE'],
    idempotent: 'natural',
    rateLimit: { max: 120, windowMs: 10 * MINUTE_MS },
  }),
  /**
   * Redeems a service code that a member shows, once. NOT_FOUND: no such code; CODE_REDEEMED: somebody has; ORDER_CLOSED:
   * it was given back.
   */
  'mall.redeemCode': action({
    auth: 'mall.manage',
    effect: 'write',
    input: z.strictObject({ requestId: RequestId, code: z.string().trim().min(8).max(40) }),
    output: answersOrder,
    errors: ['NOT_FOUND', 'CODE_REDEEMED', 'ORDER_CLOSED'],
    idempotent: 'requestId',
    rateLimit: { max: 120, windowMs: 10 * MINUTE_MS },
  }),
} as const
