import { mkdirSync } from 'node:fs'
import {
  open,
  type RootDatabase,
  type RootDatabaseOptions,
  type Database as Table,
  type Transaction,
} from 'lmdb'
import { Encoder } from 'msgpackr'
import type { Document } from '../types'
import type { StoredCatalog } from './catalog'
import { checkDataFile } from './data-file'
import { DocumentCache } from './document-cache'
import { reasonOf } from './errors'

/** The version of the layout on disk. */
const FORMAT = 1
/** Each open transaction holds one reader for its snapshot. */
const READERS_MAX = 4096
const TABLES = new Set(['catalog', 'commits', 'documents', 'entries'])
const CLEAR_SLICE = 1000
const EVERYTHING = { start: Buffer.from([0]) }
/**
 * MessagePack that also keeps dates and regular expressions. The encoder is made here and not by lmdb, which is loaded
 * once a process: under a test runner with a global object for each test file it would not know the file's Date.
 */
const DOCUMENT_TABLE: RootDatabaseOptions = {
  keyEncoding: 'binary',
  encoding: 'msgpack',
  // Made here: a test runner may load lmdb once for several files, and to its own encoder their dates would be text.
  encoder: new Encoder({ structuredClone: true, useRecords: false, mapsAsObjects: true }),
}

/** Keys from `from` (included) to `to` (excluded). */
export interface KeyRange {
  readonly from: Buffer
  readonly to: Buffer
}

/** One consistent state of the store: the newest one, a snapshot, or the one being written. */
export interface Reader {
  /** The number of the last commit that this state contains. */
  commit(): number
  document(key: Buffer): Document | undefined
  documents(range: KeyRange, reverse: boolean): Iterable<{ key: Buffer; document: Document }>
  /** The keys of the documents that an index names in this range, in the index's order. */
  entries(range: KeyRange, reverse: boolean): Iterable<Buffer>
  countDocuments(range: KeyRange): number
  countEntries(range: KeyRange): number
}
export interface Snapshot extends Reader {
  /** Must be called: a snapshot that stays open keeps the store from using freed pages again. */
  release(): void
}
export interface Writer extends Reader {
  putDocument(key: Buffer, document: Document): void
  removeDocument(key: Buffer): void
  putEntry(key: Buffer, documentKey: Buffer): void
  removeEntry(key: Buffer): void
  clearEntries(range: KeyRange): void
  putCatalog(catalog: StoredCatalog): void
}

interface StoredFormat extends StoredCatalog {
  readonly format: number
}

/**
 * The LMDB environment: documents and index entries in one ordered table each, the catalog and the number of the last
 * commit in two more. `overlappingSync` is off, so LMDB writes its pages, calls fdatasync, writes its meta page to a
 * descriptor opened with O_DSYNC, and only then does the promise of a write resolve: resolved means on disk.
 */
export class Store {
  private readonly root: RootDatabase<Buffer, Buffer>
  private readonly tables: Tables
  private readonly newest: Reader
  private readonly cache = new DocumentCache()

  /** Opens or makes the store in `dir`; throws one sentence when the folder holds something else or is damaged. */
  constructor(dir: string) {
    try {
      mkdirSync(dir, { recursive: true })
      checkDataFile(dir)
      this.root = openRoot(dir)
      this.tables = openTables(this.root)
      this.newest = this.cached(readerOf(this.tables, undefined))
    } catch (error) {
      throw new Error(`The data folder ${dir} cannot be used as a database: ${reasonOf(error)}.`, {
        cause: error,
      })
    }
  }

  catalog(): StoredCatalog | undefined {
    return this.tables.catalog.get('catalog')
  }

  /** The newest committed state. Every call of one synchronous run sees the same one. */
  latest(): Reader {
    return this.newest
  }

  snapshot(): Snapshot {
    // biome-ignore lint/correctness/useHookAtTopLevel: LMDB's method only has the name of a React hook.
    const transaction = this.root.useReadTransaction()
    return { ...readerOf(this.tables, transaction), release: () => transaction.done() }
  }

  /**
   * Runs `work` inside one LMDB write transaction and resolves when the commit is on disk. Whatever `work` throws
   * undoes all of it. `work` is called later, when LMDB's write lock is held, and must not wait for anything.
   */
  async write(work: (writer: Writer) => void): Promise<void> {
    const held: string[] = []
    try {
      await this.root.childTransaction(() => work(this.writer((key) => held.push(this.cache.hold(key)))))
    } finally {
      // The shared read transaction of this turn may still show the state before the commit.
      this.root.resetReadTxn()
      this.cache.release(held)
    }
  }

