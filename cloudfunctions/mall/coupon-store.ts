/** What is stored of coupons. One is had by a claim, used on an order in the order's transaction, and comes back with it. */

import { DAY_MS } from '../../contract/limits'
import type { CouponState } from '../../contract/mall-shapes'
import { AppError } from '../kit/app-error'
import { collection, lessThan, removed } from '../kit/cloud'
import { decodeCursor, ownList, toPage } from '../kit/cursor'
import { timeDigits } from '../kit/id'
import type { Transaction } from '../kit/transaction'
import {
  COUPON_TEMPLATES,
  COUPONS,
  type CouponDocument,
  type CouponTemplateDocument,
} from './coupon-collections'
import { couponIdOf, couponStateAt, defaultTemplate, expiryAfterReturn } from './coupon-rules'

const coupons = collection<CouponDocument>(COUPONS)
const templates = collection<CouponTemplateDocument>(COUPON_TEMPLATES)

/** What coupons of this key are, or undefined. */
export async function findTemplate(templateKey: string): Promise<CouponTemplateDocument | undefined> {
  return (await templates.get(templateKey)) ?? defaultTemplate(templateKey)
}

/** The same in a transaction. */
export async function templateIn(
  tx: Transaction,
  templateKey: string,
): Promise<CouponTemplateDocument | undefined> {
  const saved = await tx.collection<CouponTemplateDocument>(COUPON_TEMPLATES).get(templateKey)
  return saved ?? defaultTemplate(templateKey)
}

/** Those of these coupons that exist, in no order. */
export function findCoupons(couponIds: readonly string[]): Promise<CouponDocument[]> {
  return coupons.getMany(couponIds)
}

/** A page of coupons, and the cursor of the next. */
export interface CouponsPage {
  readonly coupons: readonly CouponDocument[]
  readonly nextCursor?: string
}

/**
 * A caller's coupons, the latest first. A page of those in one state may be shorter than was asked for while there is a
 * next one: what has lapsed is told by the clock, which no index knows.
 */
export async function findCouponsOf(
  callerKey: string,
  { state, cursor, limit, now }: { state?: CouponState; cursor?: string; limit: number; now: number },
): Promise<CouponsPage> {
  const list = ownList(state === undefined ? 'coupons' : `coupons:${state}`, callerKey)
  const before = decodeCursor(list, cursor)
  const found = await coupons.find({
    where: before === undefined ? { callerKey } : { callerKey, place: lessThan(before) },
    orderBy: ['place', 'desc'],
    limit: limit + 1,
  })
  const placed = found.map((coupon) => ({ _id: coupon.place, coupon }))
  const { items, nextCursor } = toPage(list, placed, limit)
  return {
    coupons: items
      .map(({ coupon }) => coupon)
      .filter((coupon) => state === undefined || couponStateAt(coupon, now) === state),
    ...(nextCursor === undefined ? {} : { nextCursor }),
  }
}

/** Somebody's claim to a coupon. */
export interface Claim {
  readonly memberId: string
  readonly callerKey: string
  /** What it is claimed by, once: a challenge, a campaign, an order. */
  readonly claimKey: string
  /** How long it can be used; the template's own time when absent. */
  readonly validDays?: number
  readonly at: number
}

/** The coupon that a claim brings. */
export function couponOf(template: CouponTemplateDocument, claim: Claim): CouponDocument {
  const { memberId, callerKey, claimKey, validDays = template.validDays, at } = claim
  const _id = couponIdOf(memberId, claimKey)
  const { _id: templateKey, name, discount, scope, minPrice, stackable } = template
  return {
    _id,
    schemaVersion: 1,
    memberId,
    callerKey,
    templateKey,
    name,
    discount,
    scope,
    minPrice,
    stackable,
    claimedAt: at,
    expiresAt: at + validDays * DAY_MS,
    place: `cpn_${timeDigits(at)}${_id.slice(-8)}`,
  }
}

/** Keeps a coupon once; answers the one that was there before by this claim, if any. */
export function addCoupon(coupon: CouponDocument): Promise<CouponDocument | undefined> {
  return coupons.addOrGet(coupon)
}

/** The same in a transaction. */
export async function addCouponIn(tx: Transaction, coupon: CouponDocument): Promise<void> {
  const inside = tx.collection<CouponDocument>(COUPONS)
  if (!(await inside.get(coupon._id))) await inside.add(coupon)
}

/**
 * Uses coupons on an order, in its transaction.
 * @throws AppError COUPON_UNUSABLE for one that was used or has lapsed since it was looked at
 */
export async function useCoupons(
  tx: Transaction,
  couponIds: readonly string[],
  orderId: string,
  now: number,
): Promise<void> {
  const inside = tx.collection<CouponDocument>(COUPONS)
  for (const couponId of couponIds) {
    const coupon = await inside.get(couponId)
    if (!coupon || couponStateAt(coupon, now) !== 'valid') throw new AppError('COUPON_UNUSABLE')
    await inside.update(couponId, { usedBy: orderId })
  }
}

/** Gives coupons back in the transaction that gives their order up. Those of who has left are gone already. */
export async function returnCoupons(
  tx: Transaction,
  couponIds: readonly string[],
  orderId: string,
  now: number,
): Promise<void> {
  const inside = tx.collection<CouponDocument>(COUPONS)
  for (const couponId of couponIds) {
    const coupon = await inside.get(couponId)
    if (coupon?.usedBy !== orderId) continue
    const expiresAt = expiryAfterReturn(coupon.expiresAt, now)
    await inside.update(couponId, { usedBy: removed<string>(), expiresAt })
  }
}
