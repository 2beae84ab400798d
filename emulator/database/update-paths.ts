import type { PlainObject } from '../types'
import { notEmulated, requestFailed } from './errors'
import { isPlainObject, ownField } from './paths'
import { elementTestOf } from './query-filter'
import type { Change, Target } from './update-operators'

/** A number as it names an element of an array. */
const INDEX = /^(0|[1-9]\d*)$/
/** MongoDB fills at most so many places of an array with null. */
const BACKFILL_MAX = 1_500_000

/** Refuses a path that no update may have: DATABASE_REQUEST_FAILED. */
export function checkPath(path: string): void {
  const segments = path.split('.')
  if (segments.some((segment) => segment === '')) {
    throw requestFailed(`The update path '${path}' contains an empty field name, which is not allowed.`)
  }
  if (segments.includes('__proto__')) throw requestFailed("field name '__proto__' is reserved")
  if (segments[0] === '_id') {
    throw requestFailed("Performing an update on the path '_id' would modify the immutable field '_id'")
  }
  if (segments[0]?.startsWith('$'))
    throw requestFailed(`Cannot have positional or '$' names at the start of '${path}'`)
  if (segments.filter((segment) => segment === '$').length > 1) {
    throw requestFailed(`Too many positional (i.e. '$') elements found in path '${path}'`)
  }
  const filtered = segments.find((segment) => /^\$\[.+\]$/.test(segment))
  if (filtered)
    throw requestFailed(`No array filter found for identifier '${filtered.slice(2, -1)}' in path '${path}'`)
  const other = segments.find((segment) => segment.startsWith('$') && segment !== '$' && segment !== '$[]')
  if (other)
    throw requestFailed(`The dollar ($) prefixed field '${other}' in '${path}' is not valid for storage.`)
}

/** The paths in one document that a path with `$` (the element that the query matched) or `$[]` (all of them) stands for. */
export function concretePaths(document: PlainObject, path: string, query: PlainObject): string[] {
  if (!path.includes('$')) return [path]
  return expanded(document, path.split('.'), [], query).map((segments) => segments.join('.'))
}

function expanded(
  value: unknown,
  [segment, ...rest]: readonly string[],
  walked: readonly string[],
  query: PlainObject,
): string[][] {
  if (segment === undefined) return [[...walked]]
  if (segment !== '$' && segment !== '$[]')
    return expanded(fieldOf(value, segment), rest, [...walked, segment], query)
  const path = walked.join('.')
  if (segment === '$') {
    const index = matchedIndex(value, path, query)
    return expanded(fieldOf(value, index), rest, [...walked, index], query)
  }
  if (value === undefined) {
    throw requestFailed(`The path '${path}' must exist in the document in order to apply array updates.`)
  }
  if (!Array.isArray(value))
    throw requestFailed(`Cannot apply array updates to non-array element ${path}: ${JSON.stringify(value)}`)
  return value.flatMap((element: unknown, at) => expanded(element, rest, [...walked, String(at)], query))
}

/** The first element that fulfils what the query asks of the array. */
function matchedIndex(value: unknown, path: string, query: PlainObject): string {
  const tests = elementTests(query, path)
  const index =
    Array.isArray(value) && tests.length > 0
      ? value.findIndex((element: unknown) => tests.every((test) => test(element)))
      : -1
  if (index === -1)
    throw requestFailed('The positional operator did not find the match needed from the query.')
  return String(index)
}

function elementTests(query: PlainObject, path: string): ((element: unknown) => boolean)[] {
  return Object.entries(query).flatMap(([key, condition]) => {
    if (key === '$and' && Array.isArray(condition)) {
      return condition.filter(isPlainObject).flatMap((branch) => elementTests(branch, path))
    }
    if (key === '$or') throw notEmulated('the positional operator with a query by $or')
    if (key === path) return [elementTestOf(condition)]
    if (!key.startsWith(`${path}.`)) return []
    return [elementTestOf({ $elemMatch: { [key.slice(path.length + 1)]: condition } })]
  })
}

/** The value at a path of single steps: fields, and elements by their number. */
export function valueAt(document: PlainObject, path: string): unknown {
  let value: unknown = document
  for (const segment of path.split('.')) value = fieldOf(value, segment)
  return value
}

function fieldOf(value: unknown, segment: string): unknown {
  if (Array.isArray(value)) return INDEX.test(segment) ? value[Number(segment)] : undefined
  return isPlainObject(value) ? ownField(value, segment) : undefined
}

/** Whether a path goes through an array, or ends in one's element. */
export function crossesArray(document: PlainObject, path: string): boolean {
  const segments = path.split('.')
  return segments.some(
    (_segment, at) => at > 0 && Array.isArray(valueAt(document, segments.slice(0, at).join('.'))),
  )
}

/** Changes the value at a path in place. Documents that are missing on the way are made when `makesPath`. */
export function changeAt(document: PlainObject, target: Target, change: Change, makesPath: boolean): void {
  const segments = target.path.split('.')
  const last = segments.pop() ?? ''
  let container: unknown = document
  for (const [at, segment] of segments.entries()) {
    if (!mayEnter(container, segment, segments[at - 1], makesPath)) return
    let next = fieldOf(container, segment)
    if (next === undefined) {
      if (!makesPath) return
      next = {}
      setField(container, segment, next)
    }
    container = next
  }
  if (!mayEnter(container, last, segments.at(-1), makesPath)) return
  const before = fieldOf(container, last)
  const after = change(before, target)
  if (after !== before) setField(container, last, after)
}

/** Whether there can be such a field. Where there cannot, what makes paths is refused, and what takes away has nothing to do. */
function mayEnter(
  container: unknown,
  segment: string,
  parent: string | undefined,
  makesPath: boolean,
): boolean {
  if (isPlainObject(container) || (Array.isArray(container) && INDEX.test(segment))) return true
  if (!makesPath) return false
  throw requestFailed(
    `Cannot create field '${segment}' in element {${parent ?? ''}: ${JSON.stringify(container)}}`,
  )
}

/** Sets a field or, for `undefined`, takes it away; an element that is taken away leaves null. */
function setField(container: unknown, segment: string, value: unknown): void {
  if (Array.isArray(container)) {
    const index = Number(segment)
    if (index - container.length > BACKFILL_MAX) {
      throw requestFailed(`can't backfill array to larger than ${BACKFILL_MAX} elements`)
    }
    while (container.length < index) container.push(null)
    container[index] = value ?? null
  } else if (isPlainObject(container)) {
    if (value === undefined) delete container[segment]
    else container[segment] = value
  }
}
