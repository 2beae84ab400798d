/** The phone that the mini program runs on: what tests set, what lasts, and who listens to it. */
import type { JsonObject } from './json'

export type Theme = 'light' | 'dark'
type Listener = unknown

/** Answers an asynchronous API of wx; throws a WxFailure to refuse. */
export type Handler = (options: JsonObject) => unknown

/** What a launch may set before the app runs. */
export interface PhoneSettings {
  readonly theme?: Theme
  readonly language?: 'zh_CN' | 'en'
  /** WeChat's own text size in px; 16 is its standard. */
  readonly fontSizeSetting?: number
  readonly online?: boolean
  /** What an earlier run left in storage. */
  readonly storage?: ReadonlyMap<string, unknown>
  /** The files of an earlier run: those in the app's own folder are still there. */
  readonly files?: ReadonlyMap<string, Uint8Array>
}

/** The one folder that is the app's own and lasts. */
export const USER_FOLDER = 'wxfile://usr'
const WINDOW = { windowWidth: 375, windowHeight: 667, screenWidth: 375, screenHeight: 667 }

export class Phone {
  theme: Theme
  online: boolean
  readonly language: string
  readonly fontSizeSetting: number
  readonly storage: Map<string, unknown>
  /** Temporary files, and those of the app's own folder, by their path. */
  readonly files: Map<string, Uint8Array>
  /** What a test answers instead of the phone's own answer, by API. */
  readonly answers = new Map<string, Handler>()
  private readonly listeners = new Map<string, Set<Listener>>()
  private fileCount = 0

  constructor(settings: PhoneSettings) {
    this.theme = settings.theme ?? 'light'
    this.online = settings.online ?? true
    this.language = settings.language ?? 'zh_CN'
    this.fontSizeSetting = settings.fontSizeSetting ?? 16
    this.storage = new Map(settings.storage)
    const lasting = [...(settings.files ?? [])].filter(([path]) => path.startsWith(`${USER_FOLDER}/`))
    this.files = new Map(lasting)
  }

  /** Puts a file where WeChat keeps what a member has just chosen. */
  addFile(bytes: Uint8Array, extension = 'jpg'): string {
    this.fileCount += 1
    const path = `wxfile://tmp_${this.fileCount}.${extension}`
    this.files.set(path, bytes)
    return path
  }

  listen(event: string, listener: Listener): void {
    const known = this.listeners.get(event) ?? new Set()
    this.listeners.set(event, known.add(listener))
  }
  unlisten(event: string, listener: Listener): void {
    if (listener === undefined) this.listeners.delete(event)
    else this.listeners.get(event)?.delete(listener)
  }
  listenersOf(event: string): readonly Listener[] {
    return [...(this.listeners.get(event) ?? [])]
  }

  get networkType(): string {
    return this.online ? 'wifi' : 'none'
  }
  get windowInfo(): JsonObject {
    return {
      ...WINDOW,
      pixelRatio: 2,
      statusBarHeight: 20,
      screenTop: 64,
      safeArea: { left: 0, right: 375, top: 20, bottom: 667, width: 375, height: 647 },
    }
  }
  get appBaseInfo(): JsonObject {
    return {
      SDKVersion: '3.8.12',
      version: '8.0.50',
      language: this.language,
      theme: this.theme,
      fontSizeSetting: this.fontSizeSetting,
      fontSizeScaleFactor: this.fontSizeSetting / 16,
      enableDebug: false,
      host: { appId: '', env: 'WeChat' },
    }
  }
  get deviceInfo(): JsonObject {
    return { brand: 'test', model: 'test', platform: 'android', system: 'Android 13', benchmarkLevel: 20 }
  }
}
