/**
 * A built mini program, running in this process as it would on a phone, and what a test does to it. The logic is
 * the real build in a realm of its own; the view is drawn by WeChat's open component framework; only JSON crosses.
 *
 * Not emulated: layout and scrolling, gestures beyond events, WXSS, what a canvas paints, maps, video, plugins. What the app
 * asks of `wx` and is not there is listed in `unknownApis`.
 */
import { Elements } from './elements'
import type { JsonObject } from './json'
import { readPackage } from './package'
import { type Handler, Phone, type PhoneSettings, type Theme } from './phone'
import { ENTRY_LIMIT_MS, Realm } from './realm'
import {
  type ApiCall,
  describe,
  Recorder,
  type SetDataRecord,
  type SetDataSummary,
  summarise,
} from './record'
import { parseUrl, Router } from './routing'
import { Tasks } from './tasks'
import { View } from './view'
import { guardEventLoop } from './watchdog'
import type { WxHost } from './wx/api'
import type { Cloud } from './wx/cloud'
import { emit } from './wx/system'
import { makeWx } from './wx/wx'

export interface MiniProgramOptions extends PhoneSettings {
  /** The built mini program. */
  readonly dir: string
  readonly cloud: Cloud
  /** The longest that one handler or timer of the app may run before it is ended. */
  readonly entryLimitMs?: number
}

const SCENE_SEARCH = 1001

export class MiniProgram {
  readonly phone: Phone
  private readonly tasks = new Tasks()
  private readonly record = new Recorder(this.tasks)
  private readonly realm: Realm
  private readonly view: View
  private readonly router: Router
  private readonly host: WxHost
  private readonly release: () => void
  private readonly elements: Elements
  private app: JsonObject = {}
  private tellingOfError = false
  private launched = { path: '', query: {}, scene: SCENE_SEARCH }

  constructor(options: MiniProgramOptions) {
    const pkg = readPackage(options.dir)
    this.release = guardEventLoop()
    this.phone = new Phone(options)
    this.realm = new Realm(pkg, this.tasks, this.record, options.entryLimitMs ?? ENTRY_LIMIT_MS)
    const services = { realm: this.realm, tasks: this.tasks, record: this.record }
    this.host = { ...services, phone: this.phone }
    this.view = new View(pkg, services)
    this.router = new Router(pkg, this.realm, this.view, this.tasks, this.record)
    this.elements = new Elements(this.view, () => this.router.top.view.element)
    this.realm.define(
      'wx',
      makeWx(this.host, this.router, options.cloud, () => this.launched),
    )
    this.realm.onUncaught = (error) => this.tellOfError(error)
    this.realm.define('getApp', () => this.app)
    this.realm.define('getCurrentPages', () => this.currentPages())
  }

  /** An array of the app's own realm, holding the pages' instances themselves. */
  private currentPages(): unknown {
    const pages = this.realm.copy([])
    if (Array.isArray(pages)) pages.push(...this.router.stack.map((page) => page.view.instance))
    return pages
  }

  /** An error in what is told of errors is told to nobody. */
  private tellOfError(error: unknown): void {
    if (this.tellingOfError) return
    this.tellingOfError = true
    const text = describe(error)
    for (const listener of [this.app.onError, ...this.phone.listenersOf('Error')])
      this.realm.call(listener, this.app, [text])
    this.tellingOfError = false
  }

  /** Starts the app on a page (`/pages/post/index?id=…`), and waits until it has come to rest. */
  async launch(url: string, scene?: number): Promise<void> {
    this.begin(url, scene)
    await this.idle()
  }

  /**
   * Starts the app and does not wait: what it shows until an answer comes can be looked at.
   * @param scene how WeChat says that one came, from the search when it is not said
   */
  begin(url: string, scene = SCENE_SEARCH): void {
    const { route, query } = parseUrl(url)
    this.launched = { path: route, query, scene }
    this.realm.require('/app')
    this.record.check()
    const definition = this.realm.definitions.app
    if (!definition) throw new Error('app.js did not call App()')
    this.app = Object.assign(this.realm.copyObject({}), definition)
    const detail = { ...this.launched, shareTicket: '', referrerInfo: {} }
    this.realm.call(definition.onLaunch, this.app, [this.realm.copy(detail)])
    this.realm.call(definition.onShow, this.app, [this.realm.copy(detail)])
    this.router.launch(url)
  }

  /** Waits until nothing is under way; throws the first error the app made. */
  idle(limitMs?: number): Promise<void> {
    return this.tasks.idle(() => this.record.check(), limitMs)
  }

  /** Waits for a condition while something (an answer held back) may be under way. */
  async waitFor(condition: () => boolean, what: string, limitMs?: number): Promise<void> {
    const checked = () => {
      this.record.check()
      return condition()
    }
    await this.tasks.until(checked, what, limitMs)
  }

  /** All elements on the open page that match, its tab bar included. */
  all(selector: string): Element[] {
    return this.elements.all(selector)
  }
  /** The first element that matches, if there is one. */
  find(selector: string): Element | undefined {
    return this.all(selector)[0]
  }
  /** The first element that matches; throws when there is none. */
  get(selector: string): Element {
    return this.elements.get(selector)
  }
  /** What the first matching element, or the whole page, says. */
  text(selector?: string): string {
    return (selector ? this.get(selector) : this.router.top.view.element).textContent ?? ''
  }
  /** The innermost element that says exactly this. */
  byText(text: string): Element {
    return this.elements.byText(text)
  }
  /** The value last given to an attribute, with its type. */
  attribute(selector: string | Element, name: string): unknown {
    return this.view.attribute(this.elements.resolve(selector), name)
  }
  /** Elements drawn on the open page, its tab bar included. */
  nodeCount(): number {
    return this.all('*').length
  }
  /** Elements that lie one in another, at most. */
  nodeDepth(): number {
    return this.elements.depth()
  }

