/**
 * The only file that imports wx-server-sdk. It gives the SDK's loosely typed surface the types of our documents
 * (the casts in this file are the only unchecked ones of the data) and counts every call.
 */
import type { ReadStream } from 'node:fs'
import * as cloud from 'wx-server-sdk'
import { FILE_URL_TTL_S, QUERY_LIMIT_MAX } from '../../contract/limits'
import { metered } from './meter'

/** What the SDK calls a document, an update or a query result. */
interface SdkDoc<T> {
  get(): Promise<{ data: T | null }>
  update(options: { data: Patch<T> }): Promise<{ stats: { updated: number } }>
  set(options: { data: Omit<T, '_id'> }): Promise<unknown>
  remove(): Promise<{ stats: { removed: number } }>
}
interface SdkQuery<T> {
  orderBy(field: string, direction: 'asc' | 'desc'): SdkQuery<T>
  limit(count: number): SdkQuery<T>
  field(projection: Readonly<Record<string, true>>): SdkQuery<T>
  get(): Promise<{ data: T[] }>
  count(): Promise<{ total: number }>
  update(options: { data: Patch<T> }): Promise<{ stats: { updated: number } }>
  remove(): Promise<{ stats: { removed: number } }>
}
interface SdkCollection<T> {
  doc(id: string): SdkDoc<T>
  where(filter: Filter<T>): SdkQuery<T>
  add(options: { data: T }): Promise<{ _id: string }>
}
interface SdkTransaction {
  collection<T>(name: string): SdkCollection<T>
  commit(): Promise<unknown>
  rollback(): Promise<unknown>
}
interface SdkDatabase {
  collection<T>(name: string): SdkCollection<T>
  startTransaction(): Promise<SdkTransaction>
}
interface SdkSecurity {
  msgSecCheck(request: {
    version: 2
    openid: string
    scene: number
    content: string
  }): Promise<{ result?: { suggest?: string } }>
  mediaCheckAsync(request: {
    version: 2
    openid: string
    scene: number
    mediaType: 2
    mediaUrl: string
  }): Promise<{ traceId?: string }>
}

interface SdkMessages {
  send(request: {
    touser: string
    templateId: string
    page: string
    data: Readonly<Record<string, { readonly value: string }>>
  }): Promise<unknown>
}
interface SdkCodes {
  getUnlimited(request: {
    scene: string
    page: string
    checkPath: boolean
  }): Promise<{ buffer?: Buffer; errMsg?: string }>
}

cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV as unknown as string })
const database = cloud.database({ throwOnNotFound: false } as object) as unknown as SdkDatabase
const security = cloud.openapi.security as SdkSecurity
const codes = cloud.openapi.wxacode as SdkCodes
const messages = cloud.openapi.subscribeMessage as SdkMessages
const command = cloud.database().command

/** A query condition or an update operator of the SDK; made by the functions below only. */
declare const operator: unique symbol
export interface Operator<V> {
  readonly [operator]: V
}
/** Fields that must equal a value or satisfy an operator. */
export type Filter<T> = { readonly [K in keyof T]?: T[K] | Operator<T[K]> } & {
  readonly [path: `${string}.${string}`]: string | number | Operator<string> | Operator<number>
}
/**
 * Fields to set, each to a value or by an operator. Plain objects would be merged: use `replaced`. A path leads into an
 * object, for a number of its that is counted.
 */
export type Patch<T> = { readonly [K in keyof T]?: T[K] | Operator<T[K]> } & {
  readonly [path: `${string}.${string}`]: Operator<number>
}

const asOperator = <V>(sdkOperator: object): Operator<V> => sdkOperator as Operator<V>

export const lessThan = <V extends string | number>(bound: V): Operator<V> => asOperator(command.lt(bound))
export const atLeast = <V extends string | number>(bound: V): Operator<V> => asOperator(command.gte(bound))
export const atMost = <V extends string | number>(bound: V): Operator<V> => asOperator(command.lte(bound))
export const greaterThan = <V extends string | number>(bound: V): Operator<V> => asOperator(command.gt(bound))
/** Above the one and below the other. */
export const between = <V extends string | number>(low: V, high: V): Operator<V> =>
  asOperator(command.gt(low).and(command.lt(high)))
