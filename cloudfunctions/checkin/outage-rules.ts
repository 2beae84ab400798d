/** Outages: days on which the community could not be reached. Pure. */
import { DAY_MS, OUTAGE_DAYS_MAX } from '../../contract/limits'
import { AppError } from '../kit/app-error'
import { periodOf } from '../kit/period'
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
 * Refuses what is no outage: one that has not begun, ends before it begins, or lasts too long.
 * @throws AppError INVALID_INPUT
 */
export function demandOutage({ startsAt, endsAt }: OutageWindow, now: number): void {
  const isOne = startsAt < endsAt && startsAt <= now && endsAt - startsAt <= OUTAGE_DAYS_MAX * DAY_MS
  if (!isOne) throw new AppError('INVALID_INPUT', { field: 'endsAt', rule: 'other' })
}
