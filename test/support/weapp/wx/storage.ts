/** The storage of a mini program: values as JSON, which survive the app. */
import { crossing, type JsonObject, textOf } from '../json'
import { asyncApi, WxFailure, type WxHost } from './api'

/** WeChat's limits. PLATFORM 3. */
const VALUE_BYTES_MAX = 1024 * 1024
const LIMIT_KB = 10_240

export function storageApis(host: WxHost): JsonObject {
  const { realm, record, phone } = host
  const { storage } = phone
  const set = (key: string, value: unknown) => {
    const copy = crossing(value)
    const bytes = Buffer.byteLength(JSON.stringify(copy) ?? '')
    if (bytes > VALUE_BYTES_MAX) throw new WxFailure(`the value of ${key} is ${bytes} bytes`)
    storage.set(key, copy)
  }
  return {
    getStorage: asyncApi(host, 'getStorage', (options) => {
      const key = textOf(options, 'key')
      if (!storage.has(key)) throw new WxFailure('data not found')
      return { data: storage.get(key) }
    }),
    setStorage: asyncApi(host, 'setStorage', (options) => set(textOf(options, 'key'), options.data)),
    removeStorage: asyncApi(host, 'removeStorage', (options) => void storage.delete(textOf(options, 'key'))),
    clearStorage: asyncApi(host, 'clearStorage', () => storage.clear()),
    getStorageInfo: asyncApi(host, 'getStorageInfo', () => info(storage)),
    getStorageSync: (key: string) => (storage.has(key) ? realm.copy(storage.get(key)) : ''),
    setStorageSync: (key: string, value: unknown) => {
      record.calls.push({ api: 'setStorageSync', options: { key } })
      set(key, value)
    },
    removeStorageSync: (key: string) => void storage.delete(key),
    clearStorageSync: () => storage.clear(),
    getStorageInfoSync: () => realm.copy(info(storage)),
  }
}

function info(storage: ReadonlyMap<string, unknown>): JsonObject {
  const bytes = Buffer.byteLength(JSON.stringify([...storage]))
  return { keys: [...storage.keys()], currentSize: Math.ceil(bytes / 1024), limitSize: LIMIT_KB }
}
