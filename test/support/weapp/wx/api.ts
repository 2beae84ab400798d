/** How an asynchronous API of wx is called: options with callbacks, or a promise when there are none. */
import { crossingObject, isObject, type JsonObject } from '../json'
import type { Handler, Phone } from '../phone'
import type { Realm } from '../realm'
import type { Recorder } from '../record'
import type { Tasks } from '../tasks'

export interface WxHost {
  readonly realm: Realm
  readonly tasks: Tasks
  readonly record: Recorder
  readonly phone: Phone
}

/** A refusal by WeChat, as `fail` receives it. */
export class WxFailure extends Error {
  override name = 'WxFailure'
  constructor(
    /** What follows `apiName:fail`. */
    message: string,
    readonly fields: JsonObject = {},
  ) {
    super(message)
  }
}

/** Like `Handler`, with the options as the app passed them, functions included. */
type RawHandler = (options: JsonObject, raw: JsonObject) => unknown

function failure(name: string, error: unknown): JsonObject {
  const fields = error instanceof WxFailure ? error.fields : {}
  return { errMsg: `${name}:fail ${error instanceof Error ? error.message : String(error)}`, ...fields }
}

/**
 * Hands an answer to the app: through `success`, `fail` and `complete` when it gave any of them, else by the
 * promise that is returned.
 */
export function settle(host: WxHost, name: string, raw: JsonObject, work: Promise<unknown>): unknown {
  const { realm, tasks } = host
  const done = tasks.begin(`wx.${name}`)
  const answer = work.then(
    (value) => ({ ok: true, value: realm.copy({ errMsg: `${name}:ok`, ...(isObject(value) ? value : {}) }) }),
    (error: unknown) => ({ ok: false, value: realm.copy(failure(name, error)) }),
  )
  if (raw.success || raw.fail || raw.complete) {
    answer.then(({ ok, value }) => {
      realm.call(ok ? raw.success : raw.fail, undefined, [value])
      realm.call(raw.complete, undefined, [value])
      done()
    })
    return undefined
  }
  const settled = answer.then(({ ok, value }) => {
    // The app's own continuation runs after this one; it must be seen as still under way until then.
    setImmediate(done)
    if (ok) return value
    throw value
  })
  return realm.promise(settled)
}

/** An API that takes one object of options. A test's own answer goes before the handler. */
export function asyncApi(host: WxHost, name: string, handler: RawHandler): (options?: unknown) => unknown {
  return (options) => {
    const raw = isObject(options) ? options : {}
    const plain = crossingObject(raw)
    host.record.calls.push({ api: name, options: plain })
    const scripted: Handler | undefined = host.phone.answers.get(name)
    const work = Promise.resolve().then(() => (scripted ? scripted(plain) : handler(plain, raw)))
    return settle(host, name, raw, work)
  }
}
