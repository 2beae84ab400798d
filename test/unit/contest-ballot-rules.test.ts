/** What a ballot may say, and how its votes count. */
import {
  ballotView,
  statusOf,
  type VoterCase,
  type Votes,
  voteChanges,
  worksAfter,
} from '../../cloudfunctions/contest/ballot-rules'
import { startOf } from '../../cloudfunctions/kit/period'
import { DAY_MS } from '../../contract/limits'

const day = '2026-11-21'
const about: VoterCase = { voter: 'v'.repeat(26), isNewcomer: false, isExcluded: false, quarantined: [] }
const newcomer: VoterCase = { ...about, isNewcomer: true }
const on = (workDay: string, ...workIds: string[]): Votes => ({ day: workDay, workIds })
const quarantined = (workId: string, state: 'underReview' | 'released' | 'excluded'): VoterCase => ({
  ...about,
  quarantined: [{ _id: `${workId}:${day}:${about.voter}`, state }],
})

test('works stand in ascending order; what changes nothing is the very same ballot', () => {
  const ballot = ['b']
  expect(worksAfter(ballot, 'a', true)).toEqual(['a', 'b'])
  expect(worksAfter(ballot, 'b', true)).toBe(ballot)
  expect(worksAfter(ballot, 'c', false)).toBe(ballot)
  expect(worksAfter(ballot, 'b', false)).toEqual([])
})

test('LIMIT_REACHED: a fourth work; a third can be taken back first', () => {
  expect(() => worksAfter(['a', 'b', 'c'], 'd', true)).toThrow(
    expect.objectContaining({ code: 'LIMIT_REACHED' }),
  )
  expect(worksAfter(worksAfter(['a', 'b', 'c'], 'a', false), 'd', true)).toEqual(['b', 'c', 'd'])
})

test('a ballot is open until midnight, or until the close', () => {
  const plan = { voteUntil: startOf(day) + DAY_MS / 2 } as Parameters<typeof ballotView>[0]
  expect(ballotView(plan, day, ['a'])).toEqual({
    day,
    workIds: ['a'],
    left: 2,
    closesAt: plan.voteUntil,
  })
})

test.each([
  ['counted', about, 1],
  ['waiting', newcomer, 1],
  ['counted', newcomer, 2],
  ['underReview', quarantined('a', 'underReview'), 1],
  ['excluded', quarantined('a', 'excluded'), 1],
  ['counted', quarantined('a', 'released'), 1],
  ['counted', quarantined('b', 'underReview'), 1],
  ['excluded', { ...newcomer, isExcluded: true }, 1],
  ['underReview', { ...quarantined('a', 'underReview'), isNewcomer: true }, 1],
] as const)('%s', (status, voterCase, dayCount) => {
  expect(statusOf({ day, workId: 'a' }, voterCase, dayCount)).toBe(status)
})

test('counters change by what has changed only', () => {
  expect([...voteChanges(about, [on(day, 'a', 'b')], [on(day, 'b', 'c')])]).toEqual([
    ['a', { raw: -1, counted: -1 }],
    ['c', { raw: 1, counted: 1 }],
  ])
  expect([...voteChanges(about, [on(day, 'a')], [on(day, 'a')])]).toEqual([])
})

test('with a newcomer’s return the votes of their other day count too, but not those under review', () => {
  const earlier = on('2026-11-20', 'a', 'b')
  const held = {
    ...newcomer,
    quarantined: [{ _id: `b:2026-11-20:${about.voter}`, state: 'underReview' as const }],
  }
  expect([...voteChanges(held, [earlier], [earlier, on(day, 'c')])]).toEqual([
    ['a', { raw: 0, counted: 1 }],
    ['c', { raw: 1, counted: 1 }],
  ])
})
