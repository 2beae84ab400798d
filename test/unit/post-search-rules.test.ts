/** What a search makes of what it finds: its order, its pages, and the words it shows. */
import * as fc from 'fast-check'
import { queryTokens } from '../../cloudfunctions/kit/ngrams'
import { hitsAfter, rankHits, showHit } from '../../cloudfunctions/post/search-rules'
import { SEARCH_EXCERPT_LENGTH } from '../../contract/limits'

const WORDS = ['戚风', '缩腰', '面包', '酵种', 'bread', '，', ' 今天', '🍞']
const words = fc.array(fc.constantFrom(...WORDS), { maxLength: 40 }).map((parts) => parts.join(''))
const documents = fc
  .array(words, { maxLength: 30 })
  .map((texts) => texts.map((text, n) => ({ _id: `pst_${String(n).padStart(8, '0')}`, text })))

test('most words first, then the newest; what has too few is left out', () => {
  const found = [
    { _id: 'pst_00000001', text: '戚风缩腰' },
    { _id: 'pst_00000002', text: '抹茶戚风' },
    { _id: 'pst_00000003', text: '戚风又缩腰' },
    { _id: 'pst_00000004', text: '面包' },
  ]
  const ranked = rankHits(queryTokens('戚风缩腰'), found)
  expect(ranked.map(({ document, matched }) => [document._id, matched])).toEqual([
    ['pst_00000001', 3],
    ['pst_00000003', 2],
    ['pst_00000002', 1],
  ])
})

test('the names of its topics are words of a post', () => {
  const found = [{ _id: 'pst_00000001', text: '第三次终于成了', topics: [{ name: '抹茶戚风' }] }]
  expect(rankHits(queryTokens('戚风'), found)).toHaveLength(1)
})

test('the order is total, a document stands once, and more words never stand lower', () => {
  fc.assert(
    fc.property(words, documents, (query, found) => {
      const tokens = queryTokens(query)
      const ranked = rankHits(tokens, [...found, ...found])
      expect(new Set(ranked.map(({ document }) => document._id)).size).toBe(ranked.length)
      const shuffled = rankHits(tokens, [...found].reverse())
      expect(shuffled).toEqual(ranked)
      for (const [at, hit] of ranked.slice(1).entries()) {
        const before = ranked[at]
        if (!before) throw new Error('there is one before')
        expect(before.matched).toBeGreaterThanOrEqual(hit.matched)
        if (before.matched === hit.matched) expect(before.document._id > hit.document._id).toBe(true)
      }
    }),
  )
})

test('pages of any size show every hit once, also when the last one shown is gone', () => {
  fc.assert(
    fc.property(words, documents, fc.integer({ min: 1, max: 7 }), (query, found, size) => {
      const ranked = rankHits(queryTokens(query), found)
      const seen: string[] = []
      let position: { matched: number; lastId: string } | undefined
      for (;;) {
        const left = hitsAfter(
          ranked.filter(({ document }) => document._id !== position?.lastId),
          position,
        )
        const page = left.slice(0, size)
        seen.push(...page.map(({ document }) => document._id))
        const last = page.at(-1)
        if (!last) break
        position = { matched: last.matched, lastId: last.document._id }
      }
      expect(seen).toEqual(ranked.map(({ document }) => document._id))
    }),
  )
})

test('an excerpt fits the contract, and its highlights lie in it, in order, each with a searched word', () => {
  fc.assert(
    fc.property(words, words, (query, text) => {
      const tokens = queryTokens(query)
      const { excerpt, highlights } = showHit(tokens, text)
      expect(excerpt.length).toBeLessThanOrEqual(SEARCH_EXCERPT_LENGTH + 2)
      // No half of a surrogate pair: such a text cannot be encoded and come back.
      expect(Buffer.from(excerpt, 'utf8').toString('utf8')).toBe(excerpt)
      let end = 0
      for (const [start, length] of highlights) {
        expect(start).toBeGreaterThanOrEqual(end)
        expect(length).toBeGreaterThan(0)
        end = start + length
        const marked = excerpt.slice(start, end).toLowerCase()
        expect(tokens.some((token) => marked.includes(token))).toBe(true)
      }
      expect(end).toBeLessThanOrEqual(excerpt.length)
    }),
  )
})

test('an excerpt begins a little before the first searched word, on one line, without ids of members', () => {
  const text = `${'前面说了很多别的话，'.repeat(8)}\n@{mbr_0123456789abc} 戚风总是缩腰`
  const { excerpt, highlights } = showHit(queryTokens('缩腰'), text)
  expect(excerpt.startsWith('…')).toBe(true)
  expect(excerpt).not.toMatch(/\n|mbr_/)
  expect(highlights.map(([start, length]) => excerpt.slice(start, start + length))).toEqual(['缩腰'])
})

test('part of a Latin word is no hit', () => {
  expect(showHit(['art'], 'start of art').highlights).toEqual([[9, 3]])
})
