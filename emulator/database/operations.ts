import { isDeepStrictEqual } from 'node:util'
import type {
  Document,
  FindRequest,
  ModifyRequest,
  ModifyResult,
  OperationCost,
  PlainObject,
  RemoveRequest,
} from '../types'
import type { CollectionState } from './catalog'
import { isEqual } from './comparison'
import { countByIndex } from './covered-count'
import { toDocument } from './documents'
import { duplicateKey, requestFailed } from './errors'
import { nearnessOf } from './geo/geo-queries'
import { documentKey } from './index-entries'
import { heldRows } from './memory-limit'
import { project } from './projections'
import { select, type View } from './selection'
import { readUpdate, updatedBy, upsertedBy } from './updates'
import type { WriteSet } from './write-set'

/** Where an operation works: one collection in one state. */
export interface Place {
  readonly collection: CollectionState
  readonly view: View
  readonly allowScans: boolean
  readonly cost: OperationCost
}
export interface WritePlace extends Place {
  readonly view: View & { readonly writes: WriteSet }
}

export function findDocuments(place: Place, request: FindRequest): Document[] {
  const nearness = request.order ? undefined : nearnessOf(request.query ?? {})
  const found = nearness ? nearest(place, request, nearness) : selected(place, request)
  return project(found, request.projection)
}

/** A query about nearness gives its own order. All that match are looked at: any of them may be the nearest. */
function nearest(
  place: Place,
  { query, offset = 0, limit = Number.POSITIVE_INFINITY }: FindRequest,
  nearness: (document: Document) => number,
): Document[] {
  const ranked = selected(place, query ? { query } : {}).map((document) => ({
    document,
    distance: nearness(document),
  }))
  ranked.sort((left, right) => left.distance - right.distance)
  return ranked.slice(offset, offset + limit).map(({ document }) => document)
}

export function countDocuments(place: Place, query: PlainObject): number {
  const covered = place.view.writes ? undefined : countByIndex(place.collection, query, place.view.reader)
  if (covered) {
    place.cost.examined += covered.count
    if (place.cost.servedBy) place.cost.servedBy = [covered.indexName]
    return covered.count
  }
  return select(place.collection, { query }, place.view, place, (documents) => {
    let count = 0
    for (const _document of documents) count++
    return count
  })
}

/** Adds all of the documents or, when one is refused, none; answers their ids. */
export function insertDocuments(place: WritePlace, documents: readonly PlainObject[]): (string | number)[] {
  const prepared = documents.map(toDocument)
  for (const document of prepared) insertDocument(place, document)
  place.cost.written += prepared.length
  return prepared.map(({ _id }) => _id)
}

function insertDocument({ collection, view }: WritePlace, document: Document): void {
  // First the lock: an _id that somebody else is just adding is a conflict, not yet a duplicate.
  view.writes.demand(collection, document._id)
  const isTaken = view.writes.document(documentKey(collection, document._id)) !== undefined
  if (isTaken) throw duplicateKey(collection.name, '_id_', `{ _id: ${JSON.stringify(document._id)} }`)
  view.writes.put(collection, document)
}

/**
 * `updated` counts the documents that are different afterwards, as MongoDB's nModified does. `document` is, without
 * `multi`, the one that was meant, as it is afterwards. `now` is for $currentDate.
 */
export function modifyDocuments(place: WritePlace, request: ModifyRequest, now: number): ModifyResult {
  const { collection, view, cost } = place
  const { query, data, merge, multi } = request
  if (!merge && multi) throw requestFailed('a multi update needs update operators')
  // Read before anything is looked for: a bad update is refused also when nothing matches.
  const update = merge ? readUpdate(data, now) : undefined
  const matched = selected(place, { query, ...(multi ? {} : { limit: 1 }) })
  if (matched.length === 0 && request.upsert) {
    const document = toDocument(update ? upsertedBy(query, update) : { ...data, _id: query._id })
    insertDocuments(place, [document])
    return { updated: 0, upsertedId: document._id, document: multi ? null : document }
  }
  let updated = 0
  let last: Document | null = null
  for (const before of matched) {
    const after = update ? updatedBy(before, update, query) : replacedDocument(before, data)
    last = after
    // MongoDB takes the lock before it knows that nothing changes.
    view.writes.demand(collection, before._id)
    if (isUnchanged(before, after)) continue
    view.writes.put(collection, after)
    updated++
    cost.written++
  }
  return { updated, upsertedId: null, document: multi ? null : last }
}

/** The cheap look first: most documents do change. Only the second one sees the order of fields. */
function isUnchanged(before: Document, after: Document): boolean {
  return isDeepStrictEqual(before, after) && isEqual(before, after)
}

/** The new document in the place of the old one, under the same `_id`. */
function replacedDocument(before: Document, data: PlainObject): Document {
  const { _id, ...fields } = data
  if (_id !== undefined && _id !== before._id) {
    throw requestFailed("the (immutable) field '_id' was found to have been altered")
  }
  return toDocument({ ...fields, _id: before._id })
}

export function removeDocuments(place: WritePlace, request: RemoveRequest): number {
  const { collection, view, cost } = place
  const matched = selected(place, { query: request.query, ...(request.multi ? {} : { limit: 1 }) })
  for (const { _id } of matched) {
    view.writes.remove(collection, _id)
    cost.written++
  }
  return matched.length
}

function selected(place: Place, request: FindRequest): Document[] {
  const found = select(place.collection, request, place.view, place, (documents) =>
    heldRows(documents, 'The query'),
  )
  place.cost.read += found.length
  return found
}
