/** Values that cross between the two layers of a mini program are JSON, and read with care. */

export type JsonObject = Record<string, unknown>

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A copy as it would arrive on the other side: functions, undefined and prototypes are lost. */
export function crossing(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value))
}

/** Like `crossing`, for something that must be an object; anything else becomes an empty one. */
export function crossingObject(value: unknown): JsonObject {
  const copy = crossing(value)
  return isObject(copy) ? copy : {}
}

export function textOf(options: JsonObject, key: string): string {
  const value = options[key]
  return typeof value === 'string' ? value : ''
}

export function numberOf(options: JsonObject, key: string, fallback: number): number {
  const value = options[key]
  return typeof value === 'number' ? value : fallback
}

/** The steps of a setData key: `root.cn.[0].cl` and `root.cn[0].cl` are both root, cn, 0, cl. */
export function pathOf(key: string): (string | number)[] {
  return key
    .replace(/\[(\d+)\]/g, '.$1')
    .split('.')
    .filter((step) => step !== '')
    .map((step) => (/^\d+$/.test(step) ? Number(step) : step))
}

/** Writes a value under a setData key, making the objects and arrays on the way as WeChat does. */
export function assignPath(target: JsonObject, key: string, value: unknown): void {
  const steps = pathOf(key)
  let holder: JsonObject = target
  steps.forEach((step, index) => {
    if (index === steps.length - 1) {
      holder[step] = value
      return
    }
    const next = holder[step]
    // An array is walked like an object: its keys are its positions.
    if (typeof next === 'object' && next !== null) holder = next as JsonObject
    else {
      const made = (typeof steps[index + 1] === 'number' ? [] : {}) as JsonObject
      holder[step] = made
      holder = made
    }
  })
}
