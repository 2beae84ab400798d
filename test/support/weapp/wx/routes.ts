/** Navigation between pages. */
import { isObject, type JsonObject, numberOf, textOf } from '../json'
import type { Router } from '../routing'
import { asyncApi, type WxHost } from './api'

export function routeApis(host: WxHost, router: Router): JsonObject {
  return {
    navigateTo: asyncApi(host, 'navigateTo', (options, raw) => {
      const channel = router.navigateTo(textOf(options, 'url'), isObject(raw.events) ? raw.events : {})
      return { eventChannel: channel }
    }),
    redirectTo: asyncApi(host, 'redirectTo', (options) => router.redirectTo(textOf(options, 'url'))),
    reLaunch: asyncApi(host, 'reLaunch', (options) => router.reLaunch(textOf(options, 'url'))),
    switchTab: asyncApi(host, 'switchTab', (options) => router.switchTab(textOf(options, 'url'))),
    navigateBack: asyncApi(host, 'navigateBack', (options) =>
      router.navigateBack(numberOf(options, 'delta', 1)),
    ),
  }
}
