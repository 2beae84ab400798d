/** What becomes of a calendar when a day of it is done, and what is kept of the day. PRODUCT 4.1, 4.3. Pure. */
import { NEWCOMER_CHECK_INS } from '../../contract/limits'
import { markedDays, type StoredMark, withMark } from './calendar-rules'
import { placeOf } from './challenge-rules'
import type { CalendarDocument, CheckInDocument, GivenProof } from './collections'
import { type CreditedDays, milestoneOf, streakOf } from './streak-rules'

/** Who checks in. */
export interface Caller {
  readonly memberId: string
  readonly callerKey: string
}

/** The `_id` of a member's calendar of one challenge. */
export function calendarIdOf(challengeId: string, memberId: string): string {
  return `${challengeId}:${memberId}`
}

/** The `_id` of a member's day of one challenge: it is done once. */
export function checkInIdOf(challengeId: string, memberId: string, day: string): string {
  return `${calendarIdOf(challengeId, memberId)}:${day}`
}

/** A calendar in which nothing is done yet. */
export function newCalendar(
  challengeId: string,
  caller: Caller,
  today: string,
  at: number,
): CalendarDocument {
  return {
    _id: calendarIdOf(challengeId, caller.memberId),
    schemaVersion: 1,
    challengeId,
    ...caller,
    joinedDay: today,
    months: {},
    milestone: 0,
    place: placeOf(0, at, caller.memberId),
    rankedDays: 0,
    version: 0,
  }
}

/** The calendar with this mark on a day, and what follows from it. */
export function marked(
  calendar: CalendarDocument,
  day: string,
  mark: StoredMark,
  at: number,
): CalendarDocument {
  const months = withMark(calendar.months, day, mark)
  const rankedDays = markedDays(months).filter((each) => each.mark === 'counted').length
  const isAnotherPlace = rankedDays !== calendar.rankedDays
  return {
    ...calendar,
    months,
    rankedDays,
    ...(isAnotherPlace ? { place: placeOf(rankedDays, at, calendar.memberId) } : {}),
    version: calendar.version + 1,
    unreconciled: true,
  }
}

/** A day of the daily check-in that is being done. */
export interface DayWish {
  readonly day: string
  readonly given: GivenProof
  /** `prf_…`. */
  readonly place: string
  readonly credited: CreditedDays
  /** Whether the newcomer's days are still before them. */
  readonly isNewcomer: boolean
  readonly at: number
}

/** A day that is done, its reward aside, and its calendar then. */
export interface DayDone {
  readonly checkIn: CheckInDocument
  readonly streak: number
  readonly calendar: CalendarDocument
}

/** Does a day of the daily check-in. */
export function dayDone(before: CalendarDocument, wish: DayWish): DayDone {
  const { day, given, place, credited, isNewcomer, at } = wish
  const { _id: calendarId, challengeId, memberId, callerKey } = before
  const after = marked(before, day, 'counted', at)
  const streak = streakOf(after.months, credited, day).days
  const milestone = milestoneOf(streak, before.milestone)
  const isLadder = isNewcomer && after.rankedDays >= NEWCOMER_CHECK_INS
  const checkIn: CheckInDocument = {
    _id: checkInIdOf(challengeId, memberId, day),
    schemaVersion: 1,
    place,
    calendarId,
    challengeId,
    memberId,
    callerKey,
    day,
    mark: 'counted',
    ...given,
    at,
    shown: false,
    streak,
    ...(milestone === undefined ? {} : { milestone, owes: true }),
    ...(isLadder ? { ladder: true, owes: true } : {}),
  }
  return { checkIn, streak, calendar: { ...after, milestone: milestone ?? before.milestone } }
}
