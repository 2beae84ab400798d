/** When a member may be asked to allow messages. */
import { DAY_MS } from '../../../contract/limits'
import {
  CREDITS_ENOUGH,
  DAILY_CREDITS_ENOUGH,
  declinedAgain,
  mayOffer,
} from '../../../src/features/notice/offer-rules'

const NOW = 1_800_000_000_000

test('who was never asked and has no messages left is asked', () => {
  expect(mayOffer(undefined, 0, NOW)).toBe(true)
})

test('who has allowed enough is not asked', () => {
  expect(mayOffer(undefined, CREDITS_ENOUGH - 1, NOW)).toBe(true)
  expect(mayOffer(undefined, CREDITS_ENOUGH, NOW)).toBe(false)
})

test.each([
  [1, 7],
  [2, 60],
  [3, 180],
  [9, 180],
])('after %i refusals there is peace for %i days', (count, days) => {
  const declined = { count, at: NOW }
  expect(mayOffer(declined, 0, NOW + days * DAY_MS - 1)).toBe(false)
  expect(mayOffer(declined, 0, NOW + days * DAY_MS)).toBe(true)
})

test('each refusal counts, from when it was made', () => {
  const first = declinedAgain(undefined, NOW)
  expect(first).toEqual({ count: 1, at: NOW })
  expect(declinedAgain(first, NOW + DAY_MS)).toEqual({ count: 2, at: NOW + DAY_MS })
})

test('what comes once a day at most is not asked for while one is allowed', () => {
  expect(mayOffer(undefined, 0, NOW, DAILY_CREDITS_ENOUGH)).toBe(true)
  expect(mayOffer(undefined, 1, NOW, DAILY_CREDITS_ENOUGH)).toBe(false)
})
