/** `wx.cloud`: calls and uploads, bridged to whatever cloud the test brings. */
import { isObject, type JsonObject, textOf } from '../json'
import { settle, WxFailure, type WxHost } from './api'

/** The cloud that a test brings. A rejected promise is a failed call, never an answer of the function. */
export interface Cloud {
  callFunction(name: string, data: unknown): Promise<unknown>
  /** Stores bytes under a path; answers the file id. */
  uploadFile(cloudPath: string, bytes: Uint8Array): Promise<string>
}

/** WeChat's codes for a call that did not arrive, and for one that failed there. */
const ERR_OFFLINE = -1
const ERR_FUNCTION = -504002
const ERR_STORAGE = -503001

export function cloudApis(host: WxHost, cloud: Cloud): JsonObject {
  const { record, phone } = host
  const begin = (api: string, options: JsonObject, call: () => Promise<unknown>, code: number) => {
    record.calls.push({ api: `cloud.${api}`, options })
    const work = Promise.resolve().then(() => {
      if (!phone.online) throw new WxFailure('request:fail', { errCode: ERR_OFFLINE })
      return call().catch((error: unknown) => {
        throw new WxFailure(error instanceof Error ? error.message : String(error), { errCode: code })
      })
    })
    return work
  }
  return {
    init: (options: unknown) => {
      record.calls.push({ api: 'cloud.init', options: isObject(options) ? { ...options } : {} })
    },
    callFunction: (options: unknown) => {
      const raw = isObject(options) ? options : {}
      const name = textOf(raw, 'name')
      const call = async () => ({ result: await cloud.callFunction(name, raw.data), requestID: 'test' })
      return settle(
        host,
        'cloud.callFunction',
        raw,
        begin('callFunction', { name, data: raw.data }, call, ERR_FUNCTION),
      )
    },
    uploadFile: (options: unknown) => uploadFile(host, cloud, isObject(options) ? options : {}, begin),
  }
}

type Begin = (
  api: string,
  options: JsonObject,
  call: () => Promise<unknown>,
  code: number,
) => Promise<unknown>

function uploadFile(host: WxHost, cloud: Cloud, raw: JsonObject, begin: Begin): unknown {
  const { realm, phone } = host
  const cloudPath = textOf(raw, 'cloudPath')
  const filePath = textOf(raw, 'filePath')
  const watchers: unknown[] = []
  const progress = (percent: number, bytes: number) => {
    const detail = {
      progress: percent,
      totalBytesSent: (bytes * percent) / 100,
      totalBytesExpectedToSend: bytes,
    }
    for (const watcher of watchers) realm.call(watcher, undefined, [realm.copy(detail)])
  }
  const call = async () => {
    const bytes = phone.files.get(filePath)
    if (!bytes) throw new Error(`no such file ${filePath}`)
    progress(50, bytes.byteLength)
    const fileID = await cloud.uploadFile(cloudPath, bytes)
    progress(100, bytes.byteLength)
    return { fileID, statusCode: 204 }
  }
  const work = begin('uploadFile', { cloudPath, filePath }, call, ERR_STORAGE)
  const promise = settle(host, 'cloud.uploadFile', raw, work)
  if (promise !== undefined) return promise
  return {
    onProgressUpdate: (watcher: unknown) => watchers.push(watcher),
    offProgressUpdate: () => watchers.splice(0),
    abort: () => {},
  }
}
