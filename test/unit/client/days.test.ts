/** Days of the community by their names, on a phone that may live in any zone. */
import {
  dayAfter,
  daysOf,
  monthAfter,
  sayDayName,
  weekDayOf,
  weekUpTo,
} from '../../../src/features/checkin/days'
import { en } from '../../../src/i18n/en'
import { zhCN } from '../../../src/i18n/zh-CN'

test('a week begins on Monday', () => {
  expect(weekDayOf('2026-11-23')).toBe(0)
  expect(weekDayOf('2026-11-22')).toBe(6)
})

test('months go over the year, and have the days that they have', () => {
  expect(monthAfter('2026-12', 1)).toBe('2027-01')
  expect(monthAfter('2026-01', -1)).toBe('2025-12')
  expect(daysOf('2028-02')).toHaveLength(29)
  expect(daysOf('2026-11').at(-1)).toBe('2026-11-30')
})

test('the seven days up to one, over the month', () => {
  const week = weekUpTo('2026-12-02')
  expect([week[0], week.at(-1), week.length]).toEqual(['2026-11-26', '2026-12-02', 7])
  expect(dayAfter('2026-12-31', 1)).toBe('2027-01-01')
})

test('days are said as people say them', () => {
  expect(sayDayName('2026-11-02', zhCN)).toBe('11月2日')
  expect(sayDayName('2026-11-02', en)).toContain('2')
})
