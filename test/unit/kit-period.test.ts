/** Community time: Asia/Shanghai, whatever the machine's zone. */
import { periodOf, periodsAfter, startOf } from '../../cloudfunctions/kit/period'

const AT = Date.parse('2026-11-21T21:33:59Z')

test('a period is named by the clock on the wall in Shanghai', () => {
  expect(periodOf('minute', AT)).toBe('2026-11-22T05:33')
  expect(periodOf('hour', AT)).toBe('2026-11-22T05')
  expect(periodOf('day', AT)).toBe('2026-11-22')
})

test('a day begins at 16:00 UTC of the day before', () => {
  const midnight = Date.parse('2026-11-21T16:00:00Z')
  expect(periodOf('day', midnight - 1)).toBe('2026-11-21')
  expect(periodOf('day', midnight)).toBe('2026-11-22')
  expect(startOf('2026-11-22')).toBe(midnight)
})

test.each(['minute', 'hour', 'day'] as const)(
  'the start of a %s lies in it and nothing before does',
  (every) => {
    const period = periodOf(every, AT)
    expect(periodOf(every, startOf(period))).toBe(period)
    expect(periodOf(every, startOf(period) - 1) < period).toBe(true)
  },
)

test('the periods after one, oldest first, up to now and no more than asked for', () => {
  expect(periodsAfter('day', '2026-11-19', AT, 10)).toEqual(['2026-11-20', '2026-11-21', '2026-11-22'])
  expect(periodsAfter('hour', '2026-11-22T05', AT, 10)).toEqual([])
  expect(periodsAfter('minute', '2026-11-22T04:00', AT, 2)).toEqual(['2026-11-22T04:01', '2026-11-22T04:02'])
  expect(periodsAfter('day', '2026-12-31', Date.parse('2027-01-01T00:00:00Z'), 9)).toEqual(['2027-01-01'])
})