/** An array field that holds this member. */
export const holding = <V>(member: V): Operator<readonly V[]> => asOperator(command.eq(member))
/** The field is not there. */
export const absent = <V>(): Operator<V> => asOperator(command.exists(false))
/** An array field that does not hold this member. */
export const notHolding = <V>(member: V): Operator<readonly V[]> => asOperator(command.neq(member))
export const oneOf = <V>(values: readonly V[]): Operator<V> => asOperator(command.in([...values]))
/** One of these values, or the field is not there. */
export const oneOfOrAbsent = <V>(values: readonly V[]): Operator<V> =>
  asOperator(command.in([...values, null]))
export const increasedBy = (amount: number): Operator<number> => asOperator(command.inc(amount))
/** A list with one more at its end. */
export const appended = <V>(member: V): Operator<readonly V[]> => asOperator(command.push([member]))
/** An ordered array with these in their places by size, of which the `count` largest stay. */
export const largestOf = <V extends number | string>(
  values: readonly V[],
  count: number,
): Operator<readonly V[]> => asOperator(command.push({ each: [...values], sort: 1, slice: -count }))
/** An ordered array with one more in its place by size, of which the `count` largest stay. */
export const largestWith = <V extends number | string>(value: V, count: number) => largestOf([value], count)
/** A list with one more at its end, of which the last `count` stay. */
export const lastWith = <V>(value: V, count: number): Operator<readonly V[]> =>
  asOperator(command.push({ each: [value], slice: -count }))
/** A list without these members. */
export const listWithout = <V>(members: readonly V[]): Operator<readonly V[]> =>
  asOperator(command.pullAll([...members]))
/** The field is taken away. */
export const removed = <V>(): Operator<V> => asOperator(command.remove())
/** The whole value, where an object given plainly would be merged into what is there. */
export const replacedBy = <V>(value: V): Operator<V> => asOperator(command.set(value))

/** One query: every one states its limit, and its order by a declared index. */
export interface Find<T, K extends keyof T> {
  readonly where: Filter<T>
  readonly orderBy?: readonly [field: keyof T & string, direction: 'asc' | 'desc']
  /** At most QUERY_LIMIT_MAX. */
  readonly limit: number
  /** The fields to fetch besides `_id`; all of them when absent. */
  readonly fields?: readonly K[]
}

/** The documents of one collection, outside any transaction. */
export interface Collection<T extends { readonly _id: string }> {
  readonly name: string
  get(id: string): Promise<T | undefined>
  /** Those of these ids that exist, in no order. At most QUERY_LIMIT_MAX ids; none costs no call. */
  getMany(ids: readonly string[]): Promise<T[]>
  find<K extends keyof T = keyof T>(query: Find<T, K>): Promise<Pick<T, K | '_id'>[]>
  /**
   * Adds a document whose `_id` is its once-only guard. Answers undefined when it was added, and the document
   * that was there before when not. (A duplicate key cannot be told from other failures by its error.)
   */
  addOrGet(document: T): Promise<T | undefined>
  /** Writes a document whole, whatever was there under its `_id`: for what is the same whoever writes it. */
  put(document: T): Promise<void>
  /** How many documents were changed: 0 or 1. */
  update(id: string, patch: Patch<T>): Promise<number>
  /** Changes every document that matches, each atomically; how many there were. */
  updateWhere(where: Filter<T>, patch: Patch<T>): Promise<number>
  /** How many documents were removed: 0 or 1. */
  remove(id: string): Promise<number>
  /** Removes every document that matches; how many there were. */
  removeWhere(where: Filter<T>): Promise<number>
  /** How many documents match. It costs what they are many, so that jobs alone may ask (test/architecture). */
  count(where: Filter<T>): Promise<number>
}

const countRead = (result: { data: unknown }) => ({
  read: Array.isArray(result.data) ? result.data.length : result.data === null ? 0 : 1,
})
const countUpdated = (result: { stats: { updated: number } }) => ({ written: result.stats.updated })
const countRemoved = (result: { stats: { removed: number } }) => ({ written: result.stats.removed })
const countTotal = (result: { total: number }) => ({ read: result.total })
const countAdded = () => ({ written: 1 })

