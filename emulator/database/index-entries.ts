import type { Document, PlainObject } from '../types'
import type { Catalog, CollectionState, IndexState } from './catalog'
import { encodeId } from './documents'
import { requestFailed } from './errors'
import { EMPTY_ARRAY_KEY, encodeValue, invert } from './key-encoding'
import { valuesAtPath } from './paths'
import type { KeyRange } from './store'

/** The greatest key that LMDB takes with pages of 4 KiB. */
export const KEY_SIZE_MAX_BYTES = 1978

/** One key of an index. `guard` is the part before the document's own id: what a unique index allows once. */
export interface IndexEntry {
  readonly index: IndexState
  readonly key: Buffer
  readonly guard: Buffer
}

/** Four bytes that begin every key of a collection's documents or of an index. */
export function namespaceOf(id: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(id)
  return bytes
}

export function documentKey(collection: CollectionState, id: string | number): Buffer {
  return Buffer.concat([namespaceOf(collection.id), encodeId(id)])
}

/** Where the documents of a collection lie in the store, in the order of their ids; those after `afterId` when it is given. */
export function documentRange(collection: CollectionState, afterId: string | number | undefined): KeyRange {
  const from =
    afterId === undefined
      ? namespaceOf(collection.id)
      : Buffer.concat([documentKey(collection, afterId), Buffer.from([0])])
  return { from, to: namespaceOf(collection.id + 1) }
}

/** All entries of a document in the collection's secondary indexes, one an element where a key meets an array. */
export function entriesOf(collection: CollectionState, document: Document, catalog: Catalog): IndexEntry[] {
  const entries: IndexEntry[] = []
  for (const index of collection.indexes) {
    if (!index.primary) entries.push(...entriesOfIndex(index, document, catalog))
  }
  return entries
}

export function entriesOfIndex(index: IndexState, document: Document, catalog: Catalog): IndexEntry[] {
  let guards: Buffer[] = [namespaceOf(index.id)]
  let arrayField: string | undefined
  for (const [position, [field, direction]] of index.spec.keys.entries()) {
    const { keys, multikey } = fieldKeys(document, field)
    if (multikey) {
      catalog.markMultikey(index, position)
      if (arrayField !== undefined && rootOf(arrayField) !== rootOf(field)) {
        throw requestFailed(
          `cannot index parallel arrays [${field}] [${arrayField}] (index ${index.spec.name})`,
        )
      }
      arrayField = field
    }
    const encoded = direction === 1 ? keys : keys.map(invert)
    guards = guards.flatMap((guard) => encoded.map((bytes) => Buffer.concat([guard, bytes])))
  }
  const suffix = index.spec.keys.some(([field]) => field === '_id') ? undefined : encodeId(document._id)
  return guards.map((guard) => {
    const key = suffix ? Buffer.concat([guard, suffix]) : guard
    if (key.length > KEY_SIZE_MAX_BYTES) {
      throw requestFailed(
        `key too large to index, failing ${index.spec.name}: ${key.length} bytes, at most ${KEY_SIZE_MAX_BYTES}`,
      )
    }
    return { index, key, guard }
  })
}

/** The distinct ascending keys of one field. */
export function fieldKeys(document: PlainObject, path: string): { keys: Buffer[]; multikey: boolean } {
  const { values, spread } = valuesAtPath(document, path)
  const only = values[0]
  if (values.length === 1 && !Array.isArray(only)) return { keys: [encodeValue(only)], multikey: spread }
  const distinct = new Map<string, Buffer>()
  for (const value of values.length === 0 ? [undefined] : values) {
    const elements = Array.isArray(value) ? value : [value]
    const keys = elements.length === 0 ? [EMPTY_ARRAY_KEY] : elements.map(encodeValue)
    for (const key of keys) distinct.set(key.toString('latin1'), key)
  }
  return { keys: [...distinct.values()], multikey: true }
}

function rootOf(path: string): string {
  const dot = path.indexOf('.')
  return dot === -1 ? path : path.slice(0, dot)
}
