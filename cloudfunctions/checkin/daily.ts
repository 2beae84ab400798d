/** The daily check-in, in one transaction with what it earns. PRODUCT 4.1. */
import type { CouponOffer } from '../../contract/checkin-shapes'
import type { Actor } from '../kit/actor'
import { passGuard } from '../kit/guard'
import { recordFact } from '../kit/outbox'
import type { Transaction } from '../kit/transaction'
import { earnedBy } from '../points/earned-rules'
import { pay } from '../points/earning-store'
import type { PointsSettings } from '../points/settings'
import { markAt } from './calendar-rules'
import { keepCalendar, readCalendar } from './calendar-store'
import { CHECK_INS, type CheckInDocument, DAILY, type GivenProof } from './collections'
import { couponEarned } from './facts'
import { calendarIdOf, checkInIdOf, dayDone, newCalendar } from './marking-rules'
import { type CreditedDays, paidUnits } from './streak-rules'

/** Today's check-in, as it is wished. */
export interface DailyWish {
  readonly actor: Pick<Actor, '_id' | 'newcomerCheckInsAt'>
  readonly callerKey: string
  readonly day: string
  readonly given: GivenProof
  /** Instead of points. */
  readonly coupon: CouponOffer | undefined
  /** `prf_…`. */
  readonly place: string
  readonly credited: CreditedDays
  readonly settings: PointsSettings
  readonly at: number
}

/**
 * Checks in, or answers undefined when the day is done already. The calendar, read and written here, is what two at
 * once meet in; the check-in's `_id` is what makes a day be done once whatever the calendar says.
 */
export async function keepDaily(tx: Transaction, wish: DailyWish): Promise<CheckInDocument | undefined> {
  const { actor, callerKey, day, at } = wish
  const memberId = actor._id
  const known = await readCalendar(tx, calendarIdOf(DAILY, memberId))
  const before = known ?? newCalendar(DAILY, { memberId, callerKey }, day, at)
  if (markAt(before.months, day) !== undefined) return undefined
  const isNewcomer = actor.newcomerCheckInsAt === undefined
  const { checkIn: done, streak, calendar } = dayDone(before, { ...wish, isNewcomer })
  const checkIn: CheckInDocument = { ...done, ...(await giveReward(tx, wish, streak)) }
  await tx.collection<CheckInDocument>(CHECK_INS).add(checkIn)
  await keepCalendar(tx, known, calendar)
  return checkIn
}

/** Pays the day, or gives its coupon. Either is tied to the member's standing: nobody earns who is banned. */
async function giveReward(
  tx: Transaction,
  { actor: { _id: memberId }, day, coupon, settings, at }: DailyWish,
  streak: number,
): Promise<Pick<CheckInDocument, 'earned' | 'coupon'>> {
  if (coupon) {
    await passGuard(tx, memberId)
    await recordFact(tx, couponEarned(memberId, checkInIdOf(DAILY, memberId, day), coupon))
    return { coupon }
  }
  const units = paidUnits(streak)
  const award = {
    source: 'checkIn',
    memberId,
    subjectId: memberId,
    period: day,
    units,
    isFirst: true,
  } as const
  const { entry } = await pay(tx, { ...award, at }, settings)
  const earned = earnedBy(entry)
  return earned ? { earned } : {}
}
