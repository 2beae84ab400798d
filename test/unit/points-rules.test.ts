/** Lots, levels and caps: the pure rules beside the ledger. */

import { type AwardsOfDay, capOf, withAward } from '../../cloudfunctions/points/earning-rules'
import { beginningOf, levelOf, standingOf } from '../../cloudfunctions/points/level-rules'
import {
  comingBack,
  hasLapsed,
  lapsesAt,
  lotDayOf,
  takeFrom,
  withLots,
} from '../../cloudfunctions/points/lot-rules'
import { LEVELS_MAX } from '../../contract/limits'

const lot = (expiresOn: string, amount: number) => ({ expiresOn, amount })
/** Noon in Shanghai. */
const noonOf = (day: string) => Date.parse(`${day}T04:00:00Z`)

describe('lots', () => {
  test('a year’s points lapse with the next, by Shanghai’s calendar', () => {
    expect(lotDayOf(noonOf('2026-11-22'))).toBe('2027-12-31')
    expect(lotDayOf(Date.parse('2026-12-31T15:59:59.999Z'))).toBe('2027-12-31')
    expect(lotDayOf(Date.parse('2026-12-31T16:00:00Z'))).toBe('2028-12-31')
  })

  test('a lot can be spent to the last millisecond of its day', () => {
    const last = lot('2027-12-31', 1)
    expect(hasLapsed(last, lapsesAt(last) - 1)).toBe(false)
    expect(hasLapsed(last, lapsesAt(last))).toBe(true)
  })

  test('the first to lapse goes first, unless another is named', () => {
    const lots = [lot('2026-12-31', 5), lot('2027-12-31', 5)]
    expect(takeFrom(lots, 7)).toEqual({
      taken: [lot('2026-12-31', 5), lot('2027-12-31', 2)],
      left: [lot('2027-12-31', 3)],
    })
    expect(takeFrom(lots, 3, '2027-12-31').taken).toEqual([lot('2027-12-31', 3)])
    expect(takeFrom(lots, 99).left).toEqual([])
  })

  test('of a fourth lot the two that lapse first become one, with the later day', () => {
    const lots = [lot('2026-12-31', 1), lot('2027-01-15', 2), lot('2027-12-31', 3)]
    expect(withLots(lots, [lot('2027-02-01', 4)])).toEqual([
      lot('2027-01-15', 3),
      lot('2027-02-01', 4),
      lot('2027-12-31', 3),
    ])
  })

  test('what comes back too late has thirty days', () => {
    const lots = [lot('2026-12-31', 1), lot('2027-12-31', 2)]
    expect(comingBack(lots, noonOf('2027-01-10'))).toEqual([lot('2027-02-09', 1), lot('2027-12-31', 2)])
    expect(comingBack(lots, noonOf('2026-12-31'))).toEqual(lots)
  })
})

describe('levels', () => {
  test('each begins where the one before ends, and each step is longer', () => {
    const beginnings = Array.from({ length: LEVELS_MAX }, (_, at) => beginningOf(at + 1))
    expect(beginnings[0]).toBe(0)
    const steps = beginnings.slice(1).map((xp, at) => xp - (beginnings[at] ?? 0))
    expect(steps.every((step, at) => at === 0 || step > (steps[at - 1] ?? 0))).toBe(true)
    for (const [at, xp] of beginnings.entries()) {
      expect(levelOf(xp)).toBe(at + 1)
      if (xp > 0) expect(levelOf(xp - 1)).toBe(at)
    }
  })

  test('the way to the next, and none from the highest', () => {
    expect(standingOf(0)).toEqual({ level: 1, gained: 0, step: 60 })
    expect(standingOf(61)).toEqual({ level: 2, gained: 1, step: 100 })
    expect(standingOf(1_000_000)).toEqual({ level: LEVELS_MAX, gained: 1_000_000 - beginningOf(LEVELS_MAX) })
  })
})

describe('caps', () => {
  const rule = { on: true, version: 1, points: 10, xp: 10, perDayMax: 3 }
  const day = '2026-11-22'
  const context = { awards: undefined, day, memberDayMax: 200, pairDayMax: 3 }
  const awards = (points: number, times: number, givers = {}) => ({
    day,
    points,
    times: { post: times },
    givers,
  })

  test.each([
    ['off', { ...rule, on: false }, context],
    ['ruleDay', rule, { ...context, awards: awards(30, 3) }],
    ['memberDay', rule, { ...context, awards: awards(191, 1) }],
    ['pairDay', rule, { ...context, giverId: 'mbr_a', awards: awards(30, 2, { mbr_a: 3 }) }],
  ] as const)('%s', (reason, capped, at) => {
    expect(capOf('post', capped, capped.points, at)).toBe(reason)
  })

  test('at the very bound it is paid, and yesterday does not count', () => {
    const full = { ...context, awards: awards(190, 2, { mbr_a: 2 }), giverId: 'mbr_a' }
    expect(capOf('post', rule, 10, full)).toBeUndefined()
    const yesterday = { day: '2026-11-21', points: 200, times: { post: 3 }, givers: { mbr_a: 3 } }
    expect(capOf('post', rule, 10, { ...context, awards: yesterday, giverId: 'mbr_a' })).toBeUndefined()
    const another = (known: AwardsOfDay, giverId?: string) =>
      withAward('post', 10, { awards: known, day, giverId })
    expect(another(yesterday)).toEqual(awards(10, 1))
    expect(another(awards(10, 1), 'mbr_a')).toEqual(awards(20, 2, { mbr_a: 1 }))
    expect(another(awards(20, 2, { mbr_a: 1 }), 'mbr_a')).toEqual(awards(30, 3, { mbr_a: 2 }))
  })
})
