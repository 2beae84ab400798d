import type { Document, FindRequest, OperationCost, PlainObject } from '../types'
import { type CollectionState, ID_INDEX_NAME } from './catalog'
import type { Conjunction } from './conditions'
import { cloneDocument } from './documents'
import { indexMissing } from './errors'
import { namespaceOf } from './index-entries'
import { encodeValue } from './key-encoding'
import { type Access, type Plan, plansFor, type Sort, suggestedKeys } from './planner'
import { PreparedQuery } from './prepared-query'
import type { Filter } from './query-filter'
import { mergeSorted, sortDocuments, sortOf } from './sorting'
import type { KeyRange, Reader } from './store'
import { keyText, type WriteSet } from './write-set'

/** A state to read: what the store holds, with undecided writes laid over it. */
export interface View {
  readonly reader: Reader
  readonly writes?: WriteSet
}
export type SelectRequest = Pick<FindRequest, 'query' | 'order' | 'offset' | 'limit'>

/** How many entries and documents a query may look at beyond twice what it returns. */
const EXAMINED_SLACK = 20

/** Longer ids, of which some fit no key, go the long way. */
const QUICK_ID_LENGTH_MAX = 256

/** Thrown while a plan runs that looks at too much. */
class TooMuchExamined extends Error {}

/** What one run of one plan has done. */
interface Effort {
  examined: number
  returned: number
  readonly examinedMax: number
}

/**
 * Runs `consume` over the documents that the query selects, in order, from its offset to its limit. If the plan looks
 * at more than the house rule allows, `consume` is run anew with the next plan, at last the query is refused:
 * INDEX_MISSING. The documents may be frozen, for others may hold them too.
 */
export function select<T>(
  collection: CollectionState,
  request: SelectRequest,
  view: View,
  options: { allowScans: boolean; cost?: OperationCost | undefined },
  consume: (documents: Iterable<Document>) => T,
): T {
  const query = request.query ?? {}
  const sort = sortOf(request.order)
  const id = onlyIdOf(query)
  if (id !== undefined) {
    const effort: Effort = { examined: 0, returned: 0, examinedMax: 1 }
    const result = consume(paged(() => withId(collection, id, view, effort), request, effort))
    charge(options.cost, effort, [ID_INDEX_NAME])
    return result
  }
  const prepared = PreparedQuery.of(query)
  const { filter, alternatives } = prepared
  const plans = prepared.plans(collection, sort, {
    commit: view.reader.commit(),
    allowScans: options.allowScans,
  })
  const isUnbounded = options.allowScans || prepared.asksForPlaces
  const examinedMax = isUnbounded ? Number.POSITIVE_INFINITY : allowance(request.limit)
  let last: Effort | undefined
  for (const plan of plans) {
    const effort: Effort = { examined: 0, returned: 0, examinedMax }
    last = effort
    const asked = { filter, sort, keep: keptOf(request) }
    const documents = paged(() => run(collection, plan, asked, view, effort), request, effort)
    try {
      const result = consume(documents)
      if (isUnbounded || effort.examined <= allowance(effort.returned)) return result
    } catch (error) {
      if (!(error instanceof TooMuchExamined)) throw error
    } finally {
      documents.return(undefined)
      charge(
        options.cost,
        effort,
        plan.accesses.map(({ index }) => index.spec.name),
      )
    }
  }
  throw indexMissing(refusal(collection, alternatives, query, sort, last))
}

function charge(cost: OperationCost | undefined, effort: Effort, servedBy: readonly string[]): void {
  if (!cost) return
  cost.examined += effort.examined
  if (cost.servedBy) cost.servedBy = servedBy
}

/** The `_id` that is all that a query asks for, which is what most calls do; undefined for any other query. */
function onlyIdOf(query: PlainObject): string | undefined {
  const { _id } = query
  if (typeof _id !== 'string' || _id.length > QUICK_ID_LENGTH_MAX) return undefined
  return Object.keys(query).length === 1 ? _id : undefined
}

/** The document with this `_id`, if there is one: nothing to plan, nothing to test. */
function* withId(collection: CollectionState, id: string, view: View, effort: Effort): Generator<Document> {
  const key = Buffer.concat([namespaceOf(collection.id), encodeValue(id)])
  const stored = view.reader.document(key)
  if (stored) effort.examined++
  const change = view.writes?.changeOf(key)
  const found = change ? change.after && cloneDocument(change.after) : stored
  // Text that is not valid Unicode has the bytes of another.
  if (found?._id === id) yield found
}

function allowance(returned: number | undefined): number {
  return returned === undefined ? Number.POSITIVE_INFINITY : 2 * returned + EXAMINED_SLACK
}

