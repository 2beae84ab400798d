/**
 * One collection with indexes beside the same without any: whatever is asked, both must answer the same. The one
 * without can only look at every document.
 */
import { isDeepStrictEqual } from 'node:util'
import type { Database, Document, IndexSpec, PlainObject } from '../../emulator/types'
import type { Request } from './database-arbitraries'

export interface Twins {
  readonly indexed: string
  readonly plain: string
}

/** Fills two collections, half before the indexes are declared and half after. */
export async function makeTwins(
  database: Database,
  name: string,
  specs: readonly IndexSpec[],
  all: readonly Document[],
): Promise<Twins> {
  const twins = { indexed: `${name}_indexed`, plain: `${name}_plain` }
  const half = Math.floor(all.length / 2)
  await database.declareCollections({ [twins.plain]: { indexes: [] }, [twins.indexed]: { indexes: [] } })
  await database.importDocuments(twins.plain, all)
  await database.importDocuments(twins.indexed, all.slice(0, half))
  await database.declareCollections({ [twins.indexed]: { indexes: specs } })
  await database.importDocuments(twins.indexed, all.slice(half))
  return twins
}

/** In which way the twins answer differently; undefined when they agree. */
export async function difference(
  database: Database,
  { indexed, plain }: Twins,
  { query, order, offset, limit }: Request,
): Promise<string | undefined> {
  // With the id at its end the order is of all documents, so that a page has one right content.
  const total: Record<string, 1 | -1> = { ...order, _id: 1 }
  const ways: Record<string, (collection: string) => Promise<unknown>> = {
    page: (collection) => database.find(collection, { query, order: total, offset, limit }),
    'all documents': async (collection) => sorted(await database.find(collection, { query })),
    count: (collection) => database.count(collection, query),
    aggregation: (collection) => database.aggregate(collection, stagesOf(query, total, limit)),
  }
  for (const [way, ask] of Object.entries(ways)) {
    const [one, other] = [await ask(indexed), await ask(plain)]
    if (!isDeepStrictEqual(one, other))
      return `${way} of ${JSON.stringify(query)}: ${show(one)} / ${show(other)}`
  }
  return undefined
}

function stagesOf(query: PlainObject, order: Record<string, 1 | -1>, limit: number): PlainObject[] {
  return [{ $match: query }, { $sort: order }, { $limit: limit }, { $project: { _id: 1, a: 1 } }]
}

function sorted(documents: readonly Document[]): Document[] {
  const keyOf = ({ _id }: Document) => `${typeof _id}${_id}`
  return [...documents].sort((left, right) => (keyOf(left) < keyOf(right) ? -1 : 1))
}

function show(answer: unknown): string {
  return JSON.stringify(answer).slice(0, 300)
}
