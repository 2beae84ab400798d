/** Coupons, and what the points that are out there may yet cost. PRODUCT 6.5, 6.6. */
import * as z from 'zod'
import { action } from './action'
import { COUPON_DAYS_MAX, COUPONS_GIVEN_MAX, ITEM_NAME_LENGTH_MAX, MINUTE_MS } from './limits'
import { Coupon, CouponScope, CouponState, CouponTemplateKey, Discount, Price } from './mall-shapes'
import { Count, Cursor, Instant, MemberId, PageSize, RequestId } from './shared'

/**
 * Whom a coupon is for: `newcomers` and `winBack` may claim it themselves when they are that; the others are given it,
 * by a challenge they have completed or by an operator.
 */
export const Audience = z.enum(['newcomers', 'winBack', 'challenge', 'segment'])
export type Audience = z.output<typeof Audience>

export const mallCoupons = {
  /** My coupons, the latest first. */
  'mall.listCoupons': action({
    auth: 'member',
    effect: 'read',
    input: z.strictObject({
      state: CouponState.optional(),
      cursor: Cursor.optional(),
      limit: PageSize.optional(),
    }),
    output: z.object({ coupons: z.array(Coupon), nextCursor: Cursor.optional() }),
    errors: [],
    idempotent: 'natural',
  }),
  /** Takes the coupon that is there for the likes of me, once. NOT_FOUND: there is none, or it is not for me. */
  'mall.claimCoupon': action({
    auth: 'member',
    effect: 'write',
    input: z.strictObject({ templateKey: CouponTemplateKey }),
    output: z.object({ coupon: Coupon }),
    errors: ['NOT_FOUND'],
    idempotent: 'natural',
    rateLimit: { max: 30, windowMs: 10 * MINUTE_MS },
  }),
  /** Makes a coupon known, or changes one: those that members have stay as they are. */
  'mall.saveCouponTemplate': action({
    auth: 'mall.manage',
    effect: 'write',
    input: z.strictObject({
      requestId: RequestId,
      templateKey: CouponTemplateKey,
      name: z.string().trim().min(1).max(ITEM_NAME_LENGTH_MAX),
      discount: Discount,
      scope: CouponScope,
      minPrice: Price,
      stackable: z.boolean(),
      audience: Audience,
      /** How long it can be used once somebody has it. */
      validDays: z.number().int().min(1).max(COUPON_DAYS_MAX),
      open: z.boolean(),
    }),
    output: z.object({ templateKey: CouponTemplateKey }),
    errors: ['CONTENT_REJECTED'],
    idempotent: 'requestId',
    rateLimit: { max: 60, windowMs: 10 * MINUTE_MS },
  }),
  /**
   * Gives members a coupon, each once under this campaign; answers how many have it newly. NOT_FOUND: there is no such
   * coupon, or it is closed.
   */
  'mall.giveCoupons': action({
    auth: 'mall.manage',
    effect: 'write',
    input: z.strictObject({
      templateKey: CouponTemplateKey,
      campaign: z.string().regex(/^[A-Za-z0-9_-]{1,32}$/),
      memberIds: z.array(MemberId).min(1).max(COUPONS_GIVEN_MAX),
    }),
    output: z.object({ given: Count }),
    errors: ['NOT_FOUND'],
    idempotent: 'natural',
    rateLimit: { max: 60, windowMs: 10 * MINUTE_MS },
  }),
  /**
   * What members may still spend: points by the day they lapse, those set aside, and how many of them will be spent if
   * it goes on as so far. As of the last folding of the entries.
   */
  'mall.getLiability': action({
    auth: 'ledger.read',
    effect: 'read',
    input: z.strictObject({}),
    output: z.object({
      byExpiry: z.array(z.object({ month: z.string().regex(/^20\d\d-\d\d$/), points: z.number().int() })),
      held: z.number().int(),
      outstanding: z.number().int(),
      /** Of a hundred points that were ever given, how many were spent; absent before any has left. */
      spentPercent: z.number().int().min(0).max(100).optional(),
      expectedRedemption: Count,
      asOf: Instant,
    }),
    errors: [],
    idempotent: 'natural',
  }),
} as const
