/** The page stack: what may follow what, and the lifecycles on the way. */
import { posix } from 'node:path'
import type { JsonObject } from './json'
import type { MiniProgramPackage } from './package'
import type { Realm } from './realm'
import type { Recorder } from './record'
import type { Tasks } from './tasks'
import type { PageView, View } from './view'

/** WeChat's limit for pages drawn by a web view. PLATFORM 3. */
const STACK_MAX = 10

export interface OpenPage {
  readonly route: string
  readonly query: JsonObject
  readonly view: PageView
  readonly channel: EventChannel
}

type Listener = (...values: unknown[]) => void

/** What an opener and the page it opened talk through. */
export class EventChannel {
  private readonly listeners = new Map<string, Set<Listener>>()

  readonly on = (name: string, listener: Listener): void => {
    const known = this.listeners.get(name) ?? new Set()
    this.listeners.set(name, known.add(listener))
  }
  readonly once = (name: string, listener: Listener): void => {
    const once: Listener = (...values) => {
      this.off(name, once)
      listener(...values)
    }
    this.on(name, once)
  }
  readonly off = (name: string, listener?: Listener): void => {
    if (listener) this.listeners.get(name)?.delete(listener)
    else this.listeners.delete(name)
  }
  readonly emit = (name: string, ...values: unknown[]): void => {
    for (const listener of [...(this.listeners.get(name) ?? [])]) listener(...values)
  }
}

/** `/pages/post/index?id=1` taken apart. Values stay encoded, as WeChat hands them over. */
export function parseUrl(
  url: string,
  from = '',
): { readonly route: string; readonly query: Record<string, string> } {
  const [path = '', search = ''] = url.split('?')
  const route = path.startsWith('/') ? path.slice(1) : posix.join(posix.dirname(from), path)
  const pairs = search.split('&').filter((pair) => pair !== '')
  const query = Object.fromEntries(
    pairs.map((pair) => {
      const [key = '', ...rest] = pair.split('=')
      return [key, rest.join('=')]
    }),
  )
  return { route, query }
}

export class Router {
  readonly stack: OpenPage[] = []
  /** Tab pages that were left stay alive, as they were. */
  private readonly kept = new Map<string, OpenPage>()

  constructor(
    private readonly pkg: MiniProgramPackage,
    private readonly realm: Realm,
    private readonly view: View,
    private readonly tasks: Tasks,
    private readonly record: Recorder,
  ) {}

  get top(): OpenPage {
    const page = this.stack.at(-1)
    if (!page) throw new Error('No page is open; launch the mini program first')
    return page
  }

  /** Opens the first page. */
  launch(url: string): void {
    this.record.navigation.push(`launch ${url}`)
    this.open(this.target(url, 'any'))
  }

  navigateTo(url: string, events: JsonObject): EventChannel {
    const target = this.target(url, 'page')
    if (this.stack.length >= STACK_MAX) throw new Error('webview count limit exceed')
    this.record.navigation.push(`navigateTo ${url}`)
    this.hide(this.top)
    const opened = this.open(target)
    for (const [name, listener] of Object.entries(events))
      opened.channel.on(name, (...values) => this.realm.call(listener, undefined, values))
    return opened.channel
  }

  redirectTo(url: string): void {
    const target = this.target(url, 'page')
    this.record.navigation.push(`redirectTo ${url}`)
    const top = this.stack.pop()
    if (top) this.close(top)
    this.open(target)
  }

  reLaunch(url: string): void {
    const target = this.target(url, 'any')
    this.record.navigation.push(`reLaunch ${url}`)
    for (const page of [...this.stack.splice(0).reverse(), ...this.kept.values()]) this.close(page)
    this.kept.clear()
    this.open(target)
  }

  switchTab(url: string): void {
    const { route } = this.target(url, 'tab')
    this.record.navigation.push(`switchTab ${url}`)
    if (this.stack.length === 1 && this.top.route === route) return
    const [base, ...above] = this.stack.splice(0)
    for (const page of above.reverse()) this.close(page)
    if (base?.route === route) {
      this.stack.push(base)
      this.show(base)
      return
    }
    if (base) this.leave(base, above.length === 0)
    const kept = this.kept.get(route)
    if (!kept) {
      this.open({ route, query: {} })
      return
    }
    this.kept.delete(route)
    this.stack.push(kept)
    this.show(kept)
  }

  private leave(base: OpenPage, wasShown: boolean): void {
    if (!this.pkg.tabs.includes(base.route)) {
      this.close(base)
      return
    }
    if (wasShown) this.hide(base)
    this.kept.set(base.route, base)
  }

  navigateBack(delta: number): void {
    if (this.stack.length < 2) throw new Error('cannot navigate back at first page')
    this.record.navigation.push('navigateBack')
    const count = Math.min(Math.max(1, delta), this.stack.length - 1)
    for (const page of this.stack.splice(-count).reverse()) this.close(page)
    this.show(this.top)
  }

  /** Shows or hides the whole app: the page on top hears of it. */
  appShown(): void {
    this.show(this.top)
  }
  appHidden(): void {
    this.hide(this.top)
  }

  private target(url: string, kind: 'page' | 'tab' | 'any'): ReturnType<typeof parseUrl> {
    const target = parseUrl(url, this.stack.at(-1)?.route)
    const isTab = this.pkg.tabs.includes(target.route)
    if (!this.pkg.pages.includes(target.route)) throw new Error(`page "${target.route}" is not found`)
    if (kind === 'page' && isTab) throw new Error('can not navigateTo a tabbar page')
    if (kind === 'tab' && !isTab) throw new Error('can not switch to no-tabBar page')
    return target
  }

  private open({ route, query }: ReturnType<typeof parseUrl>): OpenPage {
    this.realm.require(`/${route}`)
    const definition = this.realm.definitions.pages.get(route)
    if (!definition) throw new Error(`The page ${route} did not call Page()`)
    const channel = new EventChannel()
    const view = this.view.open(route, definition, {
      route,
      __route__: route,
      options: this.realm.copy(query),
      getOpenerEventChannel: () => channel,
      selectComponent: () => null,
      selectAllComponents: () => this.realm.copy([]),
    })
    const page: OpenPage = { route, query, view, channel }
    this.stack.push(page)
    this.lifecycle(page, 'onLoad', [this.realm.copy(query)])
    this.show(page)
    const done = this.tasks.begin(`onReady of ${route}`)
    setImmediate(() => {
      this.lifecycle(page, 'onReady', [])
      done()
    })
    return page
  }

  private show(page: OpenPage): void {
    this.lifecycle(page, 'onShow', [])
    page.view.show()
  }

  private hide(page: OpenPage): void {
    this.lifecycle(page, 'onHide', [])
    page.view.hide()
  }

  private close(page: OpenPage): void {
    this.lifecycle(page, 'onUnload', [])
    page.view.close()
  }

  /** Calls one of a page's own functions, if it has it. */
  lifecycle(page: OpenPage, name: string, values: readonly unknown[]): unknown {
    return this.realm.call(page.view.instance[name], page.view.instance, values)
  }
}
