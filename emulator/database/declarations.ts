import type { CollectionSpecs, IndexSpec } from '../types'
import { type Catalog, type CollectionState, checkSpecs, type IndexState, sameSpec } from './catalog'
import { duplicateKey } from './errors'
import { entriesOfIndex, namespaceOf } from './index-entries'
import { afterPrefix } from './key-encoding'
import type { KeyRange, Writer } from './store'
import { keyText } from './write-set'

/** Whether declaring these would change anything. */
export function isDeclared(catalog: Catalog, specs: CollectionSpecs): boolean {
  return Object.entries(specs).every(([name, { indexes }]) => {
    const present = catalog.find(name)?.indexes.filter((index) => !index.primary)
    return (
      present?.length === indexes.length &&
      indexes.every((spec) => present.some((index) => sameSpec(index.spec, spec)))
    )
  })
}

/**
 * Makes the named collections have exactly the named indexes: builds those that are new from the documents that are
 * there, drops those that are no longer named. Collections that are not named stay as they are.
 */
export function declare(catalog: Catalog, specs: CollectionSpecs, writer: Writer): void {
  checkSpecs(specs)
  for (const [name, { indexes }] of Object.entries(specs)) {
    const collection = catalog.create(name)
    for (const index of collection.indexes) {
      if (!index.primary && !indexes.some((spec) => sameSpec(spec, index.spec))) {
        dropIndex(catalog, collection, index, writer)
      }
    }
    for (const spec of indexes) {
      const isPresent = catalog.find(name)?.indexes.some((index) => sameSpec(index.spec, spec))
      if (!isPresent) buildIndex(catalog, name, spec, writer)
    }
  }
  writer.putCatalog(catalog.stored())
  catalog.dirty = false
}

function dropIndex(catalog: Catalog, collection: CollectionState, index: IndexState, writer: Writer): void {
  writer.clearEntries(everythingIn(index.id))
  catalog.dropIndex(collection.name, index)
}

function buildIndex(catalog: Catalog, name: string, spec: IndexSpec, writer: Writer): void {
  const index = catalog.addIndex(name, spec, writer.commit())
  const collection = catalog.create(name)
  for (const { key, document } of writer.documents(everythingIn(collection.id), false)) {
    for (const entry of entriesOfIndex(index, document, catalog)) {
      if (spec.unique && isTaken(writer, entry.guard, key)) {
        throw duplicateKey(name, spec.name, `of document ${JSON.stringify(document._id)}`)
      }
      writer.putEntry(entry.key, key)
    }
  }
}

function isTaken(writer: Writer, guard: Buffer, key: Buffer): boolean {
  for (const owner of writer.entries({ from: guard, to: afterPrefix(guard) }, false)) {
    if (keyText(owner) !== keyText(key)) return true
  }
  return false
}

function everythingIn(id: number): KeyRange {
  const from = namespaceOf(id)
  return { from, to: afterPrefix(from) }
}
