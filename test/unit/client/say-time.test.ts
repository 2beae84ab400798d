/** Instants as people say them, in Shanghai's days whatever clock the phone has. */
import { en } from '../../../src/i18n/en'
import { sayClock, sayCountdown, sayDay, sayDuration, sayTime } from '../../../src/i18n/say-time'
import { zhCN } from '../../../src/i18n/zh-CN'

/** Shanghai's clock. */
const at = (text: string) => Date.parse(`${text}+08:00`)
const NOW = at('2026-03-04T00:30:00')

describe('sayTime', () => {
  test.each([
    ['a moment ago', '2026-03-04T00:29:30', '刚刚', 'Just now'],
    ['a phone whose clock is behind', '2026-03-04T00:31:00', '刚刚', 'Just now'],
    ['minutes, over midnight too', '2026-03-03T23:45:00', '45 分钟前', '45 min ago'],
    [
      'the last minute of yesterday is yesterday after an hour',
      '2026-03-03T23:29:00',
      '昨天 23:29',
      'Yesterday 23:29',
    ],
    ['the first minute of yesterday', '2026-03-03T00:00:00', '昨天 00:00', 'Yesterday 00:00'],
    ['the day before', '2026-03-02T20:05:00', '3月2日', 'Mar 2'],
    ['another year', '2025-12-31T23:59:00', '2025年12月31日', 'Dec 31, 2025'],
  ])('%s', (_, then, chinese, english) => {
    expect(sayTime(at(then), NOW, zhCN)).toBe(chinese)
    expect(sayTime(at(then), NOW, en)).toBe(english)
  })

  test('hours, on the same day only', () => {
    const evening = at('2026-03-04T20:30:00')
    expect(sayTime(at('2026-03-04T17:10:00'), evening, zhCN)).toBe('3 小时前')
  })
})

test('a day changes at Shanghai’s midnight, not at UTC’s', () => {
  expect(sayDay(at('2026-01-01T00:00:00'), NOW, zhCN)).toBe('1月1日')
  expect(sayDay(at('2025-12-31T23:59:59'), NOW, zhCN)).toBe('2025年12月31日')
})

test('a moment to come is a clock today, and a day with it on another', () => {
  expect(sayClock(at('2026-03-04T16:30:00'), NOW, zhCN)).toBe('16:30')
  expect(sayClock(at('2026-03-05T10:00:00'), NOW, zhCN)).toBe('3月5日 10:00')
})

test.each([
  [10_000, '1 分钟', '1 min'],
  [59 * 60_000, '59 分钟', '59 min'],
  [3 * 3_600_000, '3 小时', '3 h'],
  [24 * 3_600_000, '1 天', '1 day'],
  [50 * 3_600_000, '2 天', '2 days'],
])('%i ms took %s', (durationMs, chinese, english) => {
  expect(sayDuration(durationMs, zhCN)).toBe(chinese)
  expect(sayDuration(durationMs, en)).toBe(english)
})

test.each([
  [272_000, '4:32'],
  [271_001, '4:32'],
  [9_000, '0:09'],
  [3_872_000, '1:04:32'],
  [0, '0:00'],
  [-5_000, '0:00'],
])('%i ms are counted down as %s', (leftMs, said) => {
  expect(sayCountdown(leftMs)).toBe(said)
})
