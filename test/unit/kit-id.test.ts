/** Ids carry their kind, fit the contract and sort as they were made. */
import * as fc from 'fast-check'
import { callerKey, randomDigits, randomId, timeOrderedId } from '../../cloudfunctions/kit/id'
import { MemberId, PostId } from '../../contract/shared'

const bytes = fc.uint8Array({ minLength: 20, maxLength: 20 })
const instant = fc.integer({ min: 0, max: 2 ** 44 })

test('ids fit the contract', () => {
  fc.assert(
    fc.property(instant, bytes, (now, random) => {
      expect(PostId.safeParse(timeOrderedId('pst', now, random)).success).toBe(true)
      expect(MemberId.safeParse(randomId('mbr', random)).success).toBe(true)
    }),
  )
})

test('a later id sorts after an earlier one, whatever their random parts', () => {
  fc.assert(
    fc.property(instant, fc.integer({ min: 1, max: 1e9 }), bytes, bytes, (now, laterMs, a, b) => {
      expect(timeOrderedId('pst', now, a) < timeOrderedId('pst', now + laterMs, b)).toBe(true)
    }),
  )
})

test('the same clock and randomness make the same id', () => {
  const random = new Uint8Array(20).fill(7)
  expect(timeOrderedId('pst', 1_700_000_000_000, random)).toBe(
    timeOrderedId('pst', 1_700_000_000_000, random),
  )
})

test.each([-1, 1.5, Number.NaN, 2 ** 60])('an instant of %p is refused', (now) => {
  expect(() => timeOrderedId('pst', now, new Uint8Array(20))).toThrow(RangeError)
})

test('too few random bytes are refused', () => {
  expect(() => randomDigits(new Uint8Array(3), 4)).toThrow(RangeError)
})

test('a caller key is stable, differs between callers and does not contain the openid', () => {
  expect(callerKey('oAlice')).toBe(callerKey('oAlice'))
  expect(callerKey('oAlice')).not.toBe(callerKey('oBob'))
  expect(callerKey('oAlice')).not.toContain('Alice')
})
