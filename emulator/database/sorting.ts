import type { PlainObject } from '../types'
import { requestFailed } from './errors'
import { fieldKeys } from './index-entries'
import { invert } from './key-encoding'
import { Held } from './memory-limit'
import type { Sort } from './planner'

/** Fewer are not cut short in between. */
const SORTED_AT_ONCE = 1000

/** The wanted order as fields and directions; refuses other directions than 1 and -1. */
export function sortOf(order: Readonly<Record<string, unknown>> | undefined): Sort {
  return Object.entries(order ?? {}).map(([field, direction]) => {
    if (direction !== 1 && direction !== -1) throw requestFailed(`bad sort direction for '${field}'`)
    return [field, direction] as const
  })
}

/** Bytes by which documents compare. Of an array counts the least element, or the greatest in descending order. */
export function sortKey(document: PlainObject, sort: Sort): Buffer {
  const parts = sort.map(([field, direction]) => {
    const { keys } = fieldKeys(document, field)
    const directed = direction === 1 ? keys : keys.map(invert)
    return directed.reduce((least, key) => (Buffer.compare(key, least) < 0 ? key : least))
  })
  return Buffer.concat(parts)
}

/**
 * The first `keep` of the documents in order. No more than twice as many are held at a time, and never more than
 * MEMORY_MAX_BYTES: DATABASE_REQUEST_FAILED.
 */
export function sortDocuments<T extends PlainObject>(
  documents: Iterable<T>,
  sort: Sort,
  keep = Number.POSITIVE_INFINITY,
): T[] {
  const held = new Held('Sort', 'an index must have the order, or a limit leave fewer')
  const keptMax = Math.max(2 * keep, SORTED_AT_ONCE)
  let kept: { key: Buffer; document: T }[] = []
  const cut = () => {
    kept.sort((left, right) => Buffer.compare(left.key, right.key))
    for (const { document } of kept.slice(keep)) held.remove(document)
    kept = kept.slice(0, keep)
  }
  for (const document of documents) {
    held.add(document)
    kept.push({ key: sortKey(document, sort), document })
    if (kept.length === keptMax) cut()
  }
  cut()
  return kept.map(({ document }) => document)
}

/** One sequence in order out of several that are each in order. */
export function* mergeSorted<T extends PlainObject>(
  streams: readonly Iterable<T>[],
  sort: Sort,
): Generator<T> {
  const heads: { iterator: Iterator<T>; key: Buffer; document: T }[] = []
  const iterators = streams.map((stream) => stream[Symbol.iterator]())
  try {
    for (const iterator of iterators) {
      const { done, value } = iterator.next()
      if (!done) heads.push({ iterator, key: sortKey(value, sort), document: value })
    }
    while (heads.length > 0) {
      const least = heads.reduce((best, head) => (Buffer.compare(head.key, best.key) < 0 ? head : best))
      yield least.document
      const { done, value } = least.iterator.next()
      if (done) heads.splice(heads.indexOf(least), 1)
      else Object.assign(least, { key: sortKey(value, sort), document: value })
    }
  } finally {
    // Cursors of the store stay open until their iterator is told that nobody comes back.
    for (const iterator of iterators) iterator.return?.()
  }
}
