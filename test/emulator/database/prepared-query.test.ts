/** Queries that come again: worked out once, and anew as soon as anything has changed that the work depends on. */
import { PreparedQuery } from '../../../emulator/database/prepared-query'
import { ParsedTexts } from '../../../emulator/protocol/parsed-texts'
import type { PlainObject } from '../../../emulator/types'
import { withDatabase } from './world'

const NOW = 1_700_000_000_000

describe('texts', () => {
  test('the same text is the same frozen object', () => {
    const texts = new ParsedTexts()
    const text = '{"state":"visible","tags":{"$in":["a",{"$numberInt":"1"}]}}'
    const parsed = texts.parse(text, NOW)
    expect(parsed).toEqual({ state: 'visible', tags: { $in: ['a', 1] } })
    expect(texts.parse(text, NOW + 1)).toBe(parsed)
    expect(Object.isFrozen(parsed.tags)).toBe(true)
  })

  test('a server date is another at each request', () => {
    const texts = new ParsedTexts()
    const text = '{"at":{"$lt":{"$tcb_server_date":{"offset":{"$numberInt":"0"}}}}}'
    expect(texts.parse(text, NOW)).toEqual({ at: { $lt: new Date(NOW) } })
    expect(texts.parse(text, NOW + 5)).toEqual({ at: { $lt: new Date(NOW + 5) } })
  })

  test('what is refused is refused again', () => {
    const texts = new ParsedTexts()
    for (let time = 0; time < 2; time += 1)
      expect(() => texts.parse('{"__proto__":1}', NOW)).toThrow('__proto__')
  })

  test('as many characters are kept as there is room for, the latest ones, and no long text', () => {
    const texts = new ParsedTexts()
    const textOf = (n: number, length: number) => JSON.stringify({ n: String(n), text: 'x'.repeat(length) })
    const long = textOf(0, 9_000)
    expect(texts.parse(long, NOW)).not.toBe(texts.parse(long, NOW))
    const first = texts.parse(textOf(1, 8_000), NOW)
    for (let n = 2; n < 200; n += 1) texts.parse(textOf(n, 8_000), NOW)
    expect(texts.parse(textOf(1, 8_000), NOW)).toBe(first)
    for (let n = 200; n < 500; n += 1) texts.parse(textOf(n, 8_000), NOW)
    expect(texts.parse(textOf(1, 8_000), NOW)).not.toBe(first)
  })
})

describe('queries', () => {
  const frozen = <T extends PlainObject>(query: T): T => Object.freeze(query)

  test('one that nobody can change is prepared once, any other each time', () => {
    const query = frozen({ state: 'visible' })
    expect(PreparedQuery.of(query)).toBe(PreparedQuery.of(query))
    const open = { state: 'visible' }
    expect(PreparedQuery.of(open)).not.toBe(PreparedQuery.of(open))
  })

  test('a new index serves a query that was refused without it', async () => {
    await withDatabase({ posts: { indexes: [] } }, async (database) => {
      const query = frozen({ kind: 'bread' })
      await database.insert('posts', [{ _id: 'a', kind: 'bread' }])
      await expect(database.find('posts', { query })).rejects.toMatchObject({ code: 'INDEX_MISSING' })
      await database.declareCollections({ posts: { indexes: [{ name: 'kind', keys: [['kind', 1]] }] } })
      expect(await database.find('posts', { query })).toHaveLength(1)
      await database.declareCollections({ posts: { indexes: [] } })
      await expect(database.find('posts', { query })).rejects.toMatchObject({ code: 'INDEX_MISSING' })
    })
  })

  test('an index that meets its first array is asked otherwise from then on', async () => {
    const indexes = [{ name: 'tags', keys: [['tags', 1] as const] }]
    await withDatabase({ posts: { indexes } }, async (database) => {
      // Of one value never true; of a list when one value is late enough and another early enough.
      const query = frozen({ tags: frozen({ $gte: 'm', $lte: 'c' }) })
      const ids = async () => (await database.find('posts', { query })).map(({ _id }) => _id)
      await database.insert('posts', [{ _id: 'one', tags: 'b' }])
      expect(await ids()).toEqual([])
      await database.insert('posts', [{ _id: 'two', tags: ['a', 'z'] }])
      expect(await ids()).toEqual(['two'])
    })
  })

  test('the order that is asked for counts, not the one of the time before', async () => {
    const indexes = [{ name: 'kind_at', keys: [['kind', 1] as const, ['at', 1] as const] }]
    await withDatabase({ posts: { indexes } }, async (database) => {
      await database.insert(
        'posts',
        [1, 2, 3].map((at) => ({ _id: `p${at}`, kind: 'bread', at })),
      )
      const query = frozen({ kind: 'bread' })
      const inOrder = async (order: Record<string, 1 | -1>) =>
        (await database.find('posts', { query, order })).map(({ at }) => at)
      expect(await inOrder({ at: 1 })).toEqual([1, 2, 3])
      expect(await inOrder({ at: -1 })).toEqual([3, 2, 1])
      expect(await inOrder({ at: 1 })).toEqual([1, 2, 3])
    })
  })
})
