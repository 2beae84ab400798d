/** Collections and indexes are declared while the database runs. */
import type { IndexSpec } from '../../../emulator/types'
import { noCost, updateById, withDatabase } from './world'

const KIND: IndexSpec = { name: 'kind', keys: [['kind', 1]] }
const AT: IndexSpec = { name: 'at', keys: [['at', -1]] }

test('an index that is added is built from the documents that are there; one that is left out is gone', async () => {
  await withDatabase({ notes: { indexes: [KIND] } }, async (database) => {
    await database.importDocuments(
      'notes',
      Array.from({ length: 50 }, (_, at) => ({ _id: at, kind: `k${at % 5}`, at })),
    )
    await database.declareCollections({ notes: { indexes: [AT] } })
    const cost = noCost()
    const newest = await database.find('notes', { query: { at: { $gte: 45 } }, order: { at: -1 } }, cost)
    expect(newest.map(({ at }) => at)).toEqual([49, 48, 47, 46, 45])
    expect(cost.examined).toBe(5)
    await expect(database.find('notes', { query: { kind: 'k1' } })).rejects.toMatchObject({
      code: 'INDEX_MISSING',
    })
    // The dropped index comes back empty and is filled anew.
    await database.modify('notes', { ...updateById('', { $set: { kind: 'z' } }), query: { at: 49 } })
    await database.declareCollections({ notes: { indexes: [AT, KIND] } })
    expect(database.indexesOf('notes')).toEqual([AT, KIND])
    expect(await database.count('notes', { kind: 'k4' })).toBe(9)
    expect(await database.count('notes', { kind: 'z' })).toBe(1)
  })
})

test('DATABASE_COLLECTION_NOT_EXIST: the indexes of a collection that nobody declared', async () => {
  await withDatabase({}, async (database) => {
    expect(() => database.indexesOf('notes')).toThrow(
      expect.objectContaining({ code: 'DATABASE_COLLECTION_NOT_EXIST' }),
    )
  })
})

test('an index of the same name with other keys is built anew', async () => {
  await withDatabase({ notes: { indexes: [{ name: 'one', keys: [['a', 1]] }] } }, async (database) => {
    await database.insert('notes', [{ _id: 1, a: 1, b: 2 }])
    await database.declareCollections({ notes: { indexes: [{ name: 'one', keys: [['b', 1]] }] } })
    expect(await database.count('notes', { b: 2 })).toBe(1)
    await expect(database.count('notes', { a: 1 })).rejects.toMatchObject({ code: 'INDEX_MISSING' })
  })
})

test('declaring the same again, and creating what is there, changes nothing', async () => {
  await withDatabase({ notes: { indexes: [KIND] } }, async (database) => {
    await database.insert('notes', [{ kind: 'k' }])
    await database.declareCollections({ notes: { indexes: [KIND] } })
    await database.createCollection('notes')
    expect(await database.count('notes', { kind: 'k' })).toBe(1)
    await database.createCollection('others')
    expect(database.collectionNames()).toEqual(['notes', 'others'])
  })
})

test('DATABASE_REQUEST_FAILED: a unique index over duplicates is not built, and the old indexes stay', async () => {
  await withDatabase({ notes: { indexes: [KIND] } }, async (database) => {
    await database.insert('notes', [
      { kind: 'k', n: 1 },
      { kind: 'k', n: 1 },
    ])
    const unique = { name: 'n', keys: [['n', 1]], unique: true } as const
    await expect(database.declareCollections({ notes: { indexes: [unique] } })).rejects.toMatchObject({
      code: 'DATABASE_REQUEST_FAILED',
      message: expect.stringContaining('E11000'),
    })
    expect(await database.count('notes', { kind: 'k' })).toBe(2)
  })
})

test.each([
  ['a name twice', [KIND, { ...AT, name: 'kind' }]],
  ['no keys', [{ name: 'x', keys: [] }]],
  [
    'a field twice',
    [
      {
        name: 'x',
        keys: [
          ['a', 1],
          ['a', -1],
        ],
      },
    ],
  ],
] as [string, IndexSpec[]][])(
  'DATABASE_REQUEST_FAILED: an index declared with %s',
  async (_name, indexes) => {
    await withDatabase({}, async (database) => {
      await expect(database.declareCollections({ notes: { indexes } })).rejects.toMatchObject({
        code: 'DATABASE_REQUEST_FAILED',
      })
      expect(database.collectionNames()).toEqual([])
    })
  },
)

test('a transaction that is older than an index still finds everything', async () => {
  await withDatabase({ notes: { indexes: [KIND] } }, async (database) => {
    await database.insert('notes', [{ _id: 'a', kind: 'k', at: 1 }])
    const transactionId = database.startTransaction()
    await database.modify('notes', updateById('a', { $set: { at: 2 } }, transactionId))
    await database.declareCollections({ notes: { indexes: [KIND, AT] } })
    const found = await database.find('notes', { query: { kind: 'k' }, order: { at: 1 }, transactionId })
    expect(found).toEqual([{ _id: 'a', kind: 'k', at: 2 }])
    await database.commitTransaction(transactionId)
    expect(await database.count('notes', { at: 1 })).toBe(0)
    expect(await database.count('notes', { at: 2 })).toBe(1)
  })
})

describe('a unique index', () => {
  const UNIQUE = { notes: { indexes: [{ name: 'code', keys: [['code', 1]], unique: true }] } } as const

  test('DATABASE_REQUEST_FAILED: E11000 for a second document with the value, and for a second without one', async () => {
    await withDatabase(UNIQUE, async (database) => {
      await database.insert('notes', [{ _id: 'a', code: 1 }, { _id: 'b' }])
      const duplicate = { code: 'DATABASE_REQUEST_FAILED', message: expect.stringContaining('E11000') }
      await expect(database.insert('notes', [{ _id: 'c', code: 1 }])).rejects.toMatchObject(duplicate)
      await expect(database.insert('notes', [{ _id: 'c' }])).rejects.toMatchObject(duplicate)
      await expect(database.insert('notes', [{ code: 5 }, { code: 5 }])).rejects.toMatchObject(duplicate)
      await expect(database.modify('notes', updateById('b', { $set: { code: 1 } }))).rejects.toMatchObject(
        duplicate,
      )
    })
  })

  test('gives a value free when its document changes or goes, also within one transaction', async () => {
    await withDatabase(UNIQUE, async (database) => {
      await database.insert('notes', [
        { _id: 'a', code: 1 },
        { _id: 'b', code: 2 },
      ])
      const transactionId = database.startTransaction()
      await database.modify('notes', updateById('a', { $set: { code: 3 } }, transactionId))
      await database.modify('notes', updateById('b', { $set: { code: 1 } }, transactionId))
      await database.modify('notes', updateById('a', { $set: { code: 2 } }, transactionId))
      await database.commitTransaction(transactionId)
      expect(await database.find('notes', { query: { code: { $gte: 1 } } })).toEqual([
        { _id: 'b', code: 1 },
        { _id: 'a', code: 2 },
      ])
      await database.remove('notes', { query: { _id: 'a' }, multi: false })
      await database.insert('notes', [{ _id: 'c', code: 2 }])
    })
  })
})
