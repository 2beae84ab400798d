/** Every shuffle of a gallery is one of its works: each number once, the same whenever it is made. */
import fc from 'fast-check'
import { shuffledNumbers, shuffleOf } from '../../cloudfunctions/contest/shuffle-rules'
import { SHUFFLES } from '../../contract/limits'

const seeds = fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 32, maxLength: 32 })

test('a shuffle holds every number from 1 exactly once, and paging through it loses none', () => {
  fc.assert(
    fc.property(
      seeds,
      fc.nat(SHUFFLES - 1),
      fc.nat(120),
      fc.integer({ min: 1, max: 50 }),
      (seed, s, count, page) => {
        const numbers = shuffledNumbers(seed, s, count)
        expect([...numbers].sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, at) => at + 1))
        const paged: number[] = []
        for (let from = 0; from < count; from += page)
          paged.push(...shuffledNumbers(seed, s, count).slice(from, from + page))
        expect(paged).toEqual(numbers)
      },
    ),
    { numRuns: 40 },
  )
})

test('each place is as likely to be first as any other', () => {
  const COUNT = 8
  const SAMPLES = 4000
  const firsts = new Array<number>(COUNT).fill(0)
  for (let sample = 0; sample < SAMPLES; sample += 1) {
    const [first = 0] = shuffledNumbers(`seed ${sample}`, sample % SHUFFLES, COUNT)
    firsts[first - 1] = (firsts[first - 1] ?? 0) + 1
  }
  // Six standard deviations of a fair choice: the samples are fixed, so this is decided once for all.
  const expected = SAMPLES / COUNT
  for (const times of firsts) expect(Math.abs(times - expected)).toBeLessThan(6 * Math.sqrt(expected))
})

test('a caller sees one shuffle of a contest, and all shuffles are seen by somebody', () => {
  const seen = new Set(Array.from({ length: 2000 }, (_, caller) => shuffleOf(`caller ${caller}`, 'cst_a')))
  expect(seen.size).toBe(SHUFFLES)
  expect(shuffleOf('ann', 'cst_a')).toBe(shuffleOf('ann', 'cst_a'))
})
