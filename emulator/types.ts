/**
 * The seams between the emulator's parts. Each part is its own folder and knows the others by these shapes only; those
 * of the open APIs and of the clock are in their folders.
 */
import type { Readable } from 'node:stream'
import type { Timers, VirtualClock } from './clock/types'
import type { OpenApi } from './openapi/types'

/** A stored document: plain JSON values, Date and RegExp. Always has an `_id` (string or number). */
export type Document = { _id: string | number } & Record<string, unknown>
export type PlainObject = Record<string, unknown>

/** One ordered index. `keys` in order, 1 ascending, -1 descending; a key that meets an array is multikey. */
export interface IndexSpec {
  readonly name: string
  readonly keys: readonly (readonly [field: string, direction: 1 | -1])[]
  readonly unique?: boolean
}
/** `{ posts: { indexes: [...] } }`: what `--collections FILE.json` holds and what `collections.ts` files declare. */
export type CollectionSpecs = Record<string, { readonly indexes: readonly IndexSpec[] }>

/** What an operation touched: the cloud bills `read` and `written`; `examined` also counts what was looked at in vain. */
export interface OperationCost {
  read: number
  examined: number
  written: number
  /** Who gives a list here is told which indexes served the last query. */
  servedBy?: readonly string[]
}

/** An error with the code that the wire carries; wx-server-sdk maps it to an errCode. */
export class CloudError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message)
    this.name = 'CloudError'
  }
}

export interface FindRequest {
  readonly query?: PlainObject
  readonly projection?: PlainObject
  readonly order?: Record<string, 1 | -1>
  readonly offset?: number
  readonly limit?: number
  readonly transactionId?: string
}
export interface ModifyRequest {
  readonly query: PlainObject
  /** With `merge`: MongoDB update operators. Without: the whole new document. */
  readonly data: PlainObject
  readonly multi: boolean
  readonly merge: boolean
  readonly upsert: boolean
  readonly transactionId?: string
}
export interface ModifyResult {
  /** How many documents are different afterwards. */
  readonly updated: number
  readonly upsertedId: string | number | null
  /** Without `multi`: the document that was meant, as it is afterwards; null when there is none. */
  readonly document: Document | null
}
export interface RemoveRequest {
  readonly query: PlainObject
  readonly multi: boolean
  readonly transactionId?: string
}

/** The documents of one moment, however long they are read. Must be released. */
export interface DatabaseSnapshot {
  /** In the order of their `_id`s, those after `afterId` when it is given. DATABASE_COLLECTION_NOT_EXIST. */
  documents(collection: string, afterId?: string | number): Iterable<Document>
  release(): void
}

/**
 * The document database. Every method that writes resolves only after the commit is on disk.
 * Errors are CloudError: DATABASE_COLLECTION_NOT_EXIST, DATABASE_REQUEST_FAILED (duplicate keys, type errors),
 * DATABASE_TRANSACTION_CONFLICT, DATABASE_TRANSACTION_FAIL (expired or unknown), INDEX_MISSING, NOT_EMULATED.
 */
export interface Database {
  /** Creates what is missing and builds indexes that were added; harmless when repeated. */
  declareCollections(specs: CollectionSpecs): Promise<void>
  createCollection(name: string): Promise<void>
  collectionNames(): string[]
  /** The declared indexes of a collection, without the order by `_id` that every one has. DATABASE_COLLECTION_NOT_EXIST. */
  indexesOf(collection: string): readonly IndexSpec[]

  /** What is found may be frozen, for others may be given the same: copy what is to be changed. */
  find(collection: string, request: FindRequest, cost?: OperationCost): Promise<Document[]>
  count(collection: string, query: PlainObject, cost?: OperationCost): Promise<number>
  aggregate(collection: string, stages: readonly PlainObject[], cost?: OperationCost): Promise<PlainObject[]>
  insert(
    collection: string,
    documents: readonly PlainObject[],
    transactionId?: string,
    cost?: OperationCost,
  ): Promise<(string | number)[]>
  modify(collection: string, request: ModifyRequest, cost?: OperationCost): Promise<ModifyResult>
  remove(collection: string, request: RemoveRequest, cost?: OperationCost): Promise<number>