/** The collection of this name. */
export function collection<T extends { readonly _id: string }>(name: string): Collection<T> {
  const documents = () => database.collection<T>(name)
  const get = async (id: string) => {
    const { data } = await metered(() => documents().doc(id).get(), countRead)
    return data ?? undefined
  }
  const find = async <K extends keyof T>(query: Find<T, K>): Promise<Pick<T, K | '_id'>[]> => {
    if (query.limit > QUERY_LIMIT_MAX) throw new RangeError(`a query asks for at most ${QUERY_LIMIT_MAX}`)
    let asked = documents().where(query.where).limit(query.limit)
    if (query.orderBy) asked = asked.orderBy(...query.orderBy)
    if (query.fields) asked = asked.field(Object.fromEntries(query.fields.map((field) => [field, true])))
    const { data } = await metered(() => asked.get(), countRead)
    return data
  }
  return {
    name,
    get,
    find,
    async getMany(ids) {
      if (ids.length === 0) return []
      const byId: Filter<{ _id: string }> = { _id: oneOf(ids) }
      const asked = database
        .collection<T>(name)
        .where(byId as Filter<T>)
        .limit(ids.length)
      if (ids.length > QUERY_LIMIT_MAX) throw new RangeError(`a query asks for at most ${QUERY_LIMIT_MAX}`)
      const { data } = await metered(() => asked.get(), countRead)
      return data
    },
    async addOrGet(document) {
      try {
        await metered(() => documents().add({ data: document }), countAdded)
        return undefined
      } catch (error) {
        const present = await get(document._id)
        if (!present) throw error
        return present
      }
    },
    async put({ _id, ...fields }) {
      await metered(() => documents().doc(_id).set({ data: fields }), countAdded)
    },
    async update(id, patch) {
      const { stats } = await metered(() => documents().doc(id).update({ data: patch }), countUpdated)
      return stats.updated
    },
    async updateWhere(where, patch) {
      const { stats } = await metered(() => documents().where(where).update({ data: patch }), countUpdated)
      return stats.updated
    },
    async remove(id) {
      const { stats } = await metered(() => documents().doc(id).remove(), countRemoved)
      return stats.removed
    },
    async removeWhere(where) {
      const { stats } = await metered(() => documents().where(where).remove(), countRemoved)
      return stats.removed
    },
    async count(where) {
      const { total } = await metered(() => documents().where(where).count(), countTotal)
      return total
    },
  }
}

/** The documents of one collection inside a transaction: only what the platform runs inside one. */
export interface TransactionCollection<T extends { readonly _id: string }> {
  get(id: string): Promise<T | undefined>
  add(document: T): Promise<void>
  update(id: string, patch: Patch<T>): Promise<void>
  remove(id: string): Promise<void>
}

/** One attempt of a database transaction. `kit/transaction.ts` is the only user. */
export interface RawTransaction {
  collection<T extends { readonly _id: string }>(name: string): TransactionCollection<T>
  commit(): Promise<void>
  rollback(): Promise<void>
}

/** Starts a transaction on the platform. */
export async function startTransaction(): Promise<RawTransaction> {
  const transaction = await metered(() => database.startTransaction())
  return {
    collection<T extends { readonly _id: string }>(name: string): TransactionCollection<T> {
      const documents = () => transaction.collection<T>(name)
      return {
        async get(id) {
          const { data } = await metered(() => documents().doc(id).get(), countRead)
          return data ?? undefined
        },
        async add(document) {
          await metered(() => documents().add({ data: document }), countAdded)
        },
        async update(id, patch) {
          await metered(() => documents().doc(id).update({ data: patch }), countUpdated)
        },
        async remove(id) {
          await metered(() => documents().doc(id).remove(), countRemoved)
        },
      }
    },
    async commit() {
      await metered(() => transaction.commit())
    },
    async rollback() {
      await metered(() => transaction.rollback())
    },
  }
}

/** Who calls, as the platform says: the only source of identity. Absent parts are empty strings. */
export interface CallerContext {
  readonly openid: string
  /** A chain, the newest last: `wx_client,scf`. */
  readonly source: string
  readonly env: string
}

/** A purely numeric value arrives as a number and has lost digits: it is no identity. */
const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/** Reads the caller of the running invocation; only inside `main`. */
export function callerContext(): CallerContext {
  const context = cloud.getWXContext()
  return { openid: text(context.OPENID), source: text(context.SOURCE), env: text(context.ENV) }
}

/** Stores bytes, or what is read of a file on the disk, under a path and answers the file id. */
export async function uploadFile(path: string, content: Buffer | ReadStream): Promise<string> {
  const { fileID } = await metered(() => cloud.uploadFile({ cloudPath: path, fileContent: content }))
  return fileID
}

