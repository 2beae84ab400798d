/** What the mall offers, and what becomes of an order. PRODUCT 6. */
import * as z from 'zod'
import {
  COUPON_DAYS_MAX,
  COUPONS_PER_ORDER_MAX,
  ITEM_NAME_LENGTH_MAX,
  ITEM_PHOTOS_MAX,
  ITEM_WORDS_LENGTH_MAX,
  LEVELS_MAX,
  MAKE_UP_CARDS_MAX,
  MARK_TEXT_LENGTH_MAX,
  PER_MEMBER_MAX,
  PRICE_MAX,
} from './limits'
import { Picture } from './post-feeds'
import { Count, CouponId, Instant, ItemId, OrderId } from './shared'

/** Which coupon it is: a template's key, `newcomer` or `autumnCamp`. */
export const CouponTemplateKey = z.string().regex(/^[a-z][a-zA-Z0-9]{1,39}$/)

/** Points, as a price or a discount. */
export const Price = z.number().int().min(0).max(PRICE_MAX)
export const Level = z.number().int().min(1).max(LEVELS_MAX)

const Days = z.number().int().min(1).max(COUPON_DAYS_MAX)

/**
 * What an item gives, by its kind. `goods` are sent; a `service` is redeemed by staff against a code of our own; a
 * `code` is a third party's, out of a pool; a `seat` is a voucher for a course; the rest is given at once.
 */
export const Grant = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('goods') }),
  z.strictObject({ kind: z.literal('service') }),
  z.strictObject({ kind: z.literal('code') }),
  z.strictObject({ kind: z.literal('seat'), courseId: z.string().regex(/^[a-z]{3}_[0-9a-z]{8,40}$/) }),
  z.strictObject({ kind: z.literal('coupon'), templateKey: CouponTemplateKey }),
  z.strictObject({ kind: z.literal('makeUp'), count: z.number().int().min(1).max(MAKE_UP_CARDS_MAX) }),
  z.strictObject({
    kind: z.literal('title'),
    text: z.string().trim().min(1).max(MARK_TEXT_LENGTH_MAX),
    days: Days,
  }),
])
export type Grant = z.output<typeof Grant>
export type ItemKind = Grant['kind']
export const ItemKind = z.enum(['goods', 'service', 'code', 'seat', 'coupon', 'makeUp', 'title'])

/** `draft` and `withdrawn` are seen by operators only. */
export const ItemState = z.enum(['draft', 'listed', 'withdrawn'])
export type ItemState = z.output<typeof ItemState>

/** An item as the catalogue shows it. */
export const ItemCard = z.object({
  itemId: ItemId,
  kind: ItemKind,
  name: z.string().max(ITEM_NAME_LENGTH_MAX),
  price: Price,
  /** The level from which on it can be ordered. */
  level: Level,
  picture: Picture.optional(),
  /** When ordering begins; in the past, or absent, once it has. */
  opensAt: Instant.optional(),
  /** Whether it is offered to whoever comes first. */
  flash: z.boolean(),
  /** How many are left; absent where there is no end of them. It may be behind by a moment. */
  left: Count.optional(),
})
export type ItemCard = z.output<typeof ItemCard>

/** An item's own page, and how the one who looks stands to it. */
export const Item = ItemCard.extend({
  words: z.string().max(ITEM_WORDS_LENGTH_MAX),
  pictures: z.array(Picture).max(ITEM_PHOTOS_MAX),
  grant: Grant,
  /** How often one member may order it. */
  perMemberMax: z.number().int().min(1).max(PER_MEMBER_MAX).optional(),
  /** Absent for guests. */
  mine: z
    .object({
      /** How often they have ordered it, what was given up not counted. */
      ordered: Count,
      level: Level,
      /** Points that can be spent now. */
      available: Count,
      /** What later earnings repay; ordering waits until it is 0. */
      debt: Count,
      /** Whether they are told before it opens. */
      reminded: z.boolean(),
    })
    .optional(),
})
export type Item = z.output<typeof Item>

/** Where an order stands. `confirmed` waits for being fulfilled; `fulfilled` was sent, or its code is there to be used. */
export const OrderState = z.enum(['reserved', 'confirmed', 'fulfilled', 'done', 'cancelled', 'refunded'])
export type OrderState = z.output<typeof OrderState>

/** Who moved an order on. */
export const OrderMover = z.enum(['member', 'staff', 'timer'])
export type OrderMover = z.output<typeof OrderMover>

const AddressText = (max: number) => z.string().trim().min(1).max(max)
/** Where goods are sent to: a snapshot, kept with the order under a key of its own. */
export const Address = z.strictObject({
  name: AddressText(30),
  phone: z
    .string()
    .trim()
    .regex(/^\+?[0-9][0-9 -]{5,19}$/),
  region: AddressText(60),
  detail: AddressText(120),
})
export type Address = z.output<typeof Address>

export const Carrier = z.string().trim().min(1).max(20)
export const ParcelNumber = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9-]{4,40}$/)

/** An order, for whose it is and for staff. */
export const Order = z.object({
  orderId: OrderId,
  state: OrderState,
  item: z.object({
    itemId: ItemId,
    kind: ItemKind,
    name: z.string().max(ITEM_NAME_LENGTH_MAX),
    picture: Picture.optional(),
  }),
  /** The item's price when it was ordered, what coupons took off, and what was held or spent. */
  price: Price,
  discount: Price,
  paid: Price,
  couponIds: z.array(CouponId).max(COUPONS_PER_ORDER_MAX),
  /** Every step it took, the oldest first. */
  steps: z.array(z.object({ state: OrderState, at: Instant, by: OrderMover, reason: z.string().optional() })),
  /** Which piece of the stock is kept for it, from 1: its place in a sale. Absent where pieces have no number. */
  piece: z.number().int().min(1).optional(),
  /** Of a reservation: until when it can be confirmed. */
  lapsesAt: Instant.optional(),
  shipping: z
    .object({ carrier: z.string(), number: z.string(), shippedAt: Instant, receivedAt: Instant })
    .optional(),
  /** Whether there is a code to look at, and whether it has been. */
  code: z.enum(['hidden', 'revealed']).optional(),
  /** Whether its points can be had back by whose it is. */
  refundable: z.boolean(),
})
export type Order = z.output<typeof Order>

/** What a coupon takes off a price: so many points, or so many of a hundred. */
export const Discount = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('points'), points: Price.min(1) }),
  z.strictObject({ kind: z.literal('percent'), percent: z.number().int().min(1).max(100) }),
])
export type Discount = z.output<typeof Discount>

/** What a coupon can be used for: everything in the mall, some of its items, or a course. */
export const CouponScope = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('mall') }),
  z.strictObject({ kind: z.literal('items'), itemIds: z.array(ItemId).min(1).max(20) }),
  z.strictObject({ kind: z.literal('courses') }),
])
export type CouponScope = z.output<typeof CouponScope>

/** Where a coupon stands; `lapsed` is a valid one whose time is over. */
export const CouponState = z.enum(['valid', 'used', 'lapsed'])
export type CouponState = z.output<typeof CouponState>

/** A member's coupon. */
export const Coupon = z.object({
  couponId: CouponId,
  templateKey: CouponTemplateKey,
  name: z.string(),
  discount: Discount,
  scope: CouponScope,
  /** The lowest price that it can be used on. */
  minPrice: Price,
  /** Whether others may be used on the same order. */
  stackable: z.boolean(),
  state: CouponState,
  expiresAt: Instant,
})
export type Coupon = z.output<typeof Coupon>
