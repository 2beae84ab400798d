/** What the ledger divides and hands out: budgets, files, changes of lots. */
import fc from 'fast-check'
import {
  dividedAnew,
  planId,
  SHARES_MAX,
  sharesOf,
  sharesTried,
  worthOf,
} from '../../cloudfunctions/points/budget-rules'
import { journalCsv, statementCsv } from '../../cloudfunctions/points/csv-rules'
import { changesOf, goneBy, sumOf } from '../../cloudfunctions/points/lot-rules'
import type { StatementLine } from '../../contract/points-shapes'

describe('budgets', () => {
  const points = fc.integer({ min: 1, max: 10_000_000 })
  const unit = fc.integer({ min: 0, max: 1_000 })
  const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0)

  test('shares are the budget, to the point, never more than 64, and none is too small for an award', () => {
    fc.assert(
      fc.property(points, unit, (given, award) => {
        const shares = sharesOf(given, award)
        const worths = Array.from({ length: SHARES_MAX }, (_, n) => worthOf(given, shares, n))
        expect(shares).toBeLessThanOrEqual(SHARES_MAX)
        expect(sum(worths)).toBe(given)
        expect(Math.min(...worths.slice(0, shares))).toBeGreaterThanOrEqual(Math.min(award, given))
      }),
    )
  })

  test('a changed budget forgets nothing: each share keeps what it paid, together they are the new budget', () => {
    const paid = fc.array(fc.integer({ min: 0, max: 200_000 }), {
      minLength: SHARES_MAX,
      maxLength: SHARES_MAX,
    })
    fc.assert(
      fc.property(points, unit, paid, (given, award, given64) => {
        const states = given64.map((amount) => ({ worth: amount, paid: amount }))
        const { plan, worths } = dividedAnew({ points: given, every: 'day' }, award, states)
        expect(sum(worths)).toBe(Math.max(given, sum(given64)))
        expect(worths.every((worth, n) => worth >= (given64[n] ?? 0))).toBe(true)
        const lefts = worths.map((worth, n) => worth - (given64[n] ?? 0))
        const left = sum(lefts)
        expect(Math.min(...lefts.slice(0, plan.shares))).toBeGreaterThanOrEqual(Math.min(award, left))
        expect(sum(lefts.slice(plan.shares))).toBe(0)
      }),
    )
  })

  test('an award looks into the same shares always, each once; a budget is its rule’s and its day’s', () => {
    const tried = sharesTried('post:1:pst_1:', 64)
    expect(sharesTried('post:1:pst_1:', 64)).toEqual(tried)
    expect(new Set(tried).size).toBe(tried.length)
    expect(Math.max(...tried)).toBeLessThan(64)
    expect([...sharesTried('post:1:pst_1:', 3)].sort()).toEqual([0, 1, 2])
    expect(planId('post', { points: 10, every: 'day' }, '2026-11-22')).toBe('post:2026-11-22')
    expect(planId('post', { points: 20, every: 'ever' }, '2026-11-22')).toBe('post:ever')
  })
})

describe('files for spreadsheets', () => {
  const line: StatementLine = {
    number: 1,
    kind: 'adjust',
    cause: 'thanks',
    words: '=HYPERLINK("http://x")',
    change: { available: -5, held: 0, debt: 0, xp: 0 },
    after: { available: 5, held: 0, debt: 0, xp: 0 },
    lots: [{ expiresOn: '2027-12-31', change: -5 }],
    at: Date.UTC(2026, 10, 22, 16, 0, 5),
  }

  test('formulas are made harmless, quotes doubled, amounts below zero stay numbers', () => {
    expect(statementCsv([line], false)).toBe(
      `1,2026-11-23 00:00:05,adjust,thanks,,,"'=HYPERLINK(""http://x"")",-5,0,0,0,5,0,0,0,2027-12-31: -5,\r\n`,
    )
  })

  test.each(['+1', '-1', '@x', '\tx', '=x'])('%j is no formula any more', (words) => {
    expect(statementCsv([{ ...line, words }], false)).toContain(`,'${words},`)
  })

  test('the first slice alone has the mark and the head', () => {
    expect(statementCsv([], true)).toMatch(/^\uFEFFnumber,at,/)
    expect(statementCsv([], false)).toBe('')
    expect(journalCsv([], true)).toBe('\uFEFFday,kind,cause,account,unit,amount\r\n')
  })
})

describe('lots', () => {
  test('what changes between lots is what came and what went', () => {
    const lots = fc.uniqueArray(
      fc.record({
        expiresOn: fc.constantFrom('2026-12-31', '2027-12-31', '2028-01-30'),
        amount: fc.integer({ min: 1, max: 99 }),
      }),
      {
        selector: ({ expiresOn }) => expiresOn,
      },
    )
    fc.assert(
      fc.property(lots, lots, (before, after) => {
        const changes = changesOf(before, after)
        const sum = changes.reduce((total, { change }) => total + change, 0)
        expect(sum).toBe(sumOf(after) - sumOf(before))
        expect(changes.every(({ change }) => change !== 0)).toBe(true)
        expect(sumOf(goneBy(changes))).toBe(
          changes.reduce((gone, { change }) => gone - Math.min(0, change), 0),
        )
      }),
    )
  })
})
