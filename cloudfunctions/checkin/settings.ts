/** What operators may change of check-ins. PRODUCT 4.1, 4.3, 1.2. */
import * as z from 'zod'
import { CouponOffer } from '../../contract/checkin-shapes'
import type { ConfigSpec } from '../kit/configs'

const Values = z.strictObject({
  /** What a made-up day costs without a card. */
  makeUpPoints: z.number().int().min(1).max(1_000).default(20),
  /** What may be chosen instead of the day's points. */
  dayCoupon: CouponOffer.optional(),
  /** What a newcomer is given after their first days. */
  newcomerCoupon: CouponOffer.default({ templateKey: 'newcomer', validDays: 14 }),
})

export const checkinConfig: ConfigSpec<typeof Values> = { domain: 'checkin', flags: {}, values: Values }
export type CheckinSettings = z.output<typeof Values>
