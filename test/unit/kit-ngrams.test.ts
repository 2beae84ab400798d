/** Texts as tokens: what a document is found by, and what a search asks for. */
import * as fc from 'fast-check'
import {
  askedTokens,
  countMatches,
  documentTokens,
  nameTokens,
  prefixToken,
  queryTokens,
} from '../../cloudfunctions/kit/ngrams'

test('Chinese by pairs, Latin words whole, forms unified, letters small', () => {
  expect(queryTokens('戚风缩腰')).toEqual(['戚风', '风缩', '缩腰'])
  expect(queryTokens('Ｔ６５ 面粉，SourDough!')).toEqual(['t65', '面粉', 'sourdough'])
  expect(queryTokens('糖')).toEqual(['糖'])
  expect(queryTokens('T65面粉')).toEqual(['t65', '面粉'])
})

test('nothing to be found by: signs, emoji, and the id of somebody mentioned', () => {
  for (const text of ['', '？！……', '🍞🥐', '@{mbr_0123456789abc}']) expect(queryTokens(text)).toEqual([])
  expect(documentTokens('谢谢@{mbr_0123456789abc}')).toEqual(['谢谢', '谢'])
})

test('a document is found by single characters of its beginning too', () => {
  expect(documentTokens('糖要分三次')).toEqual(expect.arrayContaining(['糖', '三', '糖要', '分三']))
})

test('a name is found by each of its beginnings', () => {
  expect(nameTokens('面包 Li')).toEqual(expect.arrayContaining(['^面', '^面包', '^面包l', '^面包li', 'li']))
  expect(prefixToken(' 面 包')).toBe('^面包')
  expect(prefixToken('！')).toBeUndefined()
})

test('the words that tell most are asked for: not those of asking', () => {
  const asked = askedTokens(queryTokens('为什么我的戚风会缩腰呢'))
  expect(asked).toEqual(expect.arrayContaining(['戚风', '缩腰']))
  expect(asked.length).toBeLessThanOrEqual(5)
})

const text = fc.string({
  unit: fc.constantFrom('戚', '风', '面', '包', 'a', 'B', '7', ' ', '，', '🍞', '\u0301'),
  maxLength: 60,
})

test('tokens are bounded, small and few, whatever is written', () => {
  fc.assert(
    fc.property(fc.oneof(text, fc.string({ unit: 'grapheme', maxLength: 2000 })), (written) => {
      const tokens = documentTokens(written)
      expect(tokens.length).toBeLessThanOrEqual(240)
      expect(new Set(tokens).size).toBe(tokens.length)
      for (const token of [...tokens, ...nameTokens(written)])
        expect(Array.from(token).length).toBeLessThanOrEqual(20)
      expect(queryTokens(written).length).toBeLessThanOrEqual(30)
      expect(askedTokens(queryTokens(written)).length).toBeLessThanOrEqual(5)
    }),
  )
})

test('any part of a text finds it: its tokens are among the document’s', () => {
  fc.assert(
    fc.property(text, fc.nat(60), fc.integer({ min: 1, max: 10 }), (written, from, length) => {
      const characters = Array.from(written)
      const part = characters.slice(from, from + length).join('')
      const tokens = queryTokens(part)
      const isWithinWord = /[a-z0-9]/i.test(part)
      if (isWithinWord) return
      const own = documentTokens(written)
      expect(tokens.filter((token) => !own.includes(token))).toEqual([])
      expect(countMatches(tokens, written)).toBe(tokens.length)
    }),
  )
})
