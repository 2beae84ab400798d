/** What coupons take off a price, who may have them, and what becomes of a used one (PRODUCT 6.5). Pure. */
import { createHash } from 'node:crypto'
import { COUPONS_PER_ORDER_MAX, DAY_MS, RETURNED_COUPON_DAYS } from '../../contract/limits'
import type { Audience } from '../../contract/mall-coupons'
import type { CouponState, Discount } from '../../contract/mall-shapes'
import type { Actor } from '../kit/actor'
import { AppError } from '../kit/app-error'
import { randomDigits } from '../kit/id'
import type { CouponDocument, CouponTemplateDocument } from './coupon-collections'

/** Whoever joined so long ago at most is a newcomer. */
const NEWCOMER_DAYS = 30
/** Whoever has published nothing for so long is won back. PRODUCT 11.6: two months without action. */
const WIN_BACK_DAYS = 60
/** 130 bits. */
const ID_DIGITS = 26

/** Coupons that are there until an operator saves others under their keys: what newcomers are given. PRODUCT 1.2. */
const DEFAULT_TEMPLATES: readonly CouponTemplateDocument[] = [
  {
    _id: 'newcomer',
    schemaVersion: 1,
    name: '新人礼券',
    discount: { kind: 'points', points: 30 },
    scope: { kind: 'mall' },
    minPrice: 40,
    stackable: false,
    audience: 'newcomers',
    validDays: 14,
    open: true,
  },
]

/** What coupons of this key are as long as nobody has saved any. */
export function defaultTemplate(templateKey: string): CouponTemplateDocument | undefined {
  return DEFAULT_TEMPLATES.find(({ _id }) => _id === templateKey)
}

/** The id of the coupon that a member has by a claim: there is one. */
export function couponIdOf(memberId: string, claimKey: string): string {
  const digest = createHash('sha256').update(`coupon:${memberId}:${claimKey}`).digest()
  return `cpn_${randomDigits(digest, ID_DIGITS)}`
}

/** Where a coupon stands now. */
export function couponStateAt({ usedBy, expiresAt }: CouponDocument, now: number): CouponState {
  if (usedBy !== undefined) return 'used'
  return expiresAt <= now ? 'lapsed' : 'valid'
}

/** What coupons are to be used on. */
interface Purchase {
  readonly itemId: string
  readonly price: number
  readonly memberId: string
  readonly now: number
}

/**
 * How many points these coupons take off together: those of a hundred first, of what is left then the others, never
 * more than the price.
 * @param asked how many coupons were named: one that is not there cannot be used
 * @throws AppError COUPON_UNUSABLE
 */
export function discountOf(coupons: readonly CouponDocument[], asked: number, on: Purchase): number {
  const distinct = new Set(coupons.map(({ _id }) => _id)).size
  if (distinct !== asked || asked > COUPONS_PER_ORDER_MAX) throw new AppError('COUPON_UNUSABLE')
  if (!coupons.every((coupon) => isUsable(coupon, on))) throw new AppError('COUPON_UNUSABLE')
  if (asked > 1 && !coupons.every(({ stackable }) => stackable)) throw new AppError('COUPON_UNUSABLE')
  const inTurn = [...coupons].sort((a, b) => turnOf(a.discount) - turnOf(b.discount))
  const left = inTurn.reduce((price, { discount }) => price - takenOff(price, discount), on.price)
  return on.price - left
}

function isUsable(coupon: CouponDocument, { itemId, price, memberId, now }: Purchase): boolean {
  const { scope } = coupon
  const fits = scope.kind === 'mall' || (scope.kind === 'items' && scope.itemIds.includes(itemId))
  const isMine = coupon.memberId === memberId
  return isMine && fits && price >= coupon.minPrice && couponStateAt(coupon, now) === 'valid'
}

/** The larger part of a hundred first: rounding then comes out the same however the coupons are named. */
const turnOf = (discount: Discount) => (discount.kind === 'percent' ? -discount.percent : 1)

/** Rounded in favour of whoever has the coupon. */
function takenOff(price: number, discount: Discount): number {
  return discount.kind === 'points'
    ? Math.min(price, discount.points)
    : Math.ceil((price * discount.percent) / 100)
}

/** Until when a coupon can be used that comes back: its own time, or a few days when that is over. */
export function expiryAfterReturn(expiresAt: number, now: number): number {
  return expiresAt > now ? expiresAt : now + RETURNED_COUPON_DAYS * DAY_MS
}

/** Whether somebody may claim a coupon of this audience themselves. Who has come back is no newcomer. */
export function mayClaim(
  audience: Audience,
  { joinedAt, returned, lastPostAt }: Pick<Actor, 'joinedAt' | 'returned' | 'lastPostAt'>,
  now: number,
): boolean {
  if (audience === 'newcomers') return !returned && now - joinedAt < NEWCOMER_DAYS * DAY_MS
  return audience === 'winBack' && now - Math.max(joinedAt, lastPostAt ?? 0) >= WIN_BACK_DAYS * DAY_MS
}
