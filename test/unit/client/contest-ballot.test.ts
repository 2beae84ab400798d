/** A ballot as the phone shows it between a tap and the cloud’s answer. */
import fc from 'fast-check'
import { VOTES_PER_DAY } from '../../../contract/limits'
import { picksOf, votesLeft, withVote, withWish } from '../../../src/features/contest/ballot'

const ballot = { day: '2026-11-22', workIds: ['a', 'b'], left: 1, closesAt: 0 }

test('what was tapped is shown at once, after what the cloud has agreed to', () => {
  expect(picksOf(undefined, {})).toEqual([])
  expect(picksOf(ballot, {})).toEqual(['a', 'b'])
  expect(picksOf(ballot, { c: true })).toEqual(['a', 'b', 'c'])
  expect(picksOf(ballot, { a: false, c: true })).toEqual(['b', 'c'])
})

test('a wish that the cloud’s ballot fulfils is none any more', () => {
  expect(withWish(ballot, { a: false }, 'a', true)).toEqual({})
  expect(withWish(ballot, {}, 'a', false)).toEqual({ a: false })
  expect(withWish(undefined, {}, 'c', true)).toEqual({ c: true })
  expect(withWish(undefined, { c: true }, 'c', false)).toEqual({})
})

test('a vote and its withdrawal leave the totals as they were, whether it counts already or not', () => {
  const totals = fc.record({ raw: fc.nat(1_000), counted: fc.nat(1_000) })
  fc.assert(
    fc.property(totals, fc.boolean(), (votes, isWaiting) => {
      const more = withVote(votes, 1, isWaiting)
      expect(more.raw).toBe(votes.raw + 1)
      expect(more.counted).toBe(votes.counted + (isWaiting ? 0 : 1))
      expect(withVote(more, -1, isWaiting)).toEqual(votes)
    }),
  )
})

test('as long as a fourth work is not tapped, a ballot has what is shown and what is left of three', () => {
  const taps = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { maxLength: 30 })
  fc.assert(
    fc.property(taps, (tapped) => {
      let wishes = {}
      for (const workId of tapped) {
        const picks = picksOf(ballot, wishes)
        const isVoted = picks.includes(workId)
        if (isVoted || votesLeft(picks) > 0) wishes = withWish(ballot, wishes, workId, !isVoted)
      }
      const picks = picksOf(ballot, wishes)
      expect(new Set(picks).size).toBe(picks.length)
      expect(picks.length + votesLeft(picks)).toBe(VOTES_PER_DAY)
    }),
  )
})
