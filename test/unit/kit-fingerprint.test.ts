import { fingerprint } from '../../cloudfunctions/kit/fingerprint'

test('the order of keys does not matter, the order of items does', () => {
  expect(fingerprint({ a: 1, b: { c: 2, d: 3 } })).toBe(fingerprint({ b: { d: 3, c: 2 }, a: 1 }))
  expect(fingerprint({ ids: ['a', 'b'] })).not.toBe(fingerprint({ ids: ['b', 'a'] }))
})

test('an undefined member counts as absent, null does not', () => {
  expect(fingerprint({ a: 1, b: undefined })).toBe(fingerprint({ a: 1 }))
  expect(fingerprint({ a: 1, b: null })).not.toBe(fingerprint({ a: 1 }))
})
