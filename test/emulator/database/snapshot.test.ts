/** A held state of the database: what an export reads while functions go on writing. */
import { noCost, updateById, withDatabase } from './world'

const SPECS = { notes: { indexes: [{ name: 'kind', keys: [['kind', 1]] }] }, other: { indexes: [] } } as const

test('a snapshot stays as it was, in the order of the ids, and begins after any of them', async () => {
  await withDatabase(SPECS, async (database) => {
    await database.insert('notes', [{ _id: 'b' }, { _id: 2 }, { _id: 'a', n: 1 }, { _id: 10 }])
    await database.insert('other', [{ _id: 'x' }])
    const snapshot = database.snapshot()
    await database.modify('notes', updateById('a', { $set: { n: 2 } }))
    await database.remove('notes', { query: { _id: 2 }, multi: false })
    await database.insert('notes', [{ _id: 'c' }])
    const documents = (afterId?: string | number) => [...snapshot.documents('notes', afterId)]
    expect(documents()).toEqual([{ _id: 2 }, { _id: 10 }, { _id: 'a', n: 1 }, { _id: 'b' }])
    expect(documents(2).map(({ _id }) => _id)).toEqual([10, 'a', 'b'])
    expect(documents('a').map(({ _id }) => _id)).toEqual(['b'])
    expect(documents('b')).toEqual([])
    snapshot.release()
  })
})

test('DATABASE_COLLECTION_NOT_EXIST: a snapshot of no such collection', async () => {
  await withDatabase(SPECS, async (database) => {
    const snapshot = database.snapshot()
    expect(() => [...snapshot.documents('nothing')]).toThrow(
      expect.objectContaining({ code: 'DATABASE_COLLECTION_NOT_EXIST' }),
    )
    snapshot.release()
  })
})

test('a query says which index served it', async () => {
  await withDatabase(SPECS, async (database) => {
    await database.insert('notes', [{ _id: 'a', kind: 1 }])
    const cost = { ...noCost(), servedBy: [] }
    await database.find('notes', { query: { kind: 1 } }, cost)
    expect(cost.servedBy).toEqual(['kind'])
    await database.find('notes', { query: { _id: 'a' } }, cost)
    expect(cost.servedBy).toEqual(['_id_'])
  })
})