function refusal(
  collection: CollectionState,
  alternatives: readonly Conjunction[],
  query: PlainObject,
  sort: Sort,
  effort: Effort | undefined,
): string {
  const unserved = alternatives.find(
    (one) =>
      plansFor(collection, [one], sort, { commit: Number.POSITIVE_INFINITY, allowScans: false }).length === 0,
  )
  const keys = suggestedKeys(unserved ?? alternatives[0], sort)
  const name = keys.map(([field, direction]) => `${field}_${direction}`).join('_')
  const order = sort.length === 0 ? '' : ` sorted by ${JSON.stringify(Object.fromEntries(sort))}`
  const reason = effort
    ? `looked at ${effort.examined} entries and documents to return ${effort.returned}`
    : 'has no index'
  return (
    `collection ${collection.name}: the query ${JSON.stringify(query)}${order} ${reason}. ` +
    `Declare the index { name: '${name}', keys: ${JSON.stringify(keys)} } ` +
    `(fields of the query: ${[...new Set(alternatives.flatMap((one) => [...one.fields.keys()]))].join(', ') || 'none'}).`
  )
}

/** `reach` is called with the first step: what it throws belongs to the run. */
function* paged(
  reach: () => Iterable<Document>,
  { offset = 0, limit = Number.POSITIVE_INFINITY }: SelectRequest,
  effort: Effort,
): Generator<Document, void, undefined> {
  if (limit <= 0) return
  let skipped = 0
  for (const document of reach()) {
    if (skipped < offset) {
      skipped++
      continue
    }
    effort.returned++
    yield document
    if (effort.returned === limit) return
  }
}

interface Asked {
  readonly filter: Filter
  readonly sort: Sort
  /** How many of the first are wanted. */
  readonly keep: number
}

function keptOf({ offset = 0, limit = Number.POSITIVE_INFINITY }: SelectRequest): number {
  return offset + limit
}

/** Everything that the plan reaches and the filter lets through, in the wanted order. */
function run(
  collection: CollectionState,
  plan: Plan,
  { filter, sort, keep }: Asked,
  view: View,
  effort: Effort,
): Iterable<Document> {
  const written = writtenDocuments(collection, filter, view)
  const mayRepeat =
    plan.accesses.length > 1 || plan.accesses.some(({ index }) => index.multikey.includes(true))
  const seen = mayRepeat ? new Set<string>() : undefined
  const streamOf = (access: Access, ranges: readonly KeyRange[]) =>
    reached(access, ranges, { filter, view, effort, seen })
  if (sort.length === 0) {
    return concatenated([...plan.accesses.map((access) => streamOf(access, access.ranges)), written])
  }
  if (plan.accesses.some(({ order }) => order === 'none')) {
    const all = plan.accesses.map((access) => streamOf(access, access.ranges))
    return sortDocuments(concatenated([...all, written]), sort, keep)
  }
  const streams: Iterable<Document>[] = plan.accesses.flatMap((access) =>
    access.order === 'whole'
      ? [streamOf(access, access.ranges)]
      : access.ranges.map((range) => streamOf(access, [range])),
  )
  if (written.length > 0) streams.push(sortDocuments(written, sort))
  const [only] = streams
  return streams.length === 1 && only ? only : mergeSorted(streams, sort)
}

function* concatenated(streams: readonly Iterable<Document>[]): Generator<Document> {
  for (const stream of streams) yield* stream
}

/** Documents as undecided writes leave them; those of the store with the same key are passed over. */
function writtenDocuments(collection: CollectionState, filter: Filter, view: View): Document[] {
  const documents: Document[] = []
  for (const { after } of view.writes?.changesIn(collection) ?? []) {
    if (after && filter(after)) documents.push(cloneDocument(after))
  }
  return documents
}

interface Passage {
  readonly filter: Filter
  readonly view: View
  readonly effort: Effort
  readonly seen: Set<string> | undefined
}

function* reached(
  access: Access,
  ranges: readonly KeyRange[],
  { filter, view, effort, seen }: Passage,
): Generator<Document> {
  const inOrder = access.reverse ? [...ranges].reverse() : ranges
  for (const range of inOrder) {
    for (const { key, document } of documentsIn(access, range, view.reader)) {
      effort.examined++
      if (effort.examined > effort.examinedMax) throw new TooMuchExamined()
      if (seen) {
        const text = keyText(key)
        if (seen.has(text)) continue
        seen.add(text)
      }
      if (view.writes?.changeOf(key)) continue
      const found = document ?? view.reader.document(key)
      if (!found) throw new Error('An index names a document that is not there.')
      if (filter(found)) yield found
    }
  }
}

function* documentsIn(
  { index, reverse, pointCount }: Access,
  range: KeyRange,
  reader: Reader,
): Generator<{ key: Buffer; document?: Document }> {
  if (!index.primary) {
    for (const key of reader.entries(range, reverse)) yield { key }
    return
  }
  if (pointCount === 0) {
    yield* reader.documents(range, reverse)
    return
  }
  // The whole key is known: no need for a cursor.
  const document = reader.document(range.from)
  if (document) yield { key: range.from, document }
}
