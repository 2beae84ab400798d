/** What operators may change of points: the rules by which they are earned, and their caps. PRODUCT 5.6, 5.9. */
import * as z from 'zod'
import { PointsValues } from '../../contract/points-desk'
import { EarningRule } from '../../contract/points-shapes'
import type { ConfigSpec } from '../kit/configs'

const rule = (points: number, xp: number, perDayMax: number) =>
  EarningRule.default({ on: true, version: 1, points, xp, perDayMax })

/** What nothing pays for yet: on from the day on which something does. */
const later = (points: number, xp: number, perDayMax: number) =>
  EarningRule.default({ on: false, version: 1, points, xp, perDayMax })

const { memberDayMax, pairDayMax, likesPaidMax } = PointsValues.shape

const Values = z.strictObject({
  rules: z
    .strictObject({
      /** A post with a photo, once others see it. */
      post: rule(10, 10, 2),
      /** The answer that the asker has chosen. */
      answer: rule(15, 20, 3),
      /** A day's received likes of one post: for each like, as far as `likesPaidMax` goes. */
      likes: rule(1, 1, 5),
      /** A step of the newcomer's ladder. */
      onboarding: rule(5, 5, 5),
      /** A day's check-in: for each day of the streak, as far as a week. */
      checkIn: rule(2, 5, 1),
      /** A work that took part in a contest, when it is paid: one award a contest. PRODUCT 3.3. */
      contest: rule(10, 15, 2),
      homework: later(15, 20, 3),
      attendance: later(10, 15, 3),
      invitation: later(30, 10, 5),
      spending: later(1, 1, 10),
    })
    .prefault({}),
  memberDayMax: memberDayMax.default(200),
  pairDayMax: pairDayMax.default(3),
  likesPaidMax: likesPaidMax.default(20),
})

export const pointsConfig: ConfigSpec<typeof Values> = { domain: 'points', flags: {}, values: Values }
export type PointsSettings = z.output<typeof Values>
