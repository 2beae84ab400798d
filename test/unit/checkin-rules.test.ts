/** The pure rules of check-ins: days, calendars, runs, milestones, challenges, places, outages, proofs. */

import { derivedMonths } from '../../cloudfunctions/checkin/calendar-reconciling-rules'
import {
  boundsOf,
  daysBetween,
  daysFrom,
  type Months,
  markAt,
  markedDays,
  withMark,
} from '../../cloudfunctions/checkin/calendar-rules'
import { isComplete, phaseOf, placeOf, progressOf } from '../../cloudfunctions/checkin/challenge-rules'
import { demandMakeUp } from '../../cloudfunctions/checkin/make-up-rules'
import {
  creditedDays,
  daysOfOutage,
  demandOutage,
  firstCreditingAt,
  nextCreditingAt,
} from '../../cloudfunctions/checkin/outage-rules'
import { proofKept, standingOf } from '../../cloudfunctions/checkin/proof-rules'
import {
  brokenRunOf,
  isReached,
  milestoneOf,
  paidUnits,
  runsOf,
  streakOf,
} from '../../cloudfunctions/checkin/streak-rules'
import { addDays, periodOf, startOf } from '../../cloudfunctions/kit/period'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../contract/limits'

const NOBODY: ReadonlySet<string> = new Set()
const calendarOf = (...days: readonly string[]): Months =>
  days.reduce<Months>((months, day) => withMark(months, day, 'counted'), {})

test('a day is one by Asia/Shanghai, to the millisecond', () => {
  const midnight = startOf('2026-11-22')
  expect(periodOf('day', midnight - 1)).toBe('2026-11-21')
  expect(periodOf('day', midnight)).toBe('2026-11-22')
  expect(periodOf('day', midnight + DAY_MS - 1)).toBe('2026-11-22')
})

test('days are counted over months, years and leap days', () => {
  expect(addDays('2028-02-28', 1)).toBe('2028-02-29')
  expect(addDays('2027-02-28', 1)).toBe('2027-03-01')
  expect(addDays('2027-01-01', -1)).toBe('2026-12-31')
  expect(daysBetween('2026-12-30', '2027-01-02')).toBe(3)
  expect(daysFrom('2026-12-31', '2027-01-01')).toEqual(['2026-12-31', '2027-01-01'])
  expect(boundsOf('2028-02')).toEqual({ first: '2028-02-01', last: '2028-02-29' })
})

test('a calendar keeps a letter for each day', () => {
  const months = withMark(withMark({}, '2026-11-03', 'counted'), '2026-11-01', 'madeUp')
  expect(months).toEqual({ '2026-11': 'm.x' })
  expect(markAt(months, '2026-11-02')).toBeUndefined()
  expect(markAt(months, '2026-11-30')).toBeUndefined()
  expect(markedDays(months)).toEqual([
    { day: '2026-11-01', mark: 'madeUp' },
    { day: '2026-11-03', mark: 'counted' },
  ])
})

test('a run ends with a day that was missed; today ends none', () => {
  const months = calendarOf('2026-11-01', '2026-11-02', '2026-11-05', '2026-11-06')
  expect(runsOf(months, NOBODY, '2026-11-07')).toEqual([
    { from: '2026-11-01', to: '2026-11-02', days: 2 },
    { from: '2026-11-05', to: '2026-11-06', days: 2 },
  ])
  expect(streakOf(months, NOBODY, '2026-11-07')).toEqual({
    days: 2,
    since: '2026-11-05',
    doneToday: false,
    longest: 2,
  })
  expect(streakOf(months, NOBODY, '2026-11-08')).toEqual({ days: 0, doneToday: false, longest: 2 })
  expect(brokenRunOf(months, NOBODY, '2026-11-06')).toMatchObject({ brokenOn: '2026-11-03', why: 'missed' })
  expect(streakOf({}, NOBODY, '2026-11-08')).toEqual({ days: 0, doneToday: false, longest: 0 })
})

test('an outage touches every day it lies in, and keeps runs that had begun', () => {
  const startsAt = startOf('2026-11-03') + 23 * HOUR_MS
  expect(daysOfOutage({ startsAt, endsAt: startsAt + HOUR_MS })).toEqual(['2026-11-03'])
  expect(daysOfOutage({ startsAt, endsAt: startsAt + HOUR_MS + 1 })).toEqual(['2026-11-03', '2026-11-04'])
  const credited = creditedDays([{ startsAt, endsAt: startsAt + 1 }])
  expect(streakOf(calendarOf('2026-11-02', '2026-11-04'), credited, '2026-11-04').days).toBe(3)
  // Nobody's streak begins with an outage.
  expect(streakOf(calendarOf('2026-11-04'), credited, '2026-11-04').days).toBe(1)
})

test.each([
  ['INVALID_INPUT: one that has not begun', { startsAt: 2, endsAt: 3 }],
  ['INVALID_INPUT: one that ends before it begins', { startsAt: 1, endsAt: 1 }],
  ['INVALID_INPUT: one that lasts too long', { startsAt: 0, endsAt: 15 * DAY_MS }],
])('%s', (_title, window) => {
  expect(() => demandOutage(window, 1)).toThrow('INVALID_INPUT')
})

test('days pay one to seven times, then flat; a milestone is told once', () => {
  expect([0, 1, 6, 7, 8, 400].map(paidUnits)).toEqual([1, 1, 6, 7, 7, 7])
  expect(milestoneOf(2, 0)).toBeUndefined()
  expect(milestoneOf(3, 0)).toBe(3)
  expect(milestoneOf(8, 3)).toBe(7)
  expect(milestoneOf(8, 7)).toBeUndefined()
  expect(milestoneOf(400, 100)).toBe(365)
})

