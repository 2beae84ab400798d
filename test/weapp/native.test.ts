/**
 * What WeChat draws as a component of its own, outside any page: the custom tab bar, as it was built, in WeChat's own
 * component simulator (`miniprogram-simulate`) with its official compiler.
 */
import { join } from 'node:path'
import { JSDOM } from 'jsdom'
import { DIST } from '../support/weapp/phones'

/** What of the simulator is used here: its own types bring WeChat's globals with them, which are not this program's. */
interface Drawn {
  readonly dom?: Element
  dispatchEvent(name: string): void
}
interface Simulator {
  load(path: string, tagName: string, options: { readonly rootPath: string }): string
  render(id: string): { attach(parent: Element): void; querySelectorAll(selector: string): Drawn[] }
}
interface Call {
  readonly api: string
  readonly options: unknown
}

/** What the simulator expects of a browser. */
const BROWSER_GLOBALS = [
  'document',
  'Element',
  'Event',
  'HTMLElement',
  'Node',
  'CustomEvent',
  'Text',
] as const
const WAIT_LIMIT_MS = 10_000

let dom: JSDOM

beforeEach(() => {
  jest.resetModules()
  dom = new JSDOM('<!doctype html><html><head></head><body></body></html>', { pretendToBeVisual: true })
  define('window', dom.window)
  for (const name of BROWSER_GLOBALS) define(name, Reflect.get(dom.window, name))
})

function define(name: string, value: unknown): void {
  Object.defineProperty(globalThis, name, { value, configurable: true, writable: true })
}

/** The few APIs of wx that the app touches while it is loaded; asynchronous ones never answer. */
function makeWx(me: object | undefined, calls: Call[]): object {
  const silent = ['onNetworkStatusChange', 'getNetworkType', 'onNeedPrivacyAuthorization', 'setTabBarBadge']
  const noted = (api: string) => (options: unknown) => void calls.push({ api, options })
  return {
    ...Object.fromEntries(silent.map((api) => [api, () => {}])),
    switchTab: noted('switchTab'),
    getStorageSync: (key: string) => (key.endsWith('.me') && me ? me : ''),
    getStorageInfoSync: () => ({ keys: [] }),
    getWindowInfo: () => ({ pixelRatio: 2, windowWidth: 375 }),
    getAppBaseInfo: () => ({ language: 'zh_CN' }),
    getSystemInfoSync: () => ({}),
    getLaunchOptionsSync: () => ({}),
    getEnterOptionsSync: () => ({}),
    canIUse: () => true,
    cloud: { init: () => {}, callFunction: () => new Promise(() => {}) },
  }
}

/** The tab bar on a page of its own, for a member or a guest. */
async function drawnTabBar(me?: object) {
  const calls: Call[] = []
  const simulator = jest.requireActual<Simulator>('miniprogram-simulate')
  takeBehaviorsAsAList()
  for (const name of ['App', 'Page']) define(name, () => {})
  define('getApp', () => ({}))
  define('getCurrentPages', () => [])
  define('wx', makeWx(me, calls))
  jest.requireActual(join(DIST, 'app.js'))
  const id = simulator.load(join(DIST, 'custom-tab-bar', 'index'), 'tab-bar', { rootPath: DIST })
  const component = simulator.render(id)
  const parent = dom.window.document.createElement('div')
  dom.window.document.body.append(parent)
  component.attach(parent)
  const tabs = () => component.querySelectorAll('.tab')
  await until(() => tabs().length > 0, 'the tabs')
  const names = () => tabs().map((tab) => tab.dom?.textContent)
  const current = () => component.querySelectorAll('.tab-current').map((tab) => tab.dom?.textContent)
  return { tabs, names, current, calls }
}

/** Taro hands over `behaviors` as an empty object, which WeChat takes for none; the simulator wants a list. */
function takeBehaviorsAsAList(): void {
  const register: unknown = Reflect.get(globalThis, 'Component')
  define('Component', (definition: object) => {
    if (typeof register === 'function') register({ ...definition, behaviors: [] })
  })
}

async function until(condition: () => boolean, what: string): Promise<void> {
  const startedAt = Date.now()
  while (!condition()) {
    if (Date.now() - startedAt > WAIT_LIMIT_MS) throw new Error(`waited in vain for ${what}`)
    await new Promise((resolve) => setImmediate(resolve))
  }
}

test('a guest has four tabs, the first is open; a tap leads to another, which is marked at once', async () => {
  const { tabs, names, current, calls } = await drawnTabBar()
  expect(names()).toEqual(['社区', '活动', '课程', '我的'])
  expect(current()).toEqual(['社区'])
  tabs()[3]?.dispatchEvent('tap')
  await until(() => current()[0] === '我的', 'the mark')
  expect(calls).toEqual([{ api: 'switchTab', options: expect.objectContaining({ url: '/pages/me/index' }) }])
})

test('staff have a fifth tab at the first paint', async () => {
  const known = {
    memberId: 'mbr_00000001',
    nickname: '管',
    roles: ['operator'],
    onboarding: {},
    settings: {},
  }
  const { names } = await drawnTabBar(known)
  expect(names()).toEqual(['社区', '活动', '课程', '我的', '管理'])
})
