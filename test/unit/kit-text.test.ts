/** What the check reads of a text, and when there is nothing to read. */
import { verdictOf } from '../../cloudfunctions/kit/text-check'
import { demandVisible, textForCheck } from '../../cloudfunctions/kit/visible-text'

test('characters that split a word unseen are gone before the check', () => {
  expect(textForCheck('违\u200b禁\u2060词')).toBe('违禁词')
})

test('full-width forms are read as what they stand for', () => {
  expect(textForCheck('ｖｘ：１２３')).toBe('vx:123')
})

test.each(['\u200b', '\u3164\u3164', ' \u2060 '])(
  'INVALID_INPUT for a text of which nothing is seen: %j',
  (text) => {
    expect(() => demandVisible('nickname', text)).toThrow('INVALID_INPUT')
  },
)

test('one visible character is enough', () => {
  expect(() => demandVisible('nickname', '好\u200b')).not.toThrow()
})

test.each(['', 'PASS', 'passed', 'undefined'])('a suggestion of %j is unknown, never a pass', (word) => {
  expect(verdictOf(word)).toBe('unknown')
})
