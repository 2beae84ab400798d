import type { CollectionSpecs, IndexSpec } from '../types'
import { requestFailed } from './errors'

/** What every collection's index of its ids is called. */
export const ID_INDEX_NAME = '_id_'

/** One index as it stands in the store. */
export interface IndexState {
  readonly spec: IndexSpec
  /** First four bytes of its keys. */
  readonly id: number
  /** The commit that built it: older snapshots do not contain it. */
  readonly since: number
  /** Which of its keys have met an array in some document. Never taken back: it only makes plans more careful. */
  readonly multikey: boolean[]
  /** The order of documents by `_id`, which is the document table itself. */
  readonly primary: boolean
}
export interface CollectionState {
  readonly name: string
  /** First four bytes of its documents' keys. */
  readonly id: number
  readonly indexes: readonly IndexState[]
}

/** What is kept in the store about collections. */
export interface StoredCatalog {
  nextId: number
  collections: {
    name: string
    id: number
    indexes: { spec: IndexSpec; id: number; since: number; multikey: boolean[] }[]
  }[]
}

const COLLECTION_NAME = /^[A-Za-z0-9_-]{1,64}$/

/** The collections and indexes that exist, mirrored in memory. Changed only inside a write of the store. */
export class Catalog {
  private readonly collections = new Map<string, CollectionState>()
  private nextId = 1
  /** Some index has met its first array since the catalog was last stored. */
  dirty = false

  constructor(stored: StoredCatalog | undefined) {
    this.restore(stored)
  }

  /** Takes back what a write that failed has left in memory. */
  restore(stored: StoredCatalog | undefined): void {
    this.nextId = stored?.nextId ?? 1
    this.collections.clear()
    for (const { name, id, indexes } of stored?.collections ?? []) {
      const states = indexes.map((index) => ({ ...index, multikey: [...index.multikey], primary: false }))
      this.collections.set(name, { name, id, indexes: [primaryIndex(id), ...states] })
    }
  }

  names(): string[] {
    return [...this.collections.keys()]
  }

  find(name: string): CollectionState | undefined {
    return this.collections.get(name)
  }

  stored(): StoredCatalog {
    const collections = [...this.collections.values()].map(({ name, id, indexes }) => ({
      name,
      id,
      indexes: indexes
        .filter((index) => !index.primary)
        .map(({ spec, id: indexId, since, multikey }) => ({ spec, id: indexId, since, multikey })),
    }))
    return { nextId: this.nextId, collections }
  }

  /** Adds an empty collection, or answers the one that is there. */
  create(name: string): CollectionState {
    const present = this.collections.get(name)
    if (present) return present
    if (!COLLECTION_NAME.test(name)) throw requestFailed(`'${name}' cannot be the name of a collection`)
    const id = this.nextId++
    const created: CollectionState = { name, id, indexes: [primaryIndex(id)] }
    this.collections.set(name, created)
    return created
  }

  addIndex(name: string, spec: IndexSpec, since: number): IndexState {
    const collection = this.create(name)
    const index: IndexState = {
      spec,
      id: this.nextId++,
      since,
      multikey: spec.keys.map(() => false),
      primary: false,
    }
    this.collections.set(name, { ...collection, indexes: [...collection.indexes, index] })
    return index
  }

  dropIndex(name: string, index: IndexState): void {
    const collection = this.create(name)
    this.collections.set(name, {
      ...collection,
      indexes: collection.indexes.filter((one) => one.id !== index.id),
    })
  }

  markMultikey(index: IndexState, position: number): void {
    if (index.multikey[position]) return
    index.multikey[position] = true
    this.dirty = true
  }
}

function primaryIndex(id: number): IndexState {
  return {
    spec: { name: ID_INDEX_NAME, keys: [['_id', 1]], unique: true },
    id,
    since: 0,
    multikey: [false],
    primary: true,
  }
}

/** Refuses a declaration that could not be built; answers nothing. */
export function checkSpecs(specs: CollectionSpecs): void {
  for (const [collection, { indexes }] of Object.entries(specs)) {
    const names = new Set<string>()
    for (const { name, keys } of indexes) {
      if (names.has(name)) throw requestFailed(`${collection}: two indexes are named '${name}'`)
      names.add(name)
      const fields = new Set(keys.map(([field]) => field))
      if (keys.length === 0 || fields.size !== keys.length) {
        throw requestFailed(`${collection}: index '${name}' needs at least one field, each only once`)
      }
      if (keys.some(([field, direction]) => field === '' || (direction !== 1 && direction !== -1))) {
        throw requestFailed(`${collection}: index '${name}' has a key that is not [field, 1 or -1]`)
      }
    }
  }
}

export function sameSpec(left: IndexSpec, right: IndexSpec): boolean {
  return (
    left.name === right.name &&
    Boolean(left.unique) === Boolean(right.unique) &&
    left.keys.length === right.keys.length &&
    left.keys.every(
      ([field, direction], at) => right.keys[at]?.[0] === field && right.keys[at]?.[1] === direction,
    )
  )
}
