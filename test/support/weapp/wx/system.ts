/** What the app may ask of the phone and of WeChat, and what it may listen to. */
import { isObject, type JsonObject } from '../json'
import { USER_FOLDER } from '../phone'
import { asyncApi, type WxHost } from './api'

/** `onX` adds a listener, `offX` takes it away; tests make the events happen. */
const EVENTS = [
  'AppShow',
  'AppHide',
  'Error',
  'UnhandledRejection',
  'PageNotFound',
  'ThemeChange',
  'NetworkStatusChange',
  'NetworkWeak',
  'MemoryWarning',
  'WindowResize',
  'KeyboardHeightChange',
  'UserCaptureScreen',
  'NeedPrivacyAuthorization',
]

export interface LaunchOptions {
  readonly path: string
  readonly query: Record<string, string>
  readonly scene: number
}

export function systemApis(host: WxHost, launch: () => LaunchOptions): JsonObject {
  const { realm, phone } = host
  const everything = () => ({ ...phone.windowInfo, ...phone.appBaseInfo, ...phone.deviceInfo })
  const launched = () =>
    realm.copy({ ...launch(), shareTicket: '', referrerInfo: {}, apiCategory: 'default' })
  return {
    ...listeners(host),
    getWindowInfo: () => realm.copy(phone.windowInfo),
    getAppBaseInfo: () => realm.copy(phone.appBaseInfo),
    getDeviceInfo: () => realm.copy(phone.deviceInfo),
    getSystemInfoSync: () => realm.copy(everything()),
    getSystemInfo: asyncApi(host, 'getSystemInfo', everything),
    getSystemSetting: () => realm.copy({ deviceOrientation: 'portrait' }),
    getAppAuthorizeSetting: () => realm.copy({}),
    getMenuButtonBoundingClientRect: () =>
      realm.copy({ top: 24, bottom: 56, left: 281, right: 368, width: 87, height: 32 }),
    getAccountInfoSync: () =>
      realm.copy({ miniProgram: { appId: 'touristappid', envVersion: 'develop', version: '' } }),
    getLaunchOptionsSync: launched,
    getEnterOptionsSync: launched,
    getNetworkType: asyncApi(host, 'getNetworkType', () => ({ networkType: phone.networkType })),
    login: asyncApi(host, 'login', () => ({ code: 'test-code' })),
    getPrivacySetting: asyncApi(host, 'getPrivacySetting', () => ({
      needAuthorization: false,
      privacyContractName: '',
    })),
    requirePrivacyAuthorize: asyncApi(host, 'requirePrivacyAuthorize', () => ({})),
    openPrivacyContract: asyncApi(host, 'openPrivacyContract', () => ({})),
    canIUse: () => true,
    getUpdateManager: () => updateManager(),
    getLogManager: () => logManager(),
    getRealtimeLogManager: () => logManager(),
    reportEvent: () => {},
    reportPerformance: () => {},
    getPerformance: () => ({ createObserver: () => ({ observe: () => {}, disconnect: () => {} }) }),
    env: { USER_DATA_PATH: USER_FOLDER },
  }
}

function listeners({ phone }: WxHost): JsonObject {
  const pairs = EVENTS.flatMap((event) => [
    [`on${event}`, (listener: unknown) => phone.listen(event, listener)] as const,
    [`off${event}`, (listener: unknown) => phone.unlisten(event, listener)] as const,
  ])
  return Object.fromEntries(pairs)
}

/** Tells everyone who listens to an event of the phone, and the app's own function of that name. */
export function emit(host: WxHost, app: unknown, event: string, detail: JsonObject): void {
  const { realm, phone } = host
  if (isObject(app)) realm.call(app[`on${event}`], app, [realm.copy(detail)])
  for (const listener of phone.listenersOf(event)) realm.call(listener, undefined, [realm.copy(detail)])
}

function updateManager(): JsonObject {
  const nothing = () => {}
  return { onCheckForUpdate: nothing, onUpdateReady: nothing, onUpdateFailed: nothing, applyUpdate: nothing }
}

function logManager(): JsonObject {
  const nothing = () => {}
  return {
    debug: nothing,
    info: nothing,
    log: nothing,
    warn: nothing,
    error: nothing,
    setFilterMsg: nothing,
    addFilterMsg: nothing,
  }
}
