/** The measuring itself: medians, ratios inside one run, and bounds that are noticed when they are crossed. */
import { compare, isMissed, measure, median, ratioOf } from '../bench/bench'

const title = { name: 'a', meaning: 'b' }
const took = (...times: number[]) => ({ what: 'x', times })

test('the median is the middle, of an even count the lower of the two, and of nothing there is none', () => {
  expect(median([3, 1, 2])).toBe(2)
  expect(median([4, 1, 2, 3])).toBe(2)
  expect(() => median([])).toThrow(RangeError)
})

test('a bound is missed when it is crossed, not when it is met, and by a ratio that is no number', () => {
  expect(isMissed(ratioOf({ ...title, bound: 2 }, took(4), took(2)))).toBe(false)
  expect(isMissed(ratioOf({ ...title, bound: 2 }, took(4.1), took(2)))).toBe(true)
  expect(isMissed(ratioOf({ ...title, bound: 2 }, took(0), took(0)))).toBe(true)
  expect(isMissed(ratioOf(title, took(9), took(1)))).toBe(false)
})

test('a ratio is that of the rounds: minutes in which the machine was busy count for both', () => {
  expect(ratioOf(title, took(3, 30, 30), took(2, 2, 20))).toMatchObject({
    of: { medianMs: 30 },
    to: { medianMs: 2 },
    ratio: 1.5,
  })
})

test('warm-up rounds do not count, a batch counts as one of its runs, and who begins alternates', async () => {
  const order: string[] = []
  const side = (what: string, tellsMs: number) => ({
    what,
    run: async () => {
      order.push(what)
      // What is slow at first would show if warming up counted.
      return order.length <= 8 ? 1_000 : tellsMs
    },
  })
  const rounds = { warmUp: 2, rounds: 3, batch: 2 }
  const measured = await measure([side('a', 6), side('b', 3)], rounds)
  expect(measured).toEqual([
    { what: 'a', times: [6, 6, 6] },
    { what: 'b', times: [3, 3, 3] },
  ])
  expect(order.join('')).toBe('aabbbbaaaabbbbaaaabb')
})

test('of two sides the first is divided by the second', async () => {
  const side = (ms: number) => ({ what: String(ms), run: async () => ms })
  expect(await compare(title, side(6), side(4))).toMatchObject({ kind: 'ratio', ratio: 1.5 })
})
