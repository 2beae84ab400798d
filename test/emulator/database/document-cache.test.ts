/** Documents that are kept decoded: what is read is what was committed, whoever reads and writes at once. */
import { DocumentCache } from '../../../emulator/database/document-cache'
import type { Document } from '../../../emulator/types'
import { updateById, withDatabase } from './world'

const SPECS = { notes: { indexes: [{ name: 'kind', keys: [['kind', 1]] }] } } as const

describe('the cache', () => {
  const key = Buffer.from('a')
  const version = (n: number): Document => ({ _id: 'a', n })

  test('keeps what it has loaded, until a commit writes it', () => {
    const cache = new DocumentCache()
    expect(cache.read(key, () => version(1))).toEqual(version(1))
    expect(cache.read(key, () => version(2))).toEqual(version(1))
    cache.release([cache.hold(key)])
    expect(cache.read(key, () => version(2))).toEqual(version(2))
  })

  test('keeps nothing that a commit under way has written, not even when it is read meanwhile', () => {
    const cache = new DocumentCache()
    const [first, second] = [cache.hold(key), cache.hold(key)]
    expect(cache.read(key, () => version(1))).toEqual(version(1))
    cache.release([first])
    expect(cache.read(key, () => version(2))).toEqual(version(2))
    cache.release([second])
    expect(cache.read(key, () => version(3))).toEqual(version(3))
  })

  test('does not remember that there was nothing', () => {
    const cache = new DocumentCache()
    expect(cache.read(key, () => undefined)).toBeUndefined()
    expect(cache.read(key, () => version(1))).toEqual(version(1))
  })

  test('holds a bounded number of bytes, the latest ones, and nothing large', () => {
    const cache = new DocumentCache()
    const text = 'x'.repeat(60_000)
    const loads: number[] = []
    const read = (n: number, content = text) =>
      cache.read(Buffer.from(String(n)), () => {
        loads.push(n)
        return { _id: n, content }
      })
    for (let n = 0; n < 300; n += 1) read(n)
    read(299)
    read(0)
    expect(loads.slice(300)).toEqual([0])
    read(1000, text.repeat(2))
    read(1000, text.repeat(2))
    expect(loads.slice(301)).toEqual([1000, 1000])
  })
})

test('whoever holds a document that was read cannot change what others read', async () => {
  await withDatabase(SPECS, async (database) => {
    await database.insert('notes', [{ _id: 'a', tags: ['x'], by: { name: 'Ann' } }])
    const [found] = await database.find('notes', { query: { _id: 'a' } })
    const { tags, by } = found ?? { tags: undefined, by: undefined }
    expect([found, tags, by].map((part) => Object.isFrozen(part))).toEqual([true, true, true])
  })
})

test('of a document that is kept each projection gets its own part', async () => {
  await withDatabase(SPECS, async (database) => {
    await database.insert('notes', [{ _id: 'a', n: 1, tags: ['xa', 'ya'] }])
    const ask = async (projection: Record<string, unknown>) =>
      (await database.find('notes', { query: { _id: 'a' }, projection }))[0]
    const first = (pattern: RegExp) => ({ tags: { $elemMatch: { $regex: pattern } } })
    expect(await ask({ n: true })).toEqual({ _id: 'a', n: 1 })
    expect(await ask({ n: false })).toEqual({ _id: 'a', tags: ['xa', 'ya'] })
    expect(await ask({ n: true })).toEqual({ _id: 'a', n: 1 })
    expect(await ask(first(/^x/))).toEqual({ _id: 'a', tags: ['xa'] })
    expect(await ask(first(/^y/))).toEqual({ _id: 'a', tags: ['ya'] })
    await database.modify('notes', updateById('a', { $set: { n: 2 } }))
    expect(await ask({ n: true })).toEqual({ _id: 'a', n: 2 })
  })
})

test('an acknowledged write is seen by every read that begins after it, by its id and by an index', async () => {
  await withDatabase(SPECS, async (database) => {
    await database.insert('notes', [{ _id: 'a', kind: 'k', n: 0 }])
    let acknowledged = 0
    let isOver = false
    const stale: string[] = []
    const look = async (query: Record<string, unknown>) => {
      while (!isOver) {
        const atLeast = acknowledged
        const [found] = await database.find('notes', { query })
        const n = Number(found?.n)
        if (n < atLeast) stale.push(`${JSON.stringify(query)} ${n} < ${atLeast}`)
        await new Promise((resolve) => setImmediate(resolve))
      }
    }
    const write = async () => {
      for (let n = 1; n <= 200; n += 1) {
        await database.modify('notes', updateById('a', { $set: { n } }))
        acknowledged = n
      }
      isOver = true
    }
    await Promise.all([write(), look({ _id: 'a' }), look({ kind: 'k' })])
    expect(stale).toEqual([])
  })
})

test('a removed document is not found, and its successor is', async () => {
  await withDatabase(SPECS, async (database) => {
    await database.insert('notes', [{ _id: 'a', n: 1 }])
    await database.find('notes', { query: { _id: 'a' } })
    await database.remove('notes', { query: { _id: 'a' }, multi: false })
    expect(await database.find('notes', { query: { _id: 'a' } })).toEqual([])
    await database.insert('notes', [{ _id: 'a', n: 2 }])
    expect(await database.find('notes', { query: { _id: 'a' } })).toEqual([{ _id: 'a', n: 2 }])
  })
})

test('a transaction reads its own moment, though others have read a newer one', async () => {
  await withDatabase(SPECS, async (database) => {
    await database.insert('notes', [{ _id: 'a', n: 1 }])
    const transactionId = database.startTransaction()
    await database.modify('notes', updateById('a', { $set: { n: 2 } }))
    expect(await database.find('notes', { query: { _id: 'a' } })).toEqual([{ _id: 'a', n: 2 }])
    expect(await database.find('notes', { query: { _id: 'a' }, transactionId })).toEqual([{ _id: 'a', n: 1 }])
    await database.abortTransaction(transactionId)
  })
})
