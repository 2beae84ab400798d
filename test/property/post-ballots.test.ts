/** Votes: whatever a member votes and votes anew, the counts are what the last ballots say. */
import * as fc from 'fast-check'
import { choicesFrom, countChanges } from '../../cloudfunctions/post/ballot-rules'

const OPTIONS = 6
const question = { optionCount: OPTIONS, multiple: true }
const choices = fc.uniqueArray(fc.nat({ max: OPTIONS - 1 }), { minLength: 1, maxLength: OPTIONS })

test('counts moved by the difference are the counts of what stands', () => {
  const votes = fc.array(fc.tuple(fc.nat({ max: 4 }), choices), { maxLength: 30 })
  fc.assert(
    fc.property(votes, (cast) => {
      const ballots = new Map<number, readonly number[]>()
      const counts = Array.from({ length: OPTIONS }, () => 0)
      for (const [member, wanted] of cast) {
        const chosen = choicesFrom(question, wanted, 0)
        for (const [choice, amount] of countChanges(ballots.get(member) ?? [], chosen)) {
          counts[choice] = (counts[choice] ?? 0) + amount
        }
        ballots.set(member, chosen)
      }
      const standing = [...ballots.values()].flat()
      expect(counts).toEqual(counts.map((_, place) => standing.filter((choice) => choice === place).length))
    }),
  )
})

test('the same vote again changes nothing, in whatever order it names its options', () => {
  fc.assert(
    fc.property(choices, choices, (once, other) => {
      const first = choicesFrom(question, once, 0)
      expect(countChanges(first, choicesFrom(question, [...once].reverse(), 0)).size).toBe(0)
      const changes = countChanges(first, choicesFrom(question, other, 0))
      expect([...changes.values()].every((amount) => amount === 1 || amount === -1)).toBe(true)
    }),
  )
})

test('INVALID_INPUT: more than one where one is asked, or an option twice; POLL_CLOSED: at its very instant', () => {
  const single = { optionCount: OPTIONS, multiple: false, closesAt: 1_000 }
  expect(() => choicesFrom(single, [0, 1], 0)).toThrow('INVALID_INPUT')
  expect(() => choicesFrom(single, [1, 1], 0)).toThrow('INVALID_INPUT')
  expect(choicesFrom(single, [1], 999)).toEqual([1])
  expect(() => choicesFrom(single, [1], 1_000)).toThrow('POLL_CLOSED')
})
