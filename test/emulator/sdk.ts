/** The unmodified wx-server-sdk with types that fit; its own say `void | string` of most results. */
import { ENV_ID } from '../../emulator/environment'
import type { Emulator, PlainObject } from '../../emulator/types'

// biome-ignore lint/suspicious/noExplicitAny: what a test reads of a document is up to the test.
export type Data = any

export interface SdkQuery {
  where(query: unknown): SdkQuery
  orderBy(field: string, direction: 'asc' | 'desc'): SdkQuery
  skip(count: number): SdkQuery
  limit(count: number): SdkQuery
  field(projection: Readonly<Record<string, boolean>>): SdkQuery
  get(): Promise<{ data: Data[] }>
  count(): Promise<{ total: number }>
  update(options: { data: PlainObject }): Promise<{ stats: { updated: number } }>
  remove(): Promise<{ stats: { removed: number } }>
}

export interface SdkDocument {
  get(): Promise<{ data: Data }>
  set(options: { data: PlainObject }): Promise<{ _id: string; stats: { created: number; updated: number } }>
  update(options: { data: PlainObject }): Promise<{ stats: { updated: number } }>
  remove(): Promise<{ stats: { removed: number } }>
}

export interface SdkAggregate {
  match(stage: unknown): SdkAggregate
  group(stage: unknown): SdkAggregate
  lookup(stage: unknown): SdkAggregate
  end(): Promise<{ list: Data[] }>
}

export interface SdkCollection extends SdkQuery {
  doc(id: string | number): SdkDocument
  add(options: { data: PlainObject }): Promise<{ _id: string }>
  aggregate(): SdkAggregate
}

export interface SdkTransaction {
  collection(name: string): SdkCollection
  commit(): Promise<unknown>
  rollback(reason?: unknown): Promise<unknown>
}

export interface SdkDatabase {
  command: Data
  collection(name: string): SdkCollection
  createCollection(name: string): Promise<unknown>
  serverDate(options?: { offset: number }): unknown
  startTransaction(): Promise<SdkTransaction>
  runTransaction<T>(run: (transaction: SdkTransaction) => Promise<T>): Promise<T>
}

interface FileEntry {
  readonly fileID: string
  readonly status: number
  readonly tempFileURL: string
}

export interface Sdk {
  init(config: { env: string }): void
  database(): SdkDatabase
  callFunction(options: { name: string; data?: unknown }): Promise<{ result: Data }>
  uploadFile(options: { cloudPath: string; fileContent: Buffer }): Promise<{ fileID: string }>
  downloadFile(options: { fileID: string }): Promise<{ fileContent: Buffer; statusCode: number }>
  getTempFileURL(options: { fileList: unknown[] }): Promise<{ fileList: FileEntry[] }>
  deleteFile(options: { fileList: string[] }): Promise<{ fileList: FileEntry[] }>
  getOpenData(options: { list: string[] }): Promise<unknown>
  cloudPay: { unifiedOrder(order: PlainObject): Promise<unknown> }
  openapi: Data
}

/** Points the SDK of this process at an emulator. It reads the environment at each call. */
export function pointSdkAt(emulator: Pick<Emulator, 'environment'>): Sdk {
  // Its warning of slow database calls also comes three seconds after every call that failed; SILENCE keeps it away.
  Object.assign(process.env, emulator.environment(), { SILENCE: 'true' })
  const sdk: Sdk = require('wx-server-sdk')
  sdk.init({ env: ENV_ID })
  return sdk
}

/** What a promise rejects with; the SDK's errors are plain objects as often as Errors. */
export async function refusalOf(
  promise: Promise<unknown>,
): Promise<{ errCode: unknown; code: unknown; text: string }> {
  try {
    await promise
  } catch (error) {
    if (typeof error !== 'object' || error === null)
      return { errCode: undefined, code: undefined, text: String(error) }
    const fields = new Map<string, unknown>(Object.entries(error))
    const message = error instanceof Error ? error.message : fields.get('message')
    return {
      errCode: fields.get('errCode'),
      code: fields.get('code'),
      text: `${message} ${fields.get('errMsg')}`,
    }
  }
  throw new Error('it was not refused')
}
