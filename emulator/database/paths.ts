import { types } from 'node:util'
import type { PlainObject } from '../types'

export function isPlainObject(value: unknown): value is PlainObject {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !types.isDate(value) &&
    !types.isRegExp(value)
  )
}

/** What stands at a dotted path, before an array at its end is opened. `spread` says that an array was met on the way. */
export interface PathValues {
  readonly values: readonly unknown[]
  readonly spread: boolean
}

/**
 * Every value at a dotted path, as MongoDB walks it: an array on the way is entered element by element, and a number
 * in the path also names an element. A missing value is `undefined`; an array without objects has no values at all.
 */
export function valuesAtPath(document: PlainObject, path: string): PathValues {
  if (!path.includes('.')) return { values: [ownField(document, path)], spread: false }
  const values: unknown[] = []
  const spread = collect(document, path.split('.'), 0, values)
  return { values, spread }
}

export function ownField(value: PlainObject, name: string): unknown {
  return Object.hasOwn(value, name) ? value[name] : undefined
}

function collect(value: unknown, segments: readonly string[], depth: number, values: unknown[]): boolean {
  const segment = segments[depth]
  if (segment === undefined) {
    values.push(value)
    return false
  }
  if (isPlainObject(value)) {
    return collect(ownField(value, segment), segments, depth + 1, values)
  }
  if (!Array.isArray(value)) {
    values.push(undefined)
    return false
  }
  if (/^\d+$/.test(segment) && Number(segment) < value.length) {
    collect(value[Number(segment)], segments, depth + 1, values)
  }
  for (const element of value) if (isPlainObject(element)) collect(element, segments, depth, values)
  return true
}
