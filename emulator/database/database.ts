import type {
  CollectionSpecs,
  Database,
  DatabaseSnapshot,
  Document,
  FindRequest,
  IndexSpec,
  ModifyRequest,
  ModifyResult,
  OperationCost,
  PlainObject,
  RemoveRequest,
} from '../types'
import { Catalog, type CollectionState } from './catalog'
import { CommitQueue } from './commit-queue'
import { declare, isDeclared } from './declarations'
import { cloneDocument, toDocument } from './documents'
import { collectionMissing, indexMissing, isConflict } from './errors'
import { claimFolder } from './folder-claim'
import { documentRange } from './index-entries'
import { Locks } from './locks'
import {
  countDocuments,
  findDocuments,
  insertDocuments,
  modifyDocuments,
  removeDocuments,
  type WritePlace,
} from './operations'
import { select, type View } from './selection'
import { aggregated } from './stages/pipeline'
import type { Read } from './stages/stage'
import { Store, type Writer } from './store'
import { TRANSACTION_TIMEOUT_MS, Transactions } from './transactions'
import { WriteSet } from './write-set'

/** Documents of one commit of an import: enough to spare flushes, few enough to let requests in between. */
const IMPORT_BATCH_SIZE = 5000

export interface DatabaseOptions {
  /** Lets queries without an index through. */
  readonly allowScans?: boolean
  /** Milliseconds since 1970, for $currentDate. Locks and time limits keep to the machine's own clock. */
  readonly clock?: () => number
  /** How long a transaction may stay open; shorter in tests only. */
  readonly transactionTimeoutMs?: number
}

/**
 * Opens the database in `dir`, which is made when missing. Throws one plain sentence when the folder is in use, is
 * damaged or belongs to something else. Must be closed.
 */
export async function openDatabase(dir: string, options: DatabaseOptions = {}): Promise<Database> {
  const giveBack = claimFolder(dir)
  try {
    return new DocumentDatabase(new Store(dir), options, giveBack)
  } catch (error) {
    giveBack()
    throw error
  }
}

class DocumentDatabase implements Database {
  private readonly catalog: Catalog
  private readonly locks = new Locks()
  private readonly queue: CommitQueue
  private readonly transactions: Transactions
  private readonly allowScans: boolean
  private readonly clock: () => number

  constructor(
    private readonly store: Store,
    options: DatabaseOptions,
    private readonly giveBack: () => void,
  ) {
    this.catalog = new Catalog(store.catalog())
    this.queue = new CommitQueue(
      store,
      this.locks,
      (commit) => this.locks.forgetUpTo(Math.min(commit, this.transactions.oldestSnapshot())),
      () => this.catalog.restore(store.catalog()),
    )
    const timeoutMs = options.transactionTimeoutMs ?? TRANSACTION_TIMEOUT_MS
    this.transactions = new Transactions(store, this.catalog, this.locks, timeoutMs)
    this.allowScans = options.allowScans ?? false
    this.clock = options.clock ?? Date.now
  }

  async declareCollections(specs: CollectionSpecs): Promise<void> {
    if (isDeclared(this.catalog, specs)) return
    await this.queue.submit((writer) => declare(this.catalog, specs, writer), { alone: true })
  }

  async createCollection(name: string): Promise<void> {
    if (this.catalog.find(name)) return
    await this.declareCollections({ [name]: { indexes: [] } })
  }

  collectionNames(): string[] {
    return this.catalog.names()
  }

  indexesOf(collection: string): readonly IndexSpec[] {
    return this.collection(collection)
      .indexes.filter((index) => !index.primary)
      .map(({ spec }) => spec)
  }

  async find(collection: string, request: FindRequest, cost = noCost()): Promise<Document[]> {
    return findDocuments(this.place(collection, this.viewOf(request.transactionId), cost), request)
  }

  async count(collection: string, query: PlainObject, cost = noCost()): Promise<number> {
    return countDocuments(this.place(collection, this.viewOf(undefined), cost), query)
  }

  async aggregate(
    collection: string,
    stages: readonly PlainObject[],
    cost = noCost(),
  ): Promise<PlainObject[]> {
    const view = this.viewOf(undefined)
    const read: Read = (name, request, consume) => {
      const place = this.place(name, view, cost)
      if (!this.allowScans && isEmpty(request.query) && request.limit === undefined) {
        throw indexMissing(`collection ${name}: an aggregation must begin with a $match that an index serves`)
      }
      return select(place.collection, request, view, place, (documents) => consume(counted(documents, cost)))
    }
    const indexedFields = (name: string) =>
      this.indexesOf(name).flatMap(({ keys }) => keys.slice(0, 1).map(([field]) => field))
    return aggregated(collection, stages, { read, indexedFields })
  }

