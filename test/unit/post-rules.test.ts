/** What becomes of a post: the whole table of verdicts, and who sees what. */
import * as fc from 'fast-check'
import { DEFAULT_BOARDS } from '../../cloudfunctions/post/boards'
import {
  decideState,
  excerptOf,
  isShownTo,
  mergeById,
  statesOverruledBy,
} from '../../cloudfunctions/post/rules'
import { boardView } from '../../cloudfunctions/post/views'
import { POST_EXCERPT_LENGTH } from '../../contract/limits'
import { PostCard } from '../../contract/post-feeds'
import { Board } from '../../contract/post-shapes'
import type { ContentState } from '../../contract/shared'

test.each([
  ['pass', [], 'visible'],
  ['pass', ['passed', 'passed'], 'visible'],
  ['pass', ['passed', 'checking'], 'checking'],
  ['pass', ['checking', 'rejected'], 'rejected'],
  ['pass', ['requested'], 'checking'],
  ['review', [], 'checking'],
  ['review', ['passed'], 'checking'],
  ['review', ['rejected'], 'rejected'],
  ['unknown', [], 'checking'],
  ['unknown', ['passed'], 'checking'],
] as const)('a text of %s with photos %j is %s', (text, photos, state) => {
  expect(decideState(text, photos)).toBe(state)
})

test('CONTENT_REJECTED for a risky text, whatever its photos', () => {
  expect(() => decideState('risky', ['passed'])).toThrow('CONTENT_REJECTED')
})

test('nothing is visible unless everything has passed', () => {
  const verdict = fc.constantFrom('pass', 'review', 'unknown' as const)
  const photo = fc.constantFrom('requested', 'checking', 'passed', 'rejected' as const)
  fc.assert(
    fc.property(verdict, fc.array(photo, { maxLength: 9 }), (text, photos) => {
      const visible = decideState(text, photos) === 'visible'
      expect(visible).toBe(text === 'pass' && photos.every((each) => each === 'passed'))
    }),
  )
})

test('what a person or the author decided is not overruled', () => {
  for (const decided of ['checking', 'visible', 'rejected'] as const) {
    expect(statesOverruledBy(decided)).not.toContain('removed')
    expect(statesOverruledBy(decided)).not.toContain('hidden')
  }
  expect(statesOverruledBy('visible')).not.toContain('rejected')
})

test.each([
  ['visible', true, true],
  ['checking', false, true],
  ['hidden', false, true],
  ['rejected', false, true],
  ['removed', false, false],
] as const)('%s is shown to others: %s, to its author: %s', (state: ContentState, others, author) => {
  const content = { authorId: 'mbr_1', state }
  expect(isShownTo('mbr_2', content)).toBe(others)
  expect(isShownTo(undefined, content)).toBe(others)
  expect(isShownTo('mbr_1', content)).toBe(author)
})

test('an excerpt is one line, at most its length, and says when there is more', () => {
  expect(excerptOf('一\n\n  二\t三')).toBe('一 二 三')
  expect(excerptOf('面'.repeat(POST_EXCERPT_LENGTH))).toBe('面'.repeat(POST_EXCERPT_LENGTH))
  expect(excerptOf('面'.repeat(POST_EXCERPT_LENGTH + 1))).toBe(`${'面'.repeat(POST_EXCERPT_LENGTH)}…`)
})

test('an excerpt fits the contract and never ends in half a character', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 120 }), (text) => {
      const excerpt = excerptOf(text)
      expect(PostCard.shape.excerpt.safeParse(excerpt).success).toBe(true)
      expect(() => encodeURIComponent(excerpt)).not.toThrow()
    }),
  )
})

test('two lists in order of id become one', () => {
  const list = (...ids: string[]) => ids.map((_id) => ({ _id }))
  expect(mergeById(list('a', 'c'), list('b', 'd'))).toEqual(list('a', 'b', 'c', 'd'))
})

test('the boards that a community begins with fit the contract and are unlike each other', () => {
  for (const board of DEFAULT_BOARDS) expect(Board.parse(boardView(board))).toEqual(boardView(board))
  expect(new Set(DEFAULT_BOARDS.map((board) => board._id)).size).toBe(DEFAULT_BOARDS.length)
})
