/** What the ledger divides and hands out: budgets, files, changes of lots. */
import fc from 'fast-check'
import { SHARES_MAX, shareFor, sharesOf, worthOf } from '../../cloudfunctions/points/budget-rules'
import { journalCsv, statementCsv } from '../../cloudfunctions/points/csv-rules'
import { changesOf, goneBy, sumOf } from '../../cloudfunctions/points/lot-rules'
import type { StatementLine } from '../../contract/points-shapes'

describe('budgets', () => {
  const budget = fc.record({
    points: fc.integer({ min: 1, max: 10_000_000 }),
    every: fc.constantFrom('day' as const, 'ever' as const),
  })

  test('shares are the budget, to the point, and never more than 64', () => {
    fc.assert(
      fc.property(budget, fc.integer({ min: 0, max: 1_000 }), (given, award) => {
        const shares = sharesOf(given, award)
        const worths = Array.from({ length: shares }, (_, n) => worthOf(given, shares, n))
        expect(shares).toBeLessThanOrEqual(SHARES_MAX)
        expect(worths.reduce((sum, worth) => sum + worth, 0)).toBe(given.points)
        expect(Math.min(...worths)).toBeGreaterThanOrEqual(Math.min(award, given.points))
      }),
    )
  })

  test('an award always meets the same share', () => {
    const given = { points: 6_400, every: 'day' } as const
    const award = { source: 'post', key: 'post:1:pst_1:', points: 10 }
    expect(shareFor(given, award, '2026-11-22')).toEqual(shareFor(given, award, '2026-11-22'))
    expect(shareFor(given, award, '2026-11-23').id).not.toBe(shareFor(given, award, '2026-11-22').id)
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
