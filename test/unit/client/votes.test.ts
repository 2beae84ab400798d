/** What a poll and a debate show at once: the same numbers that the cloud will answer. */
import { percentOf, withChoices, withSide } from '../../../src/features/post/votes'

const poll = {
  options: [
    { text: '原味', count: 2 },
    { text: '巧克力', count: 1 },
  ],
  multiple: false,
  closed: false,
  voterCount: 3,
  mine: [],
}

test('a first vote counts once and its voter too', () => {
  const voted = withChoices(poll, [1])
  expect(voted).toMatchObject({ voterCount: 4, mine: [1], options: [{ count: 2 }, { count: 2 }] })
})

test('a changed vote moves, nobody is counted twice', () => {
  const moved = withChoices(withChoices(poll, [1]), [0])
  expect(moved).toMatchObject({ voterCount: 4, mine: [0], options: [{ count: 3 }, { count: 1 }] })
})

test('taking a vote back leaves what was before', () => {
  expect(withChoices(withChoices(poll, [0, 1]), [])).toEqual(poll)
})

test('a side is taken, changed, and taken again without counting twice', () => {
  const debate = {
    sides: [
      { name: '手揉', count: 4 },
      { name: '机器', count: 0 },
    ],
  } as const
  const counts = (value: ReturnType<typeof withSide>) => value.sides.map(({ count }) => count)
  const first = withSide({ sides: [{ ...debate.sides[0] }, { ...debate.sides[1] }] }, 1)
  expect(counts(first)).toEqual([4, 1])
  expect(counts(withSide(first, 0))).toEqual([5, 0])
  expect(counts(withSide(first, 1))).toEqual([4, 1])
})

test('a share of nobody is nothing', () => {
  expect(percentOf(0, 0)).toBe(0)
  expect(percentOf(1, 3)).toBe(33)
})