  async close(): Promise<void> {
    await this.root.close()
  }

  private cached(reader: Reader): Reader {
    return { ...reader, document: (key) => this.cache.read(key, () => reader.document(key)) }
  }

  /** The state being written. `hold` is told of each document before it is written. */
  private writer(hold: (key: Buffer) => void): Writer {
    const { tables } = this
    const commit = (tables.commits.get('last') ?? 0) + 1
    tables.commits.putSync('last', commit)
    return {
      ...readerOf(tables, undefined),
      commit: () => commit,
      putDocument: (key, document) => {
        hold(key)
        tables.documents.putSync(key, document)
      },
      removeDocument: (key) => {
        hold(key)
        tables.documents.removeSync(key)
      },
      putEntry: (key, documentKey) => tables.entries.putSync(key, documentKey),
      removeEntry: (key) => tables.entries.removeSync(key),
      clearEntries: (range) => clearRange(tables.entries, range),
      putCatalog: (catalog) => tables.catalog.putSync('catalog', { format: FORMAT, ...catalog }),
    }
  }
}

interface Tables {
  readonly documents: Table<Document, Buffer>
  readonly entries: Table<Buffer, Buffer>
  readonly catalog: Table<StoredFormat, 'catalog'>
  readonly commits: Table<number, 'last'>
}

function openRoot(dir: string): RootDatabase<Buffer, Buffer> {
  return open<Buffer, Buffer>({
    path: dir,
    // Or a folder with a dot in its name would be taken for a file.
    noSubdir: false,
    overlappingSync: false,
    maxReaders: READERS_MAX,
    keyEncoding: 'binary',
    encoding: 'binary',
  })
}

function openTables(root: RootDatabase<Buffer, Buffer>): Tables {
  // In the root table stand the names of the others; a first start that was cut short has made only some of them.
  for (const key of root.getKeys(EVERYTHING)) {
    if (!TABLES.has(key.toString('utf8').replaceAll('\0', ''))) throw new Error('another program wrote it')
  }
  const catalog = root.openDB<StoredFormat, 'catalog'>('catalog', { encoding: 'json' })
  const format = catalog.get('catalog')?.format
  if (format !== undefined && format !== FORMAT) throw new Error(`its format is ${format}, not ${FORMAT}`)
  const commits = root.openDB<number, 'last'>('commits', { encoding: 'json' })
  return {
    catalog,
    commits,
    documents: root.openDB<Document, Buffer>('documents', DOCUMENT_TABLE),
    entries: root.openDB<Buffer, Buffer>('entries', { keyEncoding: 'binary', encoding: 'binary' }),
  }
}

function readerOf(tables: Tables, transaction: Transaction | undefined): Reader {
  const options = transaction ? { transaction } : {}
  return {
    commit: () => tables.commits.get('last', options) ?? 0,
    document: (key) => tables.documents.get(key, options),
    *documents(range, reverse) {
      for (const { key, value } of tables.documents.getRange({ ...bounds(range, reverse), ...options })) {
        yield { key, document: value }
      }
    },
    *entries(range, reverse) {
      for (const { value } of tables.entries.getRange({ ...bounds(range, reverse), ...options })) yield value
    },
    countDocuments: (range) => tables.documents.getKeysCount({ ...bounds(range, false), ...options }),
    countEntries: (range) => tables.entries.getKeysCount({ ...bounds(range, false), ...options }),
  }
}

/** Removes in slices, because a cursor must not lose the entry it stands on. */
function clearRange(table: Table<Buffer, Buffer>, range: KeyRange): void {
  const slice = () => [...table.getKeys({ ...bounds(range, false), limit: CLEAR_SLICE })]
  for (let keys = slice(); keys.length > 0; keys = slice()) for (const key of keys) table.removeSync(key)
}

/** LMDB walks backwards from its `start` down to its `end`; ours includes `from` and excludes `to` either way. */
function bounds({ from, to }: KeyRange, reverse: boolean) {
  return reverse
    ? { start: to, exclusiveStart: true, end: from, inclusiveEnd: true, reverse }
    : { start: from, end: to }
}
