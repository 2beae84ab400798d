/**
 * The logic layer: the app's own JavaScript in a realm of its own, with the globals WeChat gives it and none of a
 * browser. Everything that enters it goes through `call`, which is timed and catches.
 */
import { join, posix } from 'node:path'
import { type Context, createContext, Script } from 'node:vm'
import { isObject, type JsonObject } from './json'
import type { MiniProgramPackage } from './package'
import type { Recorder } from './record'
import type { Tasks } from './tasks'

/** One entry into the app that takes longer is a loop without an end. */
export const ENTRY_LIMIT_MS = 5000

interface Module {
  exports: unknown
}

const CONSOLE_LEVELS = ['log', 'info', 'warn', 'error', 'debug', 'time', 'timeEnd', 'group', 'groupEnd']

/** What the app's files hand over when they are loaded, by the path of the file that did. */
export interface Definitions {
  app: JsonObject | undefined
  readonly pages: Map<string, JsonObject>
  readonly components: Map<string, JsonObject>
}

export class Realm {
  readonly definitions: Definitions = { app: undefined, pages: new Map(), components: new Map() }
  private readonly globals: JsonObject = {}
  private readonly context: Context
  private readonly modules = new Map<string, Module>()
  private readonly timers = new Map<number, { handle: NodeJS.Timeout; done: () => void }>()
  private readonly entry = new Script('__enter()')
  private readonly parse: (json: string) => unknown
  /** Told of what the app throws and does not catch, as WeChat tells App.onError. */
  onUncaught: (error: unknown) => void = () => {}
  private loading = ''
  private depth = 0
  private timerCount = 0
  private closed = false

  constructor(
    private readonly pkg: MiniProgramPackage,
    private readonly tasks: Tasks,
    private readonly record: Recorder,
    private readonly entryLimitMs: number,
  ) {
    // WeChat lets nobody make code from text, nor does it have Intl.
    this.context = createContext(this.globals, { codeGeneration: { strings: false, wasm: false } })
    new Script('delete globalThis.Intl; delete globalThis.WebAssembly').runInContext(this.context)
    const parse: unknown = new Script('(json) => JSON.parse(json)').runInContext(this.context)
    this.parse = (json) => (typeof parse === 'function' ? Reflect.apply(parse, undefined, [json]) : undefined)
    this.define('console', this.console())
    this.defineTimers()
    this.define('App', (definition: unknown) => {
      if (isObject(definition)) this.definitions.app = definition
    })
    this.define('Page', (definition: unknown) => {
      if (isObject(definition)) this.definitions.pages.set(this.loading, definition)
    })
    this.define('Component', (definition: unknown) => {
      if (isObject(definition)) this.definitions.components.set(this.loading, definition)
    })
    this.define('Behavior', (definition: unknown) => definition)
  }

  /** Gives the app a global. */
  define(name: string, value: unknown): void {
    Object.defineProperty(this.globals, name, { value, writable: true, configurable: true, enumerable: true })
  }

  /** A copy of a value, made of the app's own objects. */
  copy(value: unknown): unknown {
    return value === undefined ? undefined : this.parse(JSON.stringify(value))
  }

  /** A copy of an object, made in the app's realm; what is no object becomes an empty one. */
  copyObject(value: unknown): JsonObject {
    const copy = this.copy(isObject(value) ? value : {})
    return isObject(copy) ? copy : {}
  }

  /** A promise of the app's own realm. */
  promise(work: Promise<unknown>): unknown {
    const make: unknown = new Script('(begin) => new Promise(begin)').runInContext(this.context)
    if (typeof make !== 'function') return undefined
    const begin = (resolve: (value: unknown) => void, reject: (reason: unknown) => void) => {
      work.then(
        (value) => this.call(resolve, undefined, [value]),
        (reason: unknown) => this.call(reject, undefined, [reason]),
      )
    }
    return Reflect.apply(make, undefined, [begin])
  }

  /** Enters the app: calls a function of its realm, records what it throws, ends it when it takes too long. */
  call(callee: unknown, self: unknown, values: readonly unknown[]): unknown {
    if (typeof callee !== 'function' || this.closed) return undefined
    let answer: unknown
    const enter = () => {
      answer = Reflect.apply(callee, self, values)
    }
    this.depth += 1
    try {
      if (this.depth > 1) enter()
      else {
        Object.defineProperty(this.globals, '__enter', { value: enter, configurable: true })
        this.entry.runInContext(this.context, { timeout: this.entryLimitMs })
      }
    } catch (error) {
      this.record.fail(error)
      this.onUncaught(error)
    } finally {
      this.depth -= 1
    }
    return answer
  }

  /** Loads one of the package's files as WeChat does, once. */
  require(id: string, from = ''): unknown {
    const path = this.resolve(id, from)
    const known = this.modules.get(path)
    if (known) return known.exports
    if (!this.pkg.has(`${path}.js`))
      throw new Error(`module '${path}.js' is not defined, require args is '${id}'`)
    const module: Module = { exports: {} }
    this.modules.set(path, module)
    const source = `(function(require,module,exports){${this.pkg.read(`${path}.js`)}\n})`
    const wrapper: unknown = new Script(source, { filename: join(this.pkg.dir, `${path}.js`) }).runInContext(
      this.context,
    )
    const outer = this.loading
    this.loading = path
    try {
      this.call(wrapper, undefined, [(inner: string) => this.require(inner, path), module, module.exports])
    } finally {
      this.loading = outer
    }
    return module.exports
  }

  private resolve(id: string, from: string): string {
    const asked = id.startsWith('/') ? id.slice(1) : posix.join(posix.dirname(from), id)
    const path = posix.normalize(asked).replace(/\.js$/, '')
    return !this.pkg.has(`${path}.js`) && this.pkg.has(`${path}/index.js`) ? `${path}/index` : path
  }

  private console(): JsonObject {
    const entries = CONSOLE_LEVELS.map((level) => [
      level,
      (...values: unknown[]) => this.record.line(level, values),
    ])
    return Object.fromEntries(entries)
  }

  private defineTimers(): void {
    const start =
      (repeats: boolean) =>
      (callback: unknown, delayMs?: unknown, ...values: unknown[]) => {
        if (this.closed) return 0
        const delay = typeof delayMs === 'number' ? delayMs : 0
        this.timerCount += 1
        const id = this.timerCount
        const done = repeats ? () => {} : this.tasks.beginTimer(delay)
        const fire = () => {
          if (!repeats) this.timers.delete(id)
          this.call(callback, undefined, values)
          done()
        }
        this.timers.set(id, { handle: repeats ? setInterval(fire, delay) : setTimeout(fire, delay), done })
        return id
      }
    const stop = (id: unknown) => {
      const timer = typeof id === 'number' ? this.timers.get(id) : undefined
      if (!timer || typeof id !== 'number') return
      this.timers.delete(id)
      clearTimeout(timer.handle)
      timer.done()
    }
    this.define('setTimeout', start(false))
    this.define('setInterval', start(true))
    this.define('clearTimeout', stop)
    this.define('clearInterval', stop)
  }

  /** Ends all timers; nothing enters the app any more. */
  close(): void {
    this.closed = true
    for (const { handle, done } of this.timers.values()) {
      clearTimeout(handle)
      done()
    }
    this.timers.clear()
  }
}
