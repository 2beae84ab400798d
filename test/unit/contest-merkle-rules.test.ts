import fc from 'fast-check'
import { sha256Hex } from '../../cloudfunctions/contest/canonical-rules'
import { headAfter, leafOf, rootOfBallots } from '../../cloudfunctions/contest/leaf-rules'
import { CHUNK_BALLOTS, type LoggedBallot } from '../../cloudfunctions/contest/log-rules'
import { EMPTY_ROOT, leafHash, pathOf, rootOf } from '../../cloudfunctions/contest/merkle-rules'
import { proves } from '../../src/features/contest/receipt'

/** The leaves and the roots of the reference implementations of RFC 6962, whose hashing RFC 9162 keeps. */
const REFERENCE_LEAVES = [
  '',
  '\u0000',
  '\u0010',
  '\u0020\u0021',
  '\u0030\u0031',
  '\u0040\u0041\u0042\u0043',
  '\u0050\u0051\u0052\u0053\u0054\u0055\u0056\u0057',
  '\u0060\u0061\u0062\u0063\u0064\u0065\u0066\u0067\u0068\u0069\u006a\u006b\u006c\u006d\u006e\u006f',
]
const REFERENCE_ROOTS = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]

const leaves = (count: number) => Array.from({ length: count }, (_, index) => leafHash(`leaf ${index}`))
const chunked = <T>(all: readonly T[], size: number) =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, at) => all.slice(at * size, (at + 1) * size))

test.each(REFERENCE_ROOTS.map((root, size) => ({ root, size })))(
  'the root of $size leaves',
  ({ root, size }) => {
    expect(rootOf(REFERENCE_LEAVES.slice(0, size).map(leafHash))).toBe(root)
  },
)

test('a tree without leaves has the root of nothing', () => {
  expect(rootOf([])).toBe(EMPTY_ROOT)
  expect(EMPTY_ROOT).toBe(sha256Hex(''))
})

test('the root over the roots of whole subtrees is the root over all their leaves', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 70 }), fc.integer({ min: 0, max: 4 }), (count, height) => {
      const all = leaves(count)
      expect(rootOf(chunked(all, 2 ** height).map(rootOf))).toBe(rootOf(all))
    }),
    { numRuns: 200 },
  )
})

test("a leaf's path in its chunk and the chunk's among the chunks prove it, and nothing else", () => {
  const size = 8
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 70 }), fc.nat(69), (count, seed) => {
      const all = leaves(count)
      const index = seed % count
      const chunks = chunked(all, size)
      const chunk = chunks[Math.floor(index / size)] ?? []
      const path = [...pathOf(chunk, index % size), ...pathOf(chunks.map(rootOf), Math.floor(index / size))]
      expect(path).toEqual(pathOf(all, index))
      const claim = { leaf: `leaf ${index}`, index, size: count, path, root: rootOf(all) }
      expect(proves(claim)).toBe(true)
      expect(proves({ ...claim, leaf: 'leaf of somebody else' })).toBe(false)
      expect(proves({ ...claim, index: index + 1 })).toBe(false)
      expect(proves({ ...claim, path: [...path, EMPTY_ROOT] })).toBe(false)
      expect(proves({ ...claim, path: path.slice(1) })).toBe(path.length === 0)
      expect(proves({ ...claim, root: EMPTY_ROOT })).toBe(false)
    }),
    { numRuns: 200 },
  )
})

test('chunks are whole subtrees', () => {
  expect(Math.log2(CHUNK_BALLOTS) % 1).toBe(0)
})

const BALLOT: LoggedBallot = {
  voter: '0123456789abcdefghjkmnpqrs',
  day: '2026-11-21',
  workIds: ['wrk_00000000000000001', 'wrk_00000000000000002'],
  isNewcomer: true,
  inviter: 'zzzzzzzzzzzzzzzzzzzzzzzzzz',
  at: 1,
  isSoleAct: false,
}

test('a leaf is the canonical text of the ballot, without what only the look for fraud needs', () => {
  expect(leafOf(BALLOT)).toBe(
    '["0123456789abcdefghjkmnpqrs","2026-11-21",["wrk_00000000000000001","wrk_00000000000000002"],1,"zzzzzzzzzzzzzzzzzzzzzzzzzz"]',
  )
  const { inviter, ...uninvited } = BALLOT
  expect(leafOf({ ...uninvited, isNewcomer: false, workIds: [], risk: 2 })).toBe(
    '["0123456789abcdefghjkmnpqrs","2026-11-21",[],0,""]',
  )
  expect(rootOfBallots([BALLOT])).toBe(leafHash(leafOf(BALLOT)))
})

test('the head of a day depends on the head before, the root and the day', () => {
  const head = headAfter('a'.repeat(64), 'b'.repeat(64), '2026-11-21')
  expect(head).toMatch(/^[0-9a-f]{64}$/)
  expect(headAfter('c'.repeat(64), 'b'.repeat(64), '2026-11-21')).not.toBe(head)
  expect(headAfter('a'.repeat(64), 'c'.repeat(64), '2026-11-21')).not.toBe(head)
  expect(headAfter('a'.repeat(64), 'b'.repeat(64), '2026-11-22')).not.toBe(head)
})
