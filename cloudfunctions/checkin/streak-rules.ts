/**
 * Streaks, derived from what is stored of each day and never stored themselves (PRODUCT 4.3, 4.4). A day that a member
 * has done or made up keeps a run; so does a day on which the community could not be reached. Pure.
 */
import { MAKE_UP_WITHIN_DAYS, MILESTONES, STREAK_PAID_MAX } from '../../contract/limits'
import { addDays } from '../kit/period'
import { daysFrom, keeps, type Months, markAt, markedDays } from './calendar-rules'

/** Days in a row, both ends included. */
export interface Run {
  readonly from: string
  readonly to: string
  readonly days: number
}

/** Days on which the community could not be reached. */
export type CreditedDays = ReadonlySet<string>

/**
 * Every run of days up to today, the first first. A run begins with a day of the member's own; today ends none, because
 * it can still be done. What is marked after today (a clock that went back) is not there yet.
 */
export function runsOf(months: Months, credited: CreditedDays, today: string): Run[] {
  const runs: Run[] = []
  let open: Run | undefined
  const first = markedDays(months)[0]?.day
  for (const day of first === undefined ? [] : daysFrom(first, today)) {
    const isOwn = keeps(markAt(months, day))
    const isKept = isOwn || (open !== undefined && day < today && credited.has(day))
    if (isKept) open = { from: open?.from ?? day, to: day, days: (open?.days ?? 0) + 1 }
    else if (day < today && open) {
      runs.push(open)
      open = undefined
    }
  }
  return open ? [...runs, open] : runs
}

/** The run that is alive: it reaches up to today, or to yesterday. */
export function aliveRun(runs: readonly Run[], today: string): Run | undefined {
  const last = runs.at(-1)
  return last && last.to >= addDays(today, -1) ? last : undefined
}

/** The streak as it is shown. */
export function streakOf(months: Months, credited: CreditedDays, today: string) {
  const runs = runsOf(months, credited, today)
  const alive = aliveRun(runs, today)
  return {
    days: alive?.days ?? 0,
    ...(alive ? { since: alive.from } : {}),
    doneToday: keeps(markAt(months, today)),
    longest: Math.max(0, ...runs.map(({ days }) => days)),
  }
}

/** What ended the run before the one that is alive. */
export function brokenRunOf(months: Months, credited: CreditedDays, today: string) {
  const runs = runsOf(months, credited, today)
  const alive = aliveRun(runs, today)
  const before = alive ? runs.at(-2) : runs.at(-1)
  if (!before) return undefined
  const brokenOn = addDays(before.to, 1)
  const makeUpUntil = addDays(brokenOn, MAKE_UP_WITHIN_DAYS)
  return {
    ...before,
    brokenOn,
    why: markAt(months, brokenOn) === 'void' ? ('void' as const) : ('missed' as const),
    ...(makeUpUntil >= today ? { makeUpUntil } : {}),
  }
}

/** How many times over a day of a streak pays: one to seven, then flat (PRODUCT 4.1). */
export function paidUnits(streakDays: number): number {
  return Math.min(Math.max(streakDays, 1), STREAK_PAID_MAX)
}

/**
 * Whether a number of days is a milestone that was reached.
 * @param highest the highest that ever was; 0 for none
 */
export function isReached(days: number, highest: number): boolean {
  return MILESTONES.some((milestone) => milestone === days) && days <= highest
}

/**
 * The milestone that so many days have reached and of which nobody was told yet; several at once are told as the last.
 * @param told the highest that was ever told; 0 for none
 */
export function milestoneOf(streakDays: number, told: number): number | undefined {
  return [...MILESTONES].reverse().find((days) => days <= streakDays && days > told)
}
