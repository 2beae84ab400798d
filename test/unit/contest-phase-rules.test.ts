/** When what is possible in a contest: on either side of every instant. */
import type { ContestDocument, ContestState } from '../../cloudfunctions/contest/collections'
import {
  ballotClosesAt,
  demandPhase,
  isHidden,
  phaseOf,
  placeOf,
  showsTotals,
  voteDays,
} from '../../cloudfunctions/contest/phase-rules'
import { startOf } from '../../cloudfunctions/kit/period'
import { DAY_MS, HOUR_MS } from '../../contract/limits'

const voteFrom = startOf('2026-11-20') + 10 * HOUR_MS
const plan: ContestDocument['plan'] = {
  title: '晨光',
  theme: '第一炉',
  submitFrom: voteFrom - 9 * DAY_MS,
  submitUntil: voteFrom - 2 * DAY_MS,
  voteFrom,
  voteUntil: voteFrom + 3 * DAY_MS,
  scoring: 'votes',
  jurorIds: [],
  prizes: [],
}
const running = { state: 'announced', plan } as const

test.each([
  ['announced', plan.submitFrom - 1],
  ['submit', plan.submitFrom],
  ['submit', plan.submitUntil - 1],
  ['screen', plan.submitUntil],
  ['screen', plan.voteFrom - 1],
  ['vote', plan.voteFrom],
  ['vote', plan.voteUntil - 1],
  ['notice', plan.voteUntil],
  ['notice', plan.voteUntil + 365 * DAY_MS],
])('%s at %d', (phase, now) => {
  expect(phaseOf(running, now)).toBe(phase)
})

test.each<ContestState>(['draft', 'final', 'paid', 'archived', 'cancelled'])(
  '%s whatever the clock says',
  (state) => {
    for (const now of [0, plan.voteFrom, plan.voteUntil]) expect(phaseOf({ state, plan }, now)).toBe(state)
  },
)

test('CONTEST_CLOSED: what is not done in this phase', () => {
  expect(() => demandPhase(running, plan.voteFrom, 'vote')).not.toThrow()
  expect(() => demandPhase(running, plan.voteFrom - 1, 'vote')).toThrow(
    expect.objectContaining({ code: 'CONTEST_CLOSED' }),
  )
})

test('totals are hidden in the last 24 hours of the vote, and not shown before it', () => {
  const hiddenFrom = plan.voteUntil - 24 * HOUR_MS
  for (const [now, hidden, shown] of [
    [plan.voteFrom - 1, false, false],
    [plan.voteFrom, false, true],
    [hiddenFrom - 1, false, true],
    [hiddenFrom, true, false],
    [plan.voteUntil - 1, true, false],
    [plan.voteUntil, false, true],
  ] as const)
    expect([isHidden(running, now), showsTotals(running, now)]).toEqual([hidden, shown])
})

test('a vote of three days that begins in the morning touches four of the community’s days', () => {
  expect(voteDays(plan)).toEqual(['2026-11-20', '2026-11-21', '2026-11-22', '2026-11-23'])
  expect(voteDays({ ...plan, voteUntil: startOf('2026-11-23') })).toHaveLength(3)
  expect(ballotClosesAt(plan, '2026-11-20')).toBe(startOf('2026-11-21'))
  expect(ballotClosesAt(plan, '2026-11-23')).toBe(plan.voteUntil)
})

test('lists show those that run first, then the latest', () => {
  const later = { ...plan, voteUntil: plan.voteUntil + 1 }
  const places = [
    placeOf('announced', later, 'cst_a'),
    placeOf('announced', plan, 'cst_b'),
    placeOf('paid', later, 'cst_c'),
    placeOf('cancelled', plan, 'cst_d'),
  ]
  expect([...places].sort().reverse()).toEqual(places)
})
