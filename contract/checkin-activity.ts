/** What the activity tab shows of check-ins. PRODUCT 4. */
import * as z from 'zod'
import {
  CalendarMonth,
  ChallengeCard,
  CheckInResult,
  CouponOffer,
  MakeUpOffer,
  Streak,
} from './checkin-shapes'
import { CHALLENGES_LISTED_MAX } from './limits'
import { Count, Day } from './shared'

/** Today, the caller's own days, and the challenges that are open or were lately. */
export const Activity = z.object({
  today: Day,
  /** Absent for a guest. */
  mine: z
    .object({
      streak: Streak,
      month: CalendarMonth,
      /** The seven days that end with today, the first first. */
      week: CalendarMonth.shape.days,
      makeUp: MakeUpOffer,
      /** What today's check-in has brought, once it was done. */
      todays: CheckInResult.optional(),
      /** What today's check-in would bring. */
      offers: z.object({ points: Count, coupon: CouponOffer.optional() }),
    })
    .optional(),
  challenges: z.array(ChallengeCard).max(CHALLENGES_LISTED_MAX),
})
export type Activity = z.output<typeof Activity>
