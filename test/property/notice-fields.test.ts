/** Goal: whatever a member is called or has written, the platform takes the message. Method: random texts and numbers. */
import fc from 'fast-check'
import { cutTo, type FieldKind, fieldText } from '../../cloudfunctions/notice/message-fields'
import { isFieldText } from '../../emulator/openapi/template-fields'

const KINDS: readonly FieldKind[] = [
  'thing',
  'name',
  'phrase',
  'number',
  'character_string',
  'time',
  'date',
  'amount',
]
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc
    .array(fc.constantFrom('👨‍👩‍👧', '🏽', '你', 'é', '1', ' ', '…', '\u2028'), { maxLength: 30 })
    .map((all) => all.join('')),
)
const value = fc.oneof(text, fc.double(), fc.integer(), fc.nat(9e15))

test('every field is one that the platform takes', () => {
  fc.assert(
    fc.property(fc.constantFrom(...KINDS), value, (kind, given) => {
      expect([kind, isFieldText(kind, fieldText(kind, given))]).toEqual([kind, true])
    }),
    { numRuns: 3000 },
  )
})

test('a text is cut between characters, and says that it was', () => {
  fc.assert(
    fc.property(text, fc.integer({ min: 1, max: 30 }), (given, lengthMax) => {
      const cut = cutTo(given, lengthMax)
      expect(cut.length).toBeLessThanOrEqual(lengthMax)
      if (given.length <= lengthMax) expect(cut).toBe(given)
      else {
        const kept = cut.slice(0, -1)
        expect(cut.endsWith('…') && given.startsWith(kept)).toBe(true)
        const ends = [...new Intl.Segmenter('zh').segment(given)].map(({ index }) => index)
        expect(ends).toContain(kept.length)
      }
    }),
    { numRuns: 2000 },
  )
})