  async insert(
    collection: string,
    documents: readonly PlainObject[],
    transactionId?: string,
    cost = noCost(),
  ): Promise<(string | number)[]> {
    return this.write(collection, transactionId, cost, (place) => insertDocuments(place, documents))
  }

  async modify(collection: string, request: ModifyRequest, cost = noCost()): Promise<ModifyResult> {
    return this.write(collection, request.transactionId, cost, (place) =>
      modifyDocuments(place, request, this.clock()),
    )
  }

  async remove(collection: string, request: RemoveRequest, cost = noCost()): Promise<number> {
    return this.write(collection, request.transactionId, cost, (place) => removeDocuments(place, request))
  }

  startTransaction(): string {
    return this.transactions.start()
  }

  async commitTransaction(transactionId: string): Promise<void> {
    const transaction = this.transactions.take(transactionId)
    try {
      if (transaction.held.size === 0) return
      await this.queue.submit((writer) => {
        transaction.writes.renew(writer)
        transaction.writes.apply(writer)
        this.locks.recordCommit([...transaction.held], writer.commit())
      })
    } finally {
      this.transactions.release(transaction)
    }
  }

  async abortTransaction(transactionId: string): Promise<void> {
    this.transactions.find(transactionId)
    this.transactions.end(transactionId)
  }

  async importDocuments(collection: string, documents: Iterable<Document>): Promise<number> {
    let count = 0
    let batch: Document[] = []
    const flush = async () => {
      const full = batch
      batch = []
      await this.write(collection, undefined, noCost(), ({ collection: target, view }) => {
        for (const document of full) view.writes.put(target, toDocument(document))
      })
      count += full.length
    }
    for (const document of documents) {
      batch.push(document)
      if (batch.length === IMPORT_BATCH_SIZE) await flush()
    }
    if (batch.length > 0) await flush()
    return count
  }

  snapshot(): DatabaseSnapshot {
    const snapshot = this.store.snapshot()
    const documentsOf = (name: string, afterId: string | number | undefined) => {
      const collection = this.collection(name)
      return snapshot.documents(documentRange(collection, afterId), false)
    }
    return {
      *documents(name, afterId) {
        for (const { document } of documentsOf(name, afterId)) yield cloneDocument(document)
      },
      release: () => snapshot.release(),
    }
  }

  private viewOf(transactionId: string | undefined): View {
    return transactionId === undefined
      ? { reader: this.store.latest() }
      : this.transactions.find(transactionId)
  }

  private place<V extends View>(name: string, view: V, cost: OperationCost) {
    return { collection: this.collection(name), view, cost, allowScans: this.allowScans }
  }

  private collection(name: string): CollectionState {
    const collection = this.catalog.find(name)
    if (!collection) throw collectionMissing(name)
    return collection
  }

  /** Runs a writing operation inside its transaction, or as a commit of its own. */
  private async write<T>(
    name: string,
    transactionId: string | undefined,
    cost: OperationCost,
    operation: (place: WritePlace) => T,
  ): Promise<T> {
    if (transactionId === undefined) {
      return this.queue.submit((writer) => this.writeAlone(name, writer, cost, operation))
    }
    const transaction = this.transactions.find(transactionId)
    try {
      const place = this.place(name, transaction, cost)
      return transaction.writes.allOrNothing(() => operation(place))
    } catch (error) {
      if (isConflict(error)) this.transactions.end(transactionId)
      throw error
    }
  }

  private writeAlone<T>(
    name: string,
    writer: Writer,
    cost: OperationCost,
    operation: (place: WritePlace) => T,
  ): T {
    const touched: string[] = []
    const writes = new WriteSet(writer, this.catalog, (resource) => {
      this.locks.demandFree(resource)
      touched.push(resource)
    })
    // Work that waits for a lock runs again from the start: only the run that succeeds is counted.
    const spent = noCost()
    const result = operation(this.place(name, { reader: writer, writes }, spent))
    writes.apply(writer)
    this.locks.recordCommit(touched, writer.commit())
    cost.read += spent.read
    cost.examined += spent.examined
    cost.written += spent.written
    return result
  }

  async close(): Promise<void> {
    this.transactions.endAll()
    await this.queue.close()
    await this.store.close()
    this.giveBack()
  }
}

function isEmpty(query: PlainObject | undefined): boolean {
  return Object.keys(query ?? {}).length === 0
}

function* counted(documents: Iterable<Document>, cost: OperationCost): Generator<Document> {
  for (const document of documents) {
    cost.read++
    yield document
  }
}

function noCost(): OperationCost {
  return { read: 0, examined: 0, written: 0 }
}