  /** Taps; a submit button submits its form. A disabled button does nothing. */
  async tap(target: string | Element): Promise<void> {
    this.elements.tap(target)
    await this.idle()
  }
  /** Fires any event of WeChat's (`scrolltolower`, `chooseavatar`, …) with its detail. */
  async fire(target: string | Element, type: string, detail: JsonObject = {}): Promise<void> {
    this.elements.fire(target, type, detail)
    await this.idle()
  }
  /** Fires an event and does not wait for what comes of it: the state in between can be looked at. */
  fireWithoutWaiting(target: string | Element, type: string, detail: JsonObject = {}): void {
    this.elements.fire(target, type, detail)
  }
  /** Types into an input or a textarea, and leaves it. */
  async input(target: string | Element, value: string): Promise<void> {
    this.elements.input(target, value)
    await this.idle()
    this.elements.fire(target, 'blur', { value })
    await this.idle()
  }
  /** Presses the keyboard's own key in an input. */
  async confirm(target: string | Element): Promise<void> {
    this.elements.confirm(target)
    await this.idle()
  }
  /** Calls a lifecycle of the open page, as WeChat does: `onPullDownRefresh`, `onReachBottom`, `onShareAppMessage`. */
  async lifecycle(name: string, detail: JsonObject = {}): Promise<unknown> {
    const answer = this.router.lifecycle(this.router.top, name, [this.realm.copy(detail)])
    await this.idle()
    return answer
  }
  /** Navigates as the app could, from outside it; a refusal is added to `failures` or thrown. */
  async navigate(
    api: 'navigateTo' | 'redirectTo' | 'reLaunch' | 'switchTab',
    url: string,
    failures?: string[],
  ): Promise<void> {
    try {
      if (api === 'navigateTo') this.router.navigateTo(url, {})
      else this.router[api](url)
    } catch (error) {
      if (!failures || !(error instanceof Error)) throw error
      failures.push(`${api}:fail ${error.message}`)
    }
    await this.idle()
  }
  /** The phone's own way back. */
  async back(): Promise<void> {
    this.router.navigateBack(1)
    await this.idle()
  }
  /** Leaves the app for another and comes back. */
  async leaveAndReturn(): Promise<void> {
    this.router.appHidden()
    this.realm.call(this.app.onHide, this.app, [])
    this.realm.call(this.app.onShow, this.app, [this.realm.copy(this.launched)])
    this.router.appShown()
    await this.idle()
  }

  async setTheme(theme: Theme): Promise<void> {
    this.phone.theme = theme
    emit(this.host, this.app, 'ThemeChange', { theme })
    await this.idle()
  }
  async setOnline(online: boolean): Promise<void> {
    this.phone.online = online
    emit(this.host, this.app, 'NetworkStatusChange', {
      isConnected: online,
      networkType: this.phone.networkType,
    })
    await this.idle()
  }
  /** Answers an asynchronous API from now on; throw a WxFailure to refuse. */
  answer(api: string, handler: Handler): void {
    this.phone.answers.set(api, handler)
  }
  /** What the member will choose when asked for photos. */
  choosePhotos(photos: readonly Uint8Array[]): void {
    const files = photos.map((bytes) => ({
      tempFilePath: this.phone.addFile(bytes),
      size: bytes.byteLength,
      fileType: 'image',
    }))
    this.answer('chooseMedia', () => ({ type: 'image', tempFiles: files }))
    this.answer('chooseImage', () => ({
      tempFilePaths: files.map((file) => file.tempFilePath),
      tempFiles: files.map(({ tempFilePath, size }) => ({ path: tempFilePath, size })),
    }))
  }

  /** Routes from the bottom of the stack to the open page. */
  stack(): string[] {
    return this.router.stack.map((page) => page.route)
  }
  /** Calls of one API of wx so far. */
  calls(api: string): readonly ApiCall[] {
    return this.record.calls.filter((call) => call.api === api)
  }
  get console(): Recorder['console'] {
    return this.record.console
  }
  get unknownApis(): readonly string[] {
    return [...this.record.unknownApis]
  }
  /** Hands over the errors so far, for a test that expects them. */
  takeErrors(): Error[] {
    return this.record.takeErrors()
  }
  /** The setData calls since the last `resetMeasures`, of one page or of all. */
  setData(page?: string): readonly SetDataRecord[] {
    return this.record.setData.filter((entry) => page === undefined || entry.page === page)
  }
  measures(page?: string): SetDataSummary {
    return summarise(this.setData(page))
  }
  resetMeasures(): void {
    this.record.setData.length = 0
  }

  /** Ends everything; throws if the app made an error that nobody took, or asked wx for what is not there. */
  close(): void {
    this.release()
    this.realm.close()
    this.view.close()
    this.record.check()
    if (this.unknownApis.length > 0)
      throw new Error(`The app asked wx for what is not emulated: ${this.unknownApis.join(', ')}`)
  }
}
