/** The object that the app knows as `this` in a page or a component: its data, and setData across the bridge. */
import { assignPath, isObject, type JsonObject } from './json'
import type { Realm } from './realm'
import type { Recorder, SetDataRecord } from './record'
import type { Tasks } from './tasks'

/** WeChat refuses to carry more in one setData. PLATFORM: 1,048,576 bytes. */
const SET_DATA_BYTES_MAX = 1024 * 1024

/** The view's half of a page or component. */
export interface ViewSide {
  readonly page: string
  readonly component?: string
  readonly openedAt: number
  /** Applies changes to what is drawn; keys are setData paths. */
  apply(changes: JsonObject): void
  /** Elements drawn by the whole page. */
  nodes(): number
  /** Whether it has been taken away. */
  gone(): boolean
}

export interface InstanceServices {
  readonly realm: Realm
  readonly tasks: Tasks
  readonly record: Recorder
}

/** glass-easel reads `root.cn[0]`, Taro writes `root.cn.[0]`. */
const viewKey = (key: string) => key.replaceAll('.[', '[')

/**
 * Makes the logic's half of a page or component.
 * @param own what the definition brings: methods for a component, everything for a page.
 */
export function makeInstance(
  services: InstanceServices,
  view: ViewSide,
  own: JsonObject,
  data: unknown,
): JsonObject {
  const { realm } = services
  const instance = Object.assign(realm.copyObject({}), own)
  instance.data = realm.copyObject(data)
  instance.is = view.component ?? view.page
  instance.getPageId = () => view.page
  instance.setData = (changes: unknown, callback: unknown) =>
    setData(services, view, instance, isObject(changes) ? changes : {}, callback)
  return instance
}

function setData(
  { realm, tasks, record }: InstanceServices,
  view: ViewSide,
  instance: JsonObject,
  changes: JsonObject,
  callback: unknown,
): void {
  const json = JSON.stringify(changes)
  const entry: SetDataRecord = {
    page: view.page,
    component: view.component,
    bytes: Buffer.byteLength(json),
    keys: Object.keys(changes),
    pageAgeMs: performance.now() - view.openedAt,
    viewMs: 0,
    nodes: 0,
  }
  record.setData.push(entry)
  if (entry.bytes > SET_DATA_BYTES_MAX)
    record.fail(new Error(`setData of ${entry.bytes} bytes on ${view.page}`))
  if (isObject(instance.data))
    for (const [key, value] of Object.entries(realm.copyObject(JSON.parse(json))))
      assignPath(instance.data, key, value)
  const done = tasks.begin(`setData of ${view.page}`)
  // The view is another thread on a phone: it hears of the change later, and has a copy of its own.
  setImmediate(() => {
    try {
      if (view.gone()) return
      const began = performance.now()
      const copy: JsonObject = JSON.parse(json)
      view.apply(Object.fromEntries(Object.entries(copy).map(([key, value]) => [viewKey(key), value])))
      entry.viewMs = performance.now() - began
      entry.nodes = view.nodes()
      realm.call(callback, instance, [])
    } catch (error) {
      record.fail(error)
    } finally {
      done()
    }
  })
}
