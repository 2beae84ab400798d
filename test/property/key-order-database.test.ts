/** The bytes of keys against a plain comparison of the values they stand for. */
import fc from 'fast-check'
import { encodeValue, invert } from '../../emulator/database/key-encoding'
import { anyValue } from './database-arbitraries'
import { compareValues } from './database-model'

test('keys are in the order of their values, and equal only for equal values', () => {
  fc.assert(
    fc.property(anyValue, anyValue, (left, right) => {
      const order = Math.sign(compareValues(left, right))
      expect(Math.sign(Buffer.compare(encodeValue(left), encodeValue(right)))).toBe(order)
    }),
    { numRuns: 5000 },
  )
})

test('inverted keys are in the opposite order', () => {
  fc.assert(
    fc.property(anyValue, anyValue, (left, right) => {
      const order = Math.sign(compareValues(right, left))
      expect(Math.sign(Buffer.compare(invert(encodeValue(left)), invert(encodeValue(right))))).toBe(order)
    }),
    { numRuns: 2000 },
  )
})

test('no key begins with another: keys of several fields compare field by field', () => {
  fc.assert(
    fc.property(
      fc.array(anyValue, { minLength: 2, maxLength: 2 }),
      fc.array(anyValue, { minLength: 2, maxLength: 2 }),
      (left, right) => {
        const joined = (values: unknown[]) => Buffer.concat(values.map(encodeValue))
        const first = compareValues(left[0], right[0])
        const order = Math.sign(first === 0 ? compareValues(left[1], right[1]) : first)
        expect(Math.sign(Buffer.compare(joined(left), joined(right)))).toBe(order)
      },
    ),
    { numRuns: 2000 },
  )
})
