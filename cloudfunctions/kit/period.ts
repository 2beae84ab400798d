/** Community time: minutes, hours and days in Asia/Shanghai, which is UTC+8 all year round. Pure. */
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../contract/limits'

const OFFSET_MS = 8 * HOUR_MS

/** How often something happens. */
export type Every = 'minute' | 'hour' | 'day'

const LENGTH_MS: Readonly<Record<Every, number>> = { minute: MINUTE_MS, hour: HOUR_MS, day: DAY_MS }
/** So many characters of `2026-11-21T05:33` name the period. */
const NAME_LENGTH: Readonly<Record<Every, number>> = { minute: 16, hour: 13, day: 10 }

/** The period that an instant lies in: `2026-11-21T05:33`, `2026-11-21T05` or `2026-11-21`. Names sort as time runs. */
export function periodOf(every: Every, at: number): string {
  return new Date(at + OFFSET_MS).toISOString().slice(0, NAME_LENGTH[every])
}

/** The instant at which a period begins, epoch milliseconds. */
export function startOf(period: string): number {
  return Date.parse(`${period}${'0000-01-01T00:00'.slice(period.length)}Z`) - OFFSET_MS
}

/** The day so many days later, or earlier. */
export function addDays(day: string, count: number): string {
  return periodOf('day', startOf(day) + count * DAY_MS)
}

/** The month that a day lies in: `2026-11`. */
export function monthOf(day: string): string {
  return day.slice(0, 'YYYY-MM'.length)
}

/** The periods after `last` up to that of `now`, oldest first, at most `max`. */
export function periodsAfter(every: Every, last: string, now: number, max: number): string[] {
  const periods: string[] = []
  for (let at = startOf(last) + LENGTH_MS[every]; at <= now && periods.length < max; at += LENGTH_MS[every])
    periods.push(periodOf(every, at))
  return periods
}