/** The bytes of a file; undefined when there is none. */
export async function downloadFile(fileId: string): Promise<Buffer | undefined> {
  try {
    const { fileContent } = await metered(() => cloud.downloadFile({ fileID: fileId }))
    return fileContent
  } catch (error) {
    const urls = await temporaryUrls([fileId])
    if (urls.size === 0) return undefined
    throw error
  }
}

/** Removes files; those that are not there are no error. At most 50. */
export async function deleteFiles(fileIds: readonly string[]): Promise<void> {
  await metered(async () => cloud.deleteFile({ fileList: [...fileIds] }))
}

/** The most files that one call gives addresses for. PLATFORM: 50 a call. */
const URLS_PER_CALL = 50

/** Temporary addresses by file id; a file that is not there has none. Asks 50 a call, all calls at once. */
export async function temporaryUrls(fileIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(fileIds)]
  const batches: string[][] = []
  for (let from = 0; from < wanted.length; from += URLS_PER_CALL)
    batches.push(wanted.slice(from, from + URLS_PER_CALL))
  const answers = await Promise.all(
    batches.map((batch) =>
      metered(async () =>
        cloud.getTempFileURL({ fileList: batch.map((fileID) => ({ fileID, maxAge: FILE_URL_TTL_S })) }),
      ),
    ),
  )
  const urls = new Map<string, string>()
  for (const file of answers.flatMap((answer) => (answer ? answer.fileList : []))) {
    if (file.status === 0 && file.tempFileURL) urls.set(file.fileID, file.tempFileURL)
  }
  return urls
}

/** What a content check is about, in the platform's numbering. */
export const CHECK_SCENES = { profile: 1, comment: 2, forum: 3 } as const
export type CheckScene = keyof typeof CHECK_SCENES

/** Asks the platform about a text: what it suggests. Throws when it cannot be asked. */
export async function requestTextCheck(openid: string, scene: CheckScene, content: string): Promise<string> {
  const answer = await metered(() =>
    security.msgSecCheck({ version: 2, openid, scene: CHECK_SCENES[scene], content }),
  )
  return answer.result?.suggest ?? ''
}

/** Asks the platform about a picture; the answer comes later, under the trace id. Throws when it cannot be asked. */
export async function requestPhotoCheck(openid: string, scene: CheckScene, url: string): Promise<string> {
  const answer = await metered(() =>
    security.mediaCheckAsync({ version: 2, openid, scene: CHECK_SCENES[scene], mediaType: 2, mediaUrl: url }),
  )
  if (!answer.traceId) throw new Error('mediaCheckAsync answered without a trace id')
  return answer.traceId
}

/** A subscribe message as the platform takes it. */
export interface SubscribeMessage {
  readonly openid: string
  readonly templateId: string
  /** The page that it opens, with its parameters. */
  readonly page: string
  readonly data: Readonly<Record<string, { readonly value: string }>>
}

/** What became of a message that the platform was given: sent, or the code it answered, if it answered at all. */
export type Sending =
  | { readonly isSent: true }
  | { readonly isSent: false; readonly code: number | undefined }

/** Gives the platform a subscribe message. Never throws: whether it was sent may be all that is not known. */
export async function sendSubscribeMessage(message: SubscribeMessage): Promise<Sending> {
  const { openid: touser, templateId, page, data } = message
  try {
    await metered(() => messages.send({ touser, templateId, page, data }))
    return { isSent: true }
  } catch (error) {
    const code: unknown =
      typeof error === 'object' && error !== null ? Reflect.get(error, 'errCode') : undefined
    return { isSent: false, code: typeof code === 'number' ? code : undefined }
  }
}

/**
 * A mini program code as a PNG: it opens the page with this scene. Any number may be made, 5,000 a minute.
 * @param scene at most 32 visible characters. PLATFORM 1 (wxacode)
 */
export async function requestCode(page: string, scene: string): Promise<Buffer> {
  // Unchecked, so that a code can be made before the page's first release.
  const answer = await metered(() => codes.getUnlimited({ scene, page, checkPath: false }))
  if (!answer.buffer) throw new Error(`wxacode.getUnlimited answered without a picture: ${answer.errMsg}`)
  return answer.buffer
}