  startTransaction(): string
  commitTransaction(transactionId: string, cost?: OperationCost): Promise<void>
  abortTransaction(transactionId: string): Promise<void>

  /** Holds on to the present state, for an export or a long look. */
  snapshot(): DatabaseSnapshot
  /** Loads fixtures fast, in large commits, keeping the indexes; replaces documents of the same `_id`. */
  importDocuments(collection: string, documents: Iterable<Document>): Promise<number>
  close(): Promise<void>
}

/** Who a function invocation is made for. An empty openid is somebody without a WeChat identity. */
export interface Identity {
  readonly openid: string
  readonly unionid?: string
}
/** What `getWXContext().SOURCE` will say. */
export type InvocationSource = 'wx_client' | 'wx_trigger' | 'wx_push'

/** One finished invocation, as `npm run cost` and the console show it. */
export interface InvocationRecord {
  readonly functionName: string
  readonly requestId: string
  /** `event.action` when the event has one. */
  readonly action?: string
  readonly startedAt: number
  readonly durationMs: number
  readonly coldStartMs?: number
  /** Calls that reached the emulator from inside this invocation (start, commit and nested functions counted). */
  readonly calls: number
  /** The longest chain of calls each of which began after the one before it had ended. */
  readonly roundTrips: number
  /** The same of the database's calls alone: one made after a call of the storage stands behind what that waited for. */
  readonly databaseTrips: number
  readonly cost: OperationCost
  /** Size of the answer in bytes, as JSON. */
  readonly bytes: number
  readonly error?: string
  /** What the function wrote to its console. */
  readonly logs: readonly string[]
}

export interface InvocationResult {
  /** The answer as JSON text; absent when the function failed. */
  readonly json?: string
  readonly error?: {
    readonly errorMessage: string
    readonly errorType?: string
    readonly stackTrace?: string
  }
  readonly record: InvocationRecord
}

export interface FunctionHost {
  invoke(
    functionName: string,
    event: unknown,
    caller: { identity: Identity; source: InvocationSource; clientIp?: string },
  ): Promise<InvocationResult>
  /** The newest last, at most a few hundred. */
  readonly records: readonly InvocationRecord[]
  /** Drops idle workers so that the next call loads the code anew. */
  reload(functionName?: string): void
  /** Loads one worker of each function, so that the first call of each is not a cold one. Never rejects. */
  warm(): Promise<void>
  close(): Promise<void>
}

/** A file as the storage lists it. `writtenAt` in epoch milliseconds of the virtual clock. */
export interface StoredFile {
  readonly fileId: string
  readonly path: string
  readonly bytes: number
  readonly writtenAt: number
}

/** Private files under a server-made id `cloud://{env}.{bucket}/{path}`. */
export interface FileStorage {
  fileIdOf(path: string): string
  write(path: string, bytes: Uint8Array): Promise<string>
  read(fileId: string): Promise<Buffer | undefined>
  remove(fileId: string): Promise<boolean>
  /** Every file there is, in the order of their paths. */
  list(): Promise<readonly StoredFile[]>
  /** A signed address on this server that stops working after `maxAgeS` seconds; undefined if there is no such file. */
  temporaryUrl(fileId: string, maxAgeS: number): Promise<string | undefined>
}

/** One call from inside an invocation, held at the emulator's door. Tests decide there what becomes of it. */
export interface HeldCall {
  readonly functionName: string
  /** The invocation's request id. */
  readonly requestId: string
  /** `database.getDocument`, `wx.openApi`, ... */
  readonly action: string
  /** 0 for the invocation's first call. */
  readonly index: number
}
/**
 * What happens to a call instead of its honest answer: the instance dies before or after it was applied, an error is
 * answered and nothing applied, it is applied and never answered, or it meets a transaction conflict.
 */
