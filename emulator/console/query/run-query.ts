/** Runs what the query box says, and tells what it cost and why. */
import { performance } from 'node:perf_hooks'
import { project } from '../../database/projections'
import { filterOf } from '../../database/query-filter'
import { sortDocuments, sortOf } from '../../database/sorting'
import { CloudError, type Database, type Document, type OperationCost, type PlainObject } from '../../types'
import type { AggregateQuery, FindQuery, Query } from './read-query'

/** How many documents a query without an index may look at when the developer wants it all the same. */
export const SCAN_MAX = 20_000

export interface QueryOutcome {
  readonly rows: readonly PlainObject[]
  /** With `count()`: the number. */
  readonly count: number | undefined
  readonly examined: number
  readonly durationMs: number
  /** The indexes that served the query; empty when it was a scan. */
  readonly servedBy: readonly string[]
  /** A scan that reached its bound has not seen every document. */
  readonly isPartial: boolean
}

interface Answer {
  readonly rows: readonly PlainObject[]
  readonly count?: number
  readonly isPartial?: boolean
}

/**
 * @param mayScan Looks at up to `SCAN_MAX` documents, one after another, instead of asking for an index.
 * @throws CloudError as the functions would meet it, INDEX_MISSING included.
 */
export async function runQuery(database: Database, query: Query, mayScan: boolean): Promise<QueryOutcome> {
  const cost: OperationCost = { read: 0, examined: 0, written: 0, servedBy: [] }
  const startedAt = performance.now()
  const { rows, count, isPartial = false } = await answer(database, query, mayScan, cost)
  const durationMs = performance.now() - startedAt
  return { rows, count, examined: cost.examined, durationMs, servedBy: cost.servedBy ?? [], isPartial }
}

async function answer(
  database: Database,
  query: Query,
  mayScan: boolean,
  cost: OperationCost,
): Promise<Answer> {
  try {
    if (query.kind === 'aggregate')
      return { rows: await database.aggregate(query.collection, query.stages, cost) }
    const { collection, where } = query
    if (query.kind === 'count') return { rows: [], count: await database.count(collection, where, cost) }
    return { rows: await database.find(collection, requestOf(query), cost) }
  } catch (error) {
    if (!mayScan || !(error instanceof CloudError) || error.code !== 'INDEX_MISSING') throw error
    cost.servedBy = []
    cost.examined = 0
    return query.kind === 'aggregate' ? aggregateFirst(database, query, cost) : scan(database, query, cost)
  }
}

function requestOf({ where, order, field, skip, limit }: FindQuery) {
  return { query: where, order, offset: skip, limit, ...(field ? { projection: field } : {}) }
}

/** The pipeline over the first documents of the collection. */
async function aggregateFirst(
  database: Database,
  { collection, stages }: AggregateQuery,
  cost: OperationCost,
): Promise<Answer> {
  const rows = await database.aggregate(collection, [{ $limit: SCAN_MAX }, ...stages], cost)
  cost.servedBy = []
  return { rows, isPartial: cost.examined >= SCAN_MAX }
}

function scan(database: Database, query: FindQuery, cost: OperationCost): Answer {
  const { collection, where, order, field, skip, limit, kind } = query
  const matches = filterOf(where)
  const found: Document[] = []
  const snapshot = database.snapshot()
  let isPartial = false
  try {
    for (const document of snapshot.documents(collection)) {
      if (cost.examined === SCAN_MAX) {
        isPartial = true
        break
      }
      cost.examined++
      if (matches(document)) found.push(document)
    }
  } finally {
    snapshot.release()
  }
  if (kind === 'count') return { rows: [], count: found.length, isPartial }
  const sorted = sortDocuments(found, sortOf(order)).slice(skip, skip + limit)
  return { rows: project(sorted, field), isPartial }
}
