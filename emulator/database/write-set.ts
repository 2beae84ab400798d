import type { Document } from '../types'
import type { Catalog, CollectionState } from './catalog'
import { duplicateKey } from './errors'
import { documentKey, entriesOf, type IndexEntry } from './index-entries'
import { afterPrefix } from './key-encoding'
import type { Reader, Writer } from './store'

/** What one document becomes. `before` is what the reader's state holds. */
export interface Change {
  readonly key: Buffer
  readonly collection: CollectionState
  readonly before: Document | undefined
  readonly after: Document | undefined
  /** The index entries of `after`. */
  readonly entries: readonly IndexEntry[]
}

/** Keys as text, one character a byte, so that a Map can hold them. */
export function keyText(key: Buffer): string {
  return key.toString('latin1')
}

/**
 * Writes that are decided but not applied: those of one plain request, or of a transaction while it lasts.
 * Every rule is checked when a write is added, so that applying cannot be refused halfway.
 */
export class WriteSet {
  private changes = new Map<string, Change>()
  /** Which document of this set has claimed what a unique index allows once. */
  private claims = new Map<string, string>()

  constructor(
    private readonly reader: Reader,
    private readonly catalog: Catalog,
    /** Asked before each write; throws when the resource may not be written. */
    private readonly touch: (resource: string) => void,
  ) {}

  /** The document as this set leaves it. */
  document(key: Buffer): Document | undefined {
    const change = this.changes.get(keyText(key))
    return change ? change.after : this.reader.document(key)
  }

  changeOf(key: Buffer): Change | undefined {
    return this.changes.size === 0 ? undefined : this.changes.get(keyText(key))
  }

  changesIn(collection: CollectionState): Change[] {
    return [...this.changes.values()].filter((change) => change.collection.id === collection.id)
  }

  /** Asks for the right to write the document with this `_id`, whether or not it exists. */
  demand(collection: CollectionState, id: string | number): void {
    this.touch(keyText(documentKey(collection, id)))
  }

  /** Adds the document or puts it in the place of the one with its `_id`. */
  put(collection: CollectionState, document: Document): void {
    const key = documentKey(collection, document._id)
    this.touch(keyText(key))
    const entries = entriesOf(collection, document, this.catalog)
    this.claim(collection, key, entries)
    this.replace(collection, key, document, entries)
  }

  remove(collection: CollectionState, id: string | number): void {
    const key = documentKey(collection, id)
    this.touch(keyText(key))
    this.replace(collection, key, undefined, [])
  }

  /** Runs an operation of several writes; when it throws, none of them is in this set. */
  allOrNothing<T>(operation: () => T): T {
    const changes = new Map(this.changes)
    const claims = new Map(this.claims)
    try {
      return operation()
    } catch (error) {
      this.changes = changes
      this.claims = claims
      throw error
    }
  }

  /**
   * Brings the index entries up to date with indexes that have come or gone since a long transaction made them, and
   * checks them as if they were made now. `present` is the state into which they will be written. Throws before
   * anything is written.
   */
  renew(present: Reader): void {
    for (const change of [...this.changes.values()]) {
      const collection = this.catalog.find(change.collection.name) ?? change.collection
      if (collection === change.collection) continue
      const entries = change.after ? entriesOf(collection, change.after, this.catalog) : []
      this.claim(collection, change.key, entries, present)
      this.replace(collection, change.key, change.after, entries)
    }
  }

  /** Writes everything into the store. */
  apply(writer: Writer): void {
    const added: AddedEntry[] = []
    for (const change of this.changes.values()) applyChange(change, this.catalog, writer, added)
    // In order, so that those of a large set that lie side by side meet the same pages of the index.
    if (this.changes.size > 1) added.sort((left, right) => Buffer.compare(left.key, right.key))
    for (const { key, document } of added) writer.putEntry(key, document)
    if (this.catalog.dirty) {
      writer.putCatalog(this.catalog.stored())
      this.catalog.dirty = false
    }
  }

  private replace(
    collection: CollectionState,
    key: Buffer,
    after: Document | undefined,
    entries: readonly IndexEntry[],
  ): void {
    const text = keyText(key)
    const change = this.changes.get(text)
    const before = change ? change.before : this.reader.document(key)
    const previous = change ? change.entries : before ? entriesOf(collection, before, this.catalog) : []
    for (const entry of previous) {
      if (!entry.index.spec.unique) continue
      this.touch(keyText(entry.guard))
      if (this.claims.get(keyText(entry.guard)) === text) this.claims.delete(keyText(entry.guard))
    }
    for (const entry of entries) if (entry.index.spec.unique) this.claims.set(keyText(entry.guard), text)
    this.changes.set(text, { key, collection, before, after, entries })
  }

  /** Refuses an entry of a unique index that another document has, in this set or in the store. */
  private claim(
    collection: CollectionState,
    key: Buffer,
    entries: readonly IndexEntry[],
    state: Reader = this.reader,
  ): void {
    for (const entry of entries) {
      if (!entry.index.spec.unique) continue
      const guard = keyText(entry.guard)
      this.touch(guard)
      const owner = this.claims.get(guard) ?? this.storedOwner(entry, state)
      if (owner !== undefined && owner !== keyText(key)) {
        throw duplicateKey(collection.name, entry.index.spec.name, describeKeys(entry))
      }
    }
  }

  private storedOwner({ guard }: IndexEntry, state: Reader): string | undefined {
    for (const owner of state.entries({ from: guard, to: afterPrefix(guard) }, false)) {
      const change = this.changeOf(owner)
      const stillOwns = !change || change.entries.some((entry) => entry.guard.equals(guard))
      if (stillOwns) return keyText(owner)
    }
    return undefined
  }
}

function describeKeys({ index }: IndexEntry): string {
  return `{ ${index.spec.keys.map(([field]) => field).join(', ')} }`
}

/** An index entry to be written, and the key of the document it names. */
interface AddedEntry {
  readonly key: Buffer
  readonly document: Buffer
}

/** Removes what is gone and puts the document; the entries that are new are left to the caller, in `added`. */
function applyChange(change: Change, catalog: Catalog, writer: Writer, added: AddedEntry[]): void {
  const { key, collection, before, after, entries } = change
  const stale = new Map<string, IndexEntry>()
  if (before) for (const entry of entriesOf(collection, before, catalog)) stale.set(keyText(entry.key), entry)
  for (const entry of entries) {
    const isPresent = stale.size > 0 && stale.delete(keyText(entry.key))
    if (!isPresent) added.push({ key: entry.key, document: key })
  }
  for (const entry of stale.values()) writer.removeEntry(entry.key)
  if (after) writer.putDocument(key, after)
  else if (before) writer.removeDocument(key)
}
