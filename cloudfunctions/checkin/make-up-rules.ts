/** Which days can be made up (PRODUCT 4.3): within three days, two a month, none that was kept anyway. Pure. */
import { MAKE_UP_WITHIN_DAYS, MAKE_UPS_PER_MONTH } from '../../contract/limits'
import { AppError } from '../kit/app-error'
import { addDays, monthOf } from '../kit/period'
import { keeps, type Months, markAt, markedDays } from './calendar-rules'
import type { CreditedDays } from './streak-rules'

/** A calendar, and what holds for it. */
export interface MakeUpCase {
  readonly months: Months
  readonly credited: CreditedDays
  readonly today: string
  /** The days that belong to it: from the joining, or the challenge's first, to the challenge's last. */
  readonly firstDay: string
  readonly lastDay?: string | undefined
  /** A challenge allows so many in all. */
  readonly makeUpsMax?: number | undefined
}

/** How many more can be made up in the month of this day. */
export function makeUpsLeft({ months, makeUpsMax }: MakeUpCase, day: string): number {
  const madeUp = markedDays(months).filter(({ mark }) => mark === 'madeUp')
  const inMonth = madeUp.filter((each) => monthOf(each.day) === monthOf(day)).length
  const ofMonth = MAKE_UPS_PER_MONTH - inMonth
  return Math.max(0, makeUpsMax === undefined ? ofMonth : Math.min(ofMonth, makeUpsMax - madeUp.length))
}

/** Whether a day was missed and lies near enough, quota aside. */
function isOpen({ months, credited, today, firstDay, lastDay = today }: MakeUpCase, day: string): boolean {
  const isNear = day < today && day >= addDays(today, -MAKE_UP_WITHIN_DAYS)
  const isInside = day >= firstDay && day <= lastDay
  return isNear && isInside && !keeps(markAt(months, day)) && !credited.has(day)
}

/** The days that can be made up now, the first first. */
export function daysToMakeUp(about: MakeUpCase): string[] {
  return Array.from({ length: MAKE_UP_WITHIN_DAYS }, (_, place) =>
    addDays(about.today, place - MAKE_UP_WITHIN_DAYS),
  ).filter((day) => isOpen(about, day) && makeUpsLeft(about, day) > 0)
}

/**
 * Refuses what cannot be made up.
 * @throws AppError CHECK_IN_CLOSED, or LIMIT_REACHED when the month's are used
 */
export function demandMakeUp(about: MakeUpCase, day: string): void {
  if (!isOpen(about, day)) throw new AppError('CHECK_IN_CLOSED')
  if (makeUpsLeft(about, day) === 0) throw new AppError('LIMIT_REACHED')
}

/** The key of the entry that pays a made-up day. */
export function makeUpKey(checkInId: string): string {
  return `makeUp:1:${checkInId}:`
}
