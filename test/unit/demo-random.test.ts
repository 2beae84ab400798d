/** Repeatable chance, and what is dealt and chosen with it. */
import { createDeck, createRandom } from '../../scripts/demo/random'
import { followingInstants, postingInstants } from '../../scripts/demo/schedule'
import { chooseOne, chooseSome } from '../../scripts/demo/weighted'

const NOW = Date.UTC(2026, 10, 22, 4)
const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

const take = (seed: string, name: string) => {
  const random = createRandom(seed, name)
  return Array.from({ length: 20 }, () => random.fraction())
}

test('a stream repeats itself; another seed or another name is another stream', () => {
  expect(take('a', 'people')).toEqual(take('a', 'people'))
  expect(take('a', 'people')).not.toEqual(take('b', 'people'))
  expect(take('a', 'people')).not.toEqual(take('a', 'posts'))
})

test('fractions fill 0 to 1 evenly', () => {
  const random = createRandom('even', 'test')
  const tenths = Array.from({ length: 10 }, () => 0)
  for (let n = 0; n < 10_000; n += 1) {
    const tenth = Math.floor(random.fraction() * 10)
    tenths[tenth] = (tenths[tenth] ?? 0) + 1
  }
  for (const count of tenths) expect(Math.abs(count - 1_000)).toBeLessThan(130)
})

test('whole numbers keep to both their bounds and reach them', () => {
  const random = createRandom('bounds', 'test')
  const drawn = new Set(Array.from({ length: 200 }, () => random.between(3, 6)))
  expect([...drawn].sort()).toEqual([3, 4, 5, 6])
})

test('a deck deals everything before it deals anything again', () => {
  const deal = createDeck(['a', 'b', 'c'], createRandom('deck', 'test'))
  const first = [deal(), deal(), deal()]
  expect([...first].sort()).toEqual(['a', 'b', 'c'])
  expect([deal(), deal(), deal()]).toEqual(first)
})

test('nothing can be dealt or chosen from nothing', () => {
  const random = createRandom('none', 'test')
  expect(createDeck([], random)).toThrow(RangeError)
  expect(() => chooseOne([], () => 1, random)).toThrow(RangeError)
})

test('the likelier are chosen more often, and nobody twice', () => {
  const random = createRandom('weights', 'test')
  const items = [1, 2, 7]
  const times = Array.from({ length: 3_000 }, () => chooseOne(items, (item) => item, random))
  const shareOf = (item: number) => times.filter((each) => each === item).length / times.length
  expect(Math.abs(shareOf(7) - 0.7)).toBeLessThan(0.04)
  expect(Math.abs(shareOf(1) - 0.1)).toBeLessThan(0.03)
  expect(chooseSome(items, 5, (item) => item, random).sort()).toEqual(items)
})

test('posts are written at the hours when people write, and somebody has just written', () => {
  const instants = postingInstants(1_000, 30, NOW, createRandom('hours', 'test'))
  expect(instants).toEqual([...new Set(instants)].sort((a, b) => b - a))
  expect(NOW - (instants[0] ?? 0)).toBeLessThan(5 * MINUTE_MS)
  expect(NOW - (instants.at(-1) ?? NOW)).toBeLessThanOrEqual(30 * DAY_MS)
  const shanghaiHours = instants.map((instant) => (new Date(instant).getUTCHours() + 8) % 24)
  const writtenFrom = (from: number, to: number) =>
    shanghaiHours.filter((hour) => hour >= from && hour < to).length
  expect(writtenFrom(19, 23)).toBeGreaterThan(writtenFrom(0, 6) * 4)
})

test('what follows comes after, in order, never in the future', () => {
  const from = NOW - 10 * MINUTE_MS
  const instants = followingInstants(50, from, NOW, DAY_MS, createRandom('following', 'test'))
  expect(instants).toEqual([...new Set(instants)].sort((a, b) => a - b))
  expect(instants[0]).toBeGreaterThan(from)
  expect(instants.at(-1)).toBeLessThanOrEqual(NOW)
})
