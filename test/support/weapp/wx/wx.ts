/** The `wx` that the app sees: every API that is emulated, and a note of each that was asked for and is not. */
import type { JsonObject } from '../json'
import type { Router } from '../routing'
import type { WxHost } from './api'
import { canvasApis } from './canvas'
import { type Cloud, cloudApis } from './cloud'
import { fileApis } from './files'
import { interfaceApis } from './interface'
import { mediaApis } from './media'
import { routeApis } from './routes'
import { storageApis } from './storage'
import { type LaunchOptions, systemApis } from './system'

/** Asked for by the build's own loader and by whatever tests whether an object is a promise. */
const NOT_APIS = new Set(['webpackJsonp', 'then', 'toJSON'])

/**
 * Builds `wx`.
 * @param launch tells how the app was opened.
 */
export function makeWx(host: WxHost, router: Router, cloud: Cloud, launch: () => LaunchOptions): JsonObject {
  const apis: JsonObject = {
    ...routeApis(host, router),
    ...interfaceApis(host),
    ...storageApis(host),
    ...systemApis(host, launch),
    ...mediaApis(host),
    ...fileApis(host),
    ...canvasApis(host),
    cloud: cloudApis(host, cloud),
  }
  return new Proxy(apis, {
    get: (target, name) => {
      if (typeof name === 'symbol') return undefined
      if (!(name in target) && !NOT_APIS.has(name)) host.record.unknownApis.add(name)
      return target[name]
    },
  })
}