export type CallFault = 'crash-before' | 'crash-after' | 'error' | 'applied-but-timeout' | 'conflict'
/** Decides what becomes of a call; may also make it wait. Undefined lets it through. */
export type CallInterceptor = (call: HeldCall) => Promise<CallFault | undefined> | CallFault | undefined

/** Everything that lasts, as one file: documents with their indexes, files, clock, messages, identities. */
export interface Archive {
  /** A gzipped tar. */
  export(): Readable
  /** Replaces everything. Refuses, and changes nothing, when the file is not an export. */
  import(archive: Readable): Promise<void>
}

/** Somebody the identity picker offers. `avatarUrl` is an address or a file id (`cloud://...`). */
export interface PickableIdentity {
  readonly openid: string
  readonly name: string
  readonly note?: string
  readonly avatarUrl?: string
}

export interface EmulatorOptions {
  /** 0 takes any free port. Always bound to 127.0.0.1. */
  readonly port: number
  /** Everything that lasts: the database and the files. Made when missing. */
  readonly dataDir: string
  /** Built functions, one folder each with index.js, and collections.json. Default `dist/cloud`. */
  readonly functionsDir?: string
  /** Built h5 app to serve. Without it the gateway answers calls only. */
  readonly h5Dir?: string
  /** Overrides `{functionsDir}/collections.json`. */
  readonly collectionsFile?: string
  /** Lets queries without an index through. Only for programs that are not ours. */
  readonly allowScans?: boolean
  /** The gateway's token for this run; random when absent. */
  readonly token?: string
  /** Reload functions when their built files change. */
  readonly watch?: boolean
  /**
   * Answers no call of a function sooner than this, nor sooner than this after its newest call. Calls that a function begins together then
   * overlap, however busy the machine is: `roundTrips` counts the waits that a function really has. Default 2;
   * with 0 nothing is held back, and what was begun together may be counted as a wait. A function is asked as each
   * invocation begins, by who counts the waits of some invocations only.
   */
  readonly callLatencyMs?: number | (() => number)
  /** The templates of subscribe messages. Default `{functionsDir}/templates.json`; without one there are none. */
  readonly templatesFile?: string
  /** The mini program's built `app.json`: messages and codes that open another page are then refused. */
  readonly appFile?: string
  /** Timers run by themselves from the start. Default false: tests run them by `advance` and `runNow`. */
  readonly runTimers?: boolean
  /**
   * How long a transaction that nobody ends may stay open and hold its documents. Default 30 s, the cloud's; shorter
   * in tests that let functions die in the middle of one.
   */
  readonly transactionTimeoutMs?: number
  /** Environment variables of the functions, as the cloud's console sets them. */
  readonly variables?: Readonly<Record<string, string>>
  /** Whom the identity picker offers; without it `{dataDir}/identities.json`, read anew each time, if there is one. */
  readonly identities?: readonly PickableIdentity[]
}

export interface Emulator {
  readonly url: string
  readonly port: number
  /** The one address to open in a browser: it carries the run's token. */
  readonly entryUrl: string
  /** As `entryUrl`, for the console. */
  readonly consoleUrl: string
  readonly token: string
  /** The folder of the options: everything that lasts. */
  readonly dataDir: string
  readonly database: Database
  readonly storage: FileStorage
  readonly functions: FunctionHost
  readonly openapi: OpenApi
  readonly clock: VirtualClock
  readonly timers: Timers
  readonly archive: Archive
  /** From now on every call from inside an invocation is shown to this interceptor; undefined lets all through. */
  intercept(interceptor: CallInterceptor | undefined): void
  /** The environment that points any process using wx-server-sdk at this emulator. */
  environment(): Record<string, string>
  close(): Promise<void>
}
