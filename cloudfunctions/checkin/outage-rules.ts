/** Outages: days on which the community could not be reached. Pure. */
import { DAY_MS, MINUTE_MS, OUTAGE_DAYS_MAX } from '../../contract/limits'
import { AppError } from '../kit/app-error'
import { addDays, periodOf, startOf } from '../kit/period'
import { daysFrom } from './calendar-rules'

/** From when until when, epoch milliseconds. */
export interface OutageWindow {
  readonly startsAt: number
  readonly endsAt: number
}

/** The days that a window touches: somebody may have meant to come in its very minutes. */
export function daysOfOutage({ startsAt, endsAt }: OutageWindow): string[] {
  return daysFrom(periodOf('day', startsAt), periodOf('day', endsAt - 1))
}

/** All days that any of these windows touches. */
export function creditedDays(outages: readonly OutageWindow[]): ReadonlySet<string> {
  return new Set(outages.flatMap(daysOfOutage))
}

/**
 * Longer than it takes until an outage is seen everywhere, and than any deed that began before it: whoever looks later
 * misses nobody.
 */
const SETTLED_AFTER_MS = 2 * MINUTE_MS

/**
 * The first instant after this one at which another of its days is over, and may have completed somebody's challenge;
 * undefined when none is left.
 */
export function nextCreditingAt(outage: OutageWindow, after: number): number | undefined {
  return daysOfOutage(outage)
    .map((day) => startOf(addDays(day, 1)) + SETTLED_AFTER_MS)
    .find((at) => at > after)
}

/** When challenges are first looked for that an outage completes, as it is known from this instant on. */
export function firstCreditingAt(outage: OutageWindow, knownAt: number): number {
  const seenAt = knownAt + SETTLED_AFTER_MS
  const [firstDay = periodOf('day', outage.startsAt)] = daysOfOutage(outage)
  return Math.max(seenAt, startOf(addDays(firstDay, 1)) + SETTLED_AFTER_MS)
}

/**
 * Refuses what is no outage: one that has not begun, ends before it begins, or lasts too long.
 * @throws AppError INVALID_INPUT
 */
export function demandOutage({ startsAt, endsAt }: OutageWindow, now: number): void {
  const isOne = startsAt < endsAt && startsAt <= now && endsAt - startsAt <= OUTAGE_DAYS_MAX * DAY_MS
  if (!isOne) throw new AppError('INVALID_INPUT', { field: 'endsAt', rule: 'other' })
}
