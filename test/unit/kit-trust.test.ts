/** Who is trusted. */
import { isTrusted, TRUSTED_AFTER_DAYS } from '../../cloudfunctions/kit/trust'
import { DAY_MS } from '../../contract/limits'

const NOW = Date.parse('2026-11-22T00:00:00Z')
const daysAgo = (days: number) => NOW - days * DAY_MS
const newcomer = { joinedAt: daysAgo(1), standing: 'active' } as const
const old = { ...newcomer, joinedAt: daysAgo(TRUSTED_AFTER_DAYS) }

test('a proven tier is trusted at once, a claimed one is not', () => {
  expect(isTrusted({ ...newcomer, tierProven: true }, NOW)).toBe(true)
  expect(isTrusted({ ...newcomer, tierProven: false }, NOW)).toBe(false)
  expect(isTrusted(newcomer, NOW)).toBe(false)
})

test('whoever joined long ago is trusted, to the millisecond', () => {
  expect(isTrusted(old, NOW)).toBe(true)
  expect(isTrusted({ ...old, joinedAt: old.joinedAt + 1 }, NOW)).toBe(false)
})

test('nobody who was struck or does not stand well is', () => {
  expect(isTrusted({ ...old, tierProven: true, struckAt: daysAgo(80) }, NOW)).toBe(false)
  for (const standing of ['banned', 'deleted'] as const)
    expect(isTrusted({ ...old, tierProven: true, standing }, NOW)).toBe(false)
})