const CHALLENGE = { firstDay: '2026-11-01', lastDay: '2026-11-03', days: 3 }

test('a challenge is complete when every day is done and no photo waits', () => {
  const done = calendarOf('2026-11-01', '2026-11-03')
  const progress = (months: Months) => progressOf(CHALLENGE, months, NOBODY, '2026-11-03')
  expect(isComplete(CHALLENGE, progress(done))).toBe(false)
  expect(isComplete(CHALLENGE, progress(withMark(done, '2026-11-02', 'madeUp')))).toBe(true)
  expect(isComplete(CHALLENGE, progress(withMark(done, '2026-11-02', 'waiting')))).toBe(false)
  expect(isComplete(CHALLENGE, progress(withMark(done, '2026-11-02', 'void')))).toBe(false)
  const credited = new Set(['2026-11-02'])
  expect(progressOf(CHALLENGE, done, credited, '2026-11-03')).toMatchObject({ counted: 2, credited: 1 })
})

test('phases go by the day', () => {
  const days = ['2026-10-31', '2026-11-01', '2026-11-03', '2026-11-04']
  expect(days.map((day) => phaseOf(CHALLENGE, day))).toEqual(['upcoming', 'running', 'running', 'over'])
})

test('the ranking goes by days, then by who was there first', () => {
  const places = [
    placeOf(10, 5, 'mbr_aaaaaaaaaaaaa'),
    placeOf(9, 1, 'mbr_bbbbbbbbbbbbb'),
    placeOf(9, 2, 'mbr_ccccccccccccc'),
    placeOf(0, 1, 'mbr_ddddddddddddd'),
  ]
  expect([...places].sort().reverse()).toEqual(places)
})

describe('making up', () => {
  const about = {
    months: calendarOf('2026-11-05'),
    credited: new Set(['2026-11-07']),
    today: '2026-11-09',
    firstDay: '2026-11-05',
  }
  test.each(['2026-11-05', '2026-11-07', '2026-11-09', '2026-11-10', '2026-11-04'])(
    'CHECK_IN_CLOSED: %s is done, credited, today, to come, or too long ago',
    (day) => expect(() => demandMakeUp(about, day)).toThrow('CHECK_IN_CLOSED'),
  )
  test('LIMIT_REACHED: the month has had its two', () => {
    const used = withMark(withMark(about.months, '2026-11-01', 'madeUp'), '2026-11-02', 'madeUp')
    expect(() => demandMakeUp({ ...about, months: used }, '2026-11-08')).toThrow('LIMIT_REACHED')
    expect(() => demandMakeUp(about, '2026-11-08')).not.toThrow()
  })
})

test('a proof is shown to others only when everything of it has passed', () => {
  expect(standingOf({})).toEqual({ mark: 'counted', shown: false })
  expect(standingOf({ text: 'pass' })).toEqual({ mark: 'counted', shown: true })
  expect(standingOf({ text: 'unknown' })).toEqual({ mark: 'counted', shown: false, isUnchecked: true })
  expect(standingOf({ text: 'review' })).toEqual({ mark: 'counted', shown: false })
  for (const photo of ['checking', 'held'] as const)
    expect(standingOf({ photo })).toEqual({ mark: 'waiting', shown: false })
  expect(standingOf({ photo: 'passed' })).toEqual({ mark: 'counted', shown: true })
  expect(standingOf({ photo: 'rejected' })).toEqual({ mark: 'void', shown: false })
})

test('INVALID_INPUT: ten characters of which nobody sees ten', () => {
  const hollow = { how: 'text', text: 'ab\u200b\u200b\u200b\u200b\u200b\u200b\u200b\u200bcd' } as const
  expect(() => proofKept(hollow, undefined, 'key')).toThrow('INVALID_INPUT')
})

test('a calendar is derived again from its check-ins, and what is right is left alone', () => {
  const checkIns = [
    { day: '2026-11-02', mark: 'counted' as const },
    { day: '2026-11-03', mark: 'void' as const },
  ]
  const drifted = calendarOf('2026-11-01', '2026-11-02', '2026-10-01')
  const right = derivedMonths(drifted, checkIns, '2026-11-01', '2026-11-30')
  expect(right).toEqual({ '2026-10': 'x', '2026-11': '.xv' })
  expect(derivedMonths(right ?? {}, checkIns, '2026-11-01', '2026-11-30')).toBeUndefined()
})

test('what an outage completes is looked for once each of its days is over and everybody has seen it', () => {
  const [noon, midnight] = [startOf('2026-11-05') + 12 * HOUR_MS, startOf('2026-11-06')]
  const outage = { startsAt: noon, endsAt: midnight + HOUR_MS }
  const soon = 10 * MINUTE_MS
  const first = firstCreditingAt(outage, noon + HOUR_MS)
  expect(first).toBeGreaterThan(midnight)
  expect(first).toBeLessThan(midnight + soon)
  const second = nextCreditingAt(outage, first) ?? 0
  expect(second).toBeGreaterThan(midnight + DAY_MS)
  expect(second).toBeLessThan(midnight + DAY_MS + soon)
  expect(nextCreditingAt(outage, second)).toBeUndefined()
  // Written down when all of it is over: once, and not before everybody knows.
  const late = midnight + 9 * DAY_MS
  const once = firstCreditingAt(outage, late)
  expect(once).toBeGreaterThan(late)
  expect(once).toBeLessThan(late + soon)
  expect(nextCreditingAt(outage, once)).toBeUndefined()
})

test('a poster is made of milestones only, and of those that were reached', () => {
  expect([0, 3, 5, 7, 14].filter((days) => isReached(days, 7))).toEqual([3, 7])
  expect(isReached(3, 0)).toBe(false)
})
