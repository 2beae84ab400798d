/**
 * Streaks against a plain model: a list of days somebody did, made up or missed, and of days on which the community
 * could not be reached, walked backwards from today as one would with a finger on a calendar (QUALITY 18, 19).
 */
import fc from 'fast-check'
import {
  keeps,
  type Months,
  markAt,
  type StoredMark,
  withMark,
} from '../../cloudfunctions/checkin/calendar-rules'
import { daysToMakeUp, makeUpsLeft } from '../../cloudfunctions/checkin/make-up-rules'
import { streakOf } from '../../cloudfunctions/checkin/streak-rules'
import { addDays } from '../../cloudfunctions/kit/period'
import { MAKE_UP_WITHIN_DAYS, MAKE_UPS_PER_MONTH } from '../../contract/limits'

const START = '2026-12-20'
const DAYS = 50

/** What happens on a day: nothing, a check-in, an outage, or a make-up of a day so many days back. */
type Command =
  | { readonly kind: 'pass' | 'checkIn' | 'outage' | 'void' }
  | { readonly kind: 'makeUp'; readonly back: number }

const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 5, arbitrary: fc.constant<Command>({ kind: 'checkIn' }) },
  { weight: 2, arbitrary: fc.constantFrom<Command>({ kind: 'pass' }, { kind: 'outage' }, { kind: 'void' }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('makeUp' as const), back: fc.integer({ min: -1, max: 6 }) }),
  },
)

interface State {
  readonly months: Months
  readonly credited: ReadonlySet<string>
}

/** The community under test. `quota` is what a control takes out. */
function after(commands: readonly Command[], quota: boolean): State[] {
  let months: Months = {}
  const credited = new Set<string>()
  return commands.map((each, place) => {
    const today = addDays(START, place)
    const set = (day: string, mark: StoredMark) => {
      months = withMark(months, day, mark)
    }
    if (each.kind === 'checkIn') set(today, 'counted')
    if (each.kind === 'void') set(today, 'void')
    if (each.kind === 'outage') credited.add(today)
    if (each.kind === 'makeUp') {
      const day = addDays(today, -each.back)
      const open = daysToMakeUp({ months, credited, today, firstDay: START })
      const isNear = each.back > 0 && each.back <= MAKE_UP_WITHIN_DAYS && !keeps(markAt(months, day))
      if (quota ? open.includes(day) : isNear && !credited.has(day)) set(day, 'madeUp')
    }
    return { months, credited: new Set(credited) }
  })
}

/** The streak by the finger on the calendar. */
function modelStreak({ months, credited }: State, today: string): number {
  const isOwn = (day: string) => ['counted', 'madeUp', 'waiting'].includes(markAt(months, day) ?? '')
  let day = isOwn(today) ? today : addDays(today, -1)
  const run: string[] = []
  while (day >= START && (isOwn(day) || credited.has(day))) {
    run.push(day)
    day = addDays(day, -1)
  }
  // A run begins with a day of one's own: credited ones before it are nobody's.
  while (run.length > 0 && !isOwn(run.at(-1) ?? '')) run.pop()
  return run.length
}

const history = fc.array(command, { minLength: DAYS, maxLength: DAYS })

/** Made-up days of a month, most of all months. */
function mostMadeUp({ months }: State): number {
  return Math.max(0, ...Object.values(months).map((letters) => letters.split('m').length - 1))
}

/** What is wrong with a day's state, if anything. */
function wrongWith(state: State, today: string): string | undefined {
  const { months, credited } = state
  const { days } = streakOf(months, credited, today)
  if (days !== modelStreak(state, today)) return `a streak of ${days}`
  if (mostMadeUp(state) > MAKE_UPS_PER_MONTH) return 'more made up than the month allows'
  const about = { months, credited, today, firstDay: START }
  const stray = daysToMakeUp(about).find((day) => {
    const isNear = day < today && day >= addDays(today, -MAKE_UP_WITHIN_DAYS) && day >= START
    return !isNear || keeps(markAt(months, day)) || credited.has(day) || makeUpsLeft(about, day) < 1
  })
  return stray === undefined ? undefined : `${stray} is offered`
}

/** Nothing is wrong after any day of any history. */
const comesOutRight = (quota: boolean) =>
  fc.property(history, (commands) => {
    const states = after(commands, quota)
    expect(states.flatMap((state, place) => wrongWith(state, addDays(START, place)) ?? [])).toEqual([])
  })

test('a streak is what a finger on the calendar counts, and make-ups obey their quota, in any history', () => {
  fc.assert(comesOutRight(true), { numRuns: 1_000 })
})

test('control: without the quota the model complains', () => {
  expect(fc.check(comesOutRight(false), { numRuns: 1_000, endOnFailure: true }).failed).toBe(true)
})
