/**
 * The engine's find against a plain search through an array: random documents, indexes, queries, orders and limits.
 * Whatever index the planner takes, the answer must be the same; without the right to scan it must be the same or a
 * refusal. In a transaction the same holds with the transaction's own writes.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { openDatabase } from '../../emulator/database/database'
import { CloudError, type Database, type Document, type IndexSpec } from '../../emulator/types'
import { anyRequest, documents, indexSpecs, type Request, request, writes } from './database-arbitraries'
import { compareBy, matches } from './database-model'
import { difference, makeTwins } from './indexes-and-scans'

let dir: string
let scanning: Database
let strict: Database
let collections = 0

beforeAll(async () => {
  dir = mkdtempSync(path.join(os.tmpdir(), 'database-model-'))
  scanning = await openDatabase(path.join(dir, 'scanning'), { allowScans: true })
  strict = await openDatabase(path.join(dir, 'strict'))
})
afterAll(async () => {
  await scanning.close()
  await strict.close()
  rmSync(dir, { recursive: true, force: true })
})

async function fill(
  database: Database,
  specs: readonly IndexSpec[],
  all: readonly Document[],
): Promise<string> {
  const collection = `c${collections++}`
  // Half of the documents are there before the indexes are built.
  const half = Math.floor(all.length / 2)
  await database.createCollection(collection)
  await database.importDocuments(collection, all.slice(0, half))
  await database.declareCollections({ [collection]: { indexes: specs } })
  await database.importDocuments(collection, all.slice(half))
  return collection
}

function expectSame(
  found: readonly Document[],
  all: readonly Document[],
  { query, order, offset, limit }: Request,
) {
  const matching = all.filter((document) => matches(document, query))
  const expected = matching.sort((left, right) => compareBy(left, right, order)).slice(offset, offset + limit)
  const ids = found.map(({ _id }) => _id)
  expect(new Set(ids).size).toBe(ids.length)
  expect(found.length).toBe(expected.length)
  for (const [at, document] of found.entries()) {
    expect(matching).toContainEqual(document)
    // Documents that are equal in the order may come in any order.
    const wanted = expected[at]
    expect(wanted && compareBy(document, wanted, order)).toBe(0)
  }
}

test('a query through any indexes answers what a search of everything answers', async () => {
  await fc.assert(
    fc.asyncProperty(
      documents,
      indexSpecs,
      fc.array(request, { minLength: 5, maxLength: 10 }),
      async (all, specs, requests) => {
        const collection = await fill(scanning, specs, all)
        for (const one of requests) expectSame(await scanning.find(collection, one), all, one)
      },
    ),
    { numRuns: 150 },
  )
})

test('queries of every shape answer the same with and without indexes', async () => {
  await fc.assert(
    fc.asyncProperty(
      documents,
      indexSpecs,
      fc.array(anyRequest, { minLength: 8, maxLength: 12 }),
      async (all, specs, requests) => {
        const twins = await makeTwins(scanning, `t${collections++}`, specs, all)
        for (const one of requests) expect(await difference(scanning, twins, one)).toBeUndefined()
      },
    ),
    { numRuns: 100 },
  )
})

test('without the right to scan the answer is the same or INDEX_MISSING, and never costs more than it may', async () => {
  let answered = 0
  await fc.assert(
    fc.asyncProperty(
      documents,
      indexSpecs,
      fc.array(request, { minLength: 5 }),
      async (all, specs, requests) => {
        const collection = await fill(strict, specs, all)
        for (const one of requests) {
          const cost = { read: 0, examined: 0, written: 0 }
          const found = await strict.find(collection, one, cost).catch((error: unknown) => error)
          if (Array.isArray(found)) {
            answered++
            expectSame(found, all, one)
            expect(cost.read).toBe(found.length)
          } else {
            expect(found).toBeInstanceOf(CloudError)
            expect(found).toMatchObject({ code: 'INDEX_MISSING' })
          }
        }
      },
    ),
    { numRuns: 60 },
  )
  expect(answered).toBeGreaterThan(0)
})

test('a transaction finds its own writes laid over its snapshot, whatever others commit', async () => {
  await fc.assert(
    fc.asyncProperty(
      documents,
      indexSpecs,
      writes,
      documents,
      fc.array(request, { minLength: 3, maxLength: 6 }),
      async (all, specs, own, others, requests) => {
        const collection = await fill(scanning, specs, all)
        const transactionId = scanning.startTransaction()
        const state = new Map(all.map((document) => [document._id, document]))
        const touched = new Set<string | number>()
        for (const write of own) {
          const _id = write.kind === 'put' ? write.document._id : write.id
          touched.add(_id)
          if (write.kind === 'remove') {
            await scanning.remove(collection, { query: { _id }, multi: false, transactionId })
            state.delete(_id)
          } else {
            const { _id: same, ...data } = write.document
            const query = { _id: same }
            await scanning.modify(collection, {
              query,
              data,
              multi: false,
              merge: false,
              upsert: true,
              transactionId,
            })
            state.set(_id, write.document)
          }
        }
        // What the transaction has not touched others may change; it does not see it.
        await scanning.importDocuments(
          collection,
          others.filter(({ _id }) => !touched.has(_id)),
        )
        for (const one of requests) {
          expectSame(await scanning.find(collection, { ...one, transactionId }), [...state.values()], one)
        }
        await scanning.commitTransaction(transactionId)
        for (const { _id } of others) if (!touched.has(_id)) state.set(_id, pick(others, _id))
        for (const one of requests) expectSame(await scanning.find(collection, one), [...state.values()], one)
      },
    ),
    { numRuns: 80 },
  )
})

function pick(from: readonly Document[], id: string | number): Document {
  const found = from.find(({ _id }) => _id === id)
  if (!found) throw new Error('not there')
  return found
}
