/** Who may enter, what becomes of a work, and the one text of the rules. */
import { canonicalJson, sha256Hex, voterOf } from '../../cloudfunctions/contest/canonical-rules'
import { entryBarOf, settledState, similarTo } from '../../cloudfunctions/contest/entry-rules'
import { ENTRANT_MEMBER_FOR_MS } from '../../contract/limits'

const member = { _id: 'mbr_a', joinedAt: 1000, roles: [] }
const plan = { jurorIds: ['mbr_j'] }
const old = 1000 + ENTRANT_MEMBER_FOR_MS

test.each([
  ['tooNew', member, 0, old - 1],
  [undefined, member, 1, old],
  ['worksUsed', member, 2, old],
  ['juror', { ...member, _id: 'mbr_j' }, 0, old],
  ['staff', { ...member, roles: ['finance' as const] }, 0, old],
  // An instructor is not of the staff.
  [undefined, { ...member, roles: ['instructor' as const] }, 0, old],
])('%s', (bar, entrant, works, now) => {
  expect(entryBarOf(entrant, plan, works, now)).toBe(bar)
})

const checks = {
  photo: 'passed',
  isUnchecked: false,
  isDoubtful: false,
  isSimilar: false,
  isLate: false,
} as const
test.each([
  ['entered', {}],
  ['checking', { photo: undefined }],
  ['checking', { photo: 'checking' as const }],
  ['checking', { photo: 'held' as const }],
  ['checking', { isUnchecked: true, isSimilar: true }],
  ['screening', { isSimilar: true }],
  ['screening', { isDoubtful: true }],
  ['screening', { isLate: true }],
  ['disqualified', { photo: 'rejected' as const, isUnchecked: true }],
] as const)('%s after %j', (state, wishes) => {
  expect(settledState({ ...checks, ...wishes })).toBe(state)
})

test('a work resembles others, not itself nor what its author has withdrawn here', () => {
  const work = { _id: 'wrk_a', authorId: 'ann', contestId: 'cst_a' }
  const near = (_id: string, wishes: object = {}) => ({
    work: { ...work, _id, state: 'entered' as const, ...wishes },
    distance: 1,
  })
  const found = [
    near('wrk_a'),
    near('wrk_b', { state: 'withdrawn' }),
    near('wrk_c', { state: 'withdrawn', authorId: 'ben' }),
    near('wrk_d', { state: 'withdrawn', contestId: 'cst_b' }),
  ]
  expect(similarTo(work, found).map(({ workId }) => workId)).toEqual(['wrk_c', 'wrk_d'])
})

test('one text for one value, whatever the order of its keys; arrays keep theirs', () => {
  expect(canonicalJson({ b: [2, { d: 1, c: '晨' }], a: null, e: undefined })).toBe(
    '{"a":null,"b":[2,{"c":"晨","d":1}]}',
  )
  expect(sha256Hex('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
})

test('a pseudonym is the contest’s own: another key, another name', () => {
  const [one, other] = ['1', '2'].map((digit) => voterOf(digit.repeat(64), 'mbr_a'))
  expect(one).toMatch(/^[0-9a-z]{26}$/)
  expect(one).not.toBe(other)
  expect(voterOf('1'.repeat(64), 'mbr_a')).toBe(one)
  expect(voterOf('1'.repeat(64), 'mbr_b')).not.toBe(one)
})
