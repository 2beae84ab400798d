/** What is stored of coupons. `collections.ts` declares it with the rest of the mall. */
import type { Audience } from '../../contract/mall-coupons'
import type { CouponScope, Discount } from '../../contract/mall-shapes'
import type { CollectionSpecs } from '../kit/collection-specs'

/** `coupon_templates`: `_id` = its key. What a coupon is that members get. */
export interface CouponTemplateDocument {
  readonly _id: string
  readonly schemaVersion: 1
  readonly name: string
  readonly discount: Discount
  readonly scope: CouponScope
  readonly minPrice: number
  readonly stackable: boolean
  readonly audience: Audience
  readonly validDays: number
  readonly open: boolean
}

/** `coupons`: `_id` = `couponIdOf(member, claim)`, so that a claim brings one. It stays as its template was then. */
export interface CouponDocument {
  readonly _id: string
  readonly schemaVersion: 1
  readonly memberId: string
  /** The key under which they call, by which their list is read. */
  readonly callerKey: string
  readonly templateKey: string
  readonly name: string
  readonly discount: Discount
  readonly scope: CouponScope
  readonly minPrice: number
  readonly stackable: boolean
  /** Epoch milliseconds. */
  readonly claimedAt: number
  readonly expiresAt: number
  /** The order that it is used on; given back with it. */
  readonly usedBy?: string
  /** `cpn_{time digits}{8 digits}`. */
  readonly place: string
}

export const COUPON_TEMPLATES = 'coupon_templates'
export const COUPONS = 'coupons'

export const collections: CollectionSpecs = {
  [COUPON_TEMPLATES]: { indexes: [] },
  [COUPONS]: {
    indexes: [
      {
        name: 'mine',
        keys: [
          ['callerKey', 1],
          ['place', -1],
        ],
      },
      {
        name: 'member',
        keys: [
          ['memberId', 1],
          ['place', 1],
        ],
      },
    ],
  },
}
