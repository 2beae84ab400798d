/** People in a text that is being written: names on the phone, ids on the wire. */
import * as fc from 'fast-check'
import { insertMention, mentionedWith, withNames, withTokens } from '../../../src/features/post/mention-text'

const lin = { memberId: 'mbr_00000001', nickname: '林小满' }
const short = { memberId: 'mbr_00000002', nickname: '林小' }

test('a picked name goes out as an id and comes back as the name of today', () => {
  const sent = withTokens('谢谢@林小满 的方子', [lin])
  expect(sent).toBe('谢谢@{mbr_00000001} 的方子')
  expect(withNames(sent, [{ ...lin, nickname: '小满' }])).toBe('谢谢@小满 的方子')
})

test('a name that begins like another is not taken for it', () => {
  expect(withTokens('@林小满 @林小', [short, lin])).toBe('@{mbr_00000001} @{mbr_00000002}')
})

test('who was not picked stays words', () => {
  expect(withTokens('@林小满', [])).toBe('@林小满')
})

test('an @ that was typed is the beginning of the mention', () => {
  expect(insertMention('问问@，谢谢', 3, '林小满')).toBe('问问@林小满 ，谢谢')
  expect(insertMention('问问，谢谢', 2, '林小满')).toBe('问问@林小满 ，谢谢')
})

test('who is no longer in the text is no longer mentioned', () => {
  expect(mentionedWith('@林小满 你好', [{ memberId: 'mbr_00000003', nickname: '阿禾' }], lin)).toEqual([lin])
  expect(mentionedWith('@林小满 @林小满', [lin], lin)).toEqual([lin])
})

test('names that do not contain one another come back whole', () => {
  const words = fc.string({ unit: fc.constantFrom('面', '包', ' ', 'a', '\n') })
  fc.assert(
    fc.property(words, words, (before, after) => {
      const text = `${before}@林小满${after}`
      expect(withNames(withTokens(text, [lin]), [lin])).toBe(text)
    }),
  )
})
