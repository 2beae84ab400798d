/**
 * The only file that imports wx-server-sdk. It gives the SDK's loosely typed surface types; what a query or a change may
 * hold is typed by those who make them (`kit/cloud`).
 */
import * as cloud from 'wx-server-sdk'

/** What the SDK calls a document, an update or a query result. */
interface SdkDoc<T> {
  get(): Promise<{ data: T | null }>
  update(options: { data: object }): Promise<{ stats: { updated: number } }>
  set(options: { data: Omit<T, '_id'> }): Promise<unknown>
  remove(): Promise<{ stats: { removed: number } }>
}
interface SdkQuery<T> {
  orderBy(field: string, direction: 'asc' | 'desc'): SdkQuery<T>
  limit(count: number): SdkQuery<T>
  field(projection: Readonly<Record<string, true>>): SdkQuery<T>
  get(): Promise<{ data: T[] }>
  count(): Promise<{ total: number }>
  update(options: { data: object }): Promise<{ stats: { updated: number } }>
  remove(): Promise<{ stats: { removed: number } }>
}
interface SdkCollection<T> {
  doc(id: string): SdkDoc<T>
  where(filter: object): SdkQuery<T>
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
interface SdkRiskControl {
  getUserRiskRank(request: {
    appid: string
    openid: string
    scene: number
    clientIp: string
  }): Promise<{ riskRank?: number }>
}
interface SdkCodes {
  getUnlimited(request: {
    scene: string
    page: string
    checkPath: boolean
  }): Promise<{ buffer?: Buffer; errMsg?: string }>
}

cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV as unknown as string })
export const database = cloud.database({ throwOnNotFound: false } as object) as unknown as SdkDatabase
export const security = cloud.openapi.security as SdkSecurity
export const codes = cloud.openapi.wxacode as SdkCodes
export const riskControl = cloud.openapi.riskControl as SdkRiskControl
export const messages = cloud.openapi.subscribeMessage as SdkMessages
export const command = cloud.database().command
export const fileApi: Pick<typeof cloud, 'uploadFile' | 'downloadFile' | 'deleteFile' | 'getTempFileURL'> =
  cloud

// How many documents an answer of the database stands for.
export const countRead = (result: { data: unknown }) => ({
  read: Array.isArray(result.data) ? result.data.length : result.data === null ? 0 : 1,
})
export const countUpdated = (result: { stats: { updated: number } }) => ({ written: result.stats.updated })
export const countRemoved = (result: { stats: { removed: number } }) => ({ written: result.stats.removed })
export const countTotal = (result: { total: number }) => ({ read: result.total })
export const countAdded = () => ({ written: 1 })

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

/** Through which app and from which address the caller of the running invocation calls; only inside `main`. */
export function callerOrigin(): { readonly appId: string; readonly clientIp: string } {
  const { APPID, CLIENTIP, CLIENTIPV6 } = cloud.getWXContext()
  return { appId: text(APPID), clientIp: text(CLIENTIP) || text(CLIENTIPV6) }
}
