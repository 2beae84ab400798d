import { isEqual, typeName } from '../comparison'
import { requestFailed } from '../errors'
import { isPlainObject } from '../paths'
import {
  arrayOf,
  binary,
  isNullish,
  named,
  namedParts,
  objectOf,
  type PlainOperator,
  textOf,
  unary,
  variadic,
  wholeNumberOf,
} from './values'

/** Arrays and objects; those that evaluate a part of theirs once for each element are in `scoped.ts`. */
export const arrays: Readonly<Record<string, PlainOperator>> = {
  $arrayElemAt: binary((list, index) => {
    if (isNullish(list) || isNullish(index)) return null
    return arrayOf('$arrayElemAt', list).at(wholeNumberOf('$arrayElemAt', index))
  }),
  $arrayToObject: unary((list) => (isNullish(list) ? null : toObject(arrayOf('$arrayToObject', list)))),
  $concatArrays: variadic((lists) =>
    lists.some(isNullish) ? null : lists.flatMap((list) => arrayOf('$concatArrays', list)),
  ),
  $first: unary((list) => (isNullish(list) ? null : arrayOf('$first', list)[0])),
  $last: unary((list) => (isNullish(list) ? null : arrayOf('$last', list).at(-1))),
  $in: binary((value, list) => {
    if (!Array.isArray(list))
      throw requestFailed(`$in requires an array as a second argument, found: ${typeName(list)}`)
    return list.some((element) => isEqual(element, value))
  }),
  $indexOfArray: { arity: [2, 4], run: indexOfArray },
  $isArray: unary((value) => Array.isArray(value)),
  $range: { arity: [2, 3], run: range },
  $reverseArray: unary((list) => (isNullish(list) ? null : [...arrayOf('$reverseArray', list)].reverse())),
  $size: unary((list) => {
    if (Array.isArray(list)) return list.length
    throw requestFailed(`The argument to $size must be an array, but was of type: ${typeName(list)}`)
  }),
  $slice: { arity: [2, 3], run: slice },
  $zip: named(zip),
  $mergeObjects: variadic((objects) => mergeObjects(objects)),
  $objectToArray: unary((object) => {
    if (isNullish(object)) return null
    return Object.entries(objectOf('$objectToArray', object)).map(([k, v]) => ({ k, v }))
  }),
}

/** Later objects win; null and missing ones are passed over. */
export function mergeObjects(objects: readonly unknown[]): Record<string, unknown> {
  return Object.assign(
    {},
    ...objects.filter((object) => !isNullish(object)).map((object) => objectOf('$mergeObjects', object)),
  )
}

/** From `[[k, v], ...]` or `[{ k, v }, ...]`. */
function toObject(list: readonly unknown[]): Record<string, unknown> {
  const entries = list.map((item): [string, unknown] => {
    if (Array.isArray(item) && item.length === 2) return [textOf('$arrayToObject', item[0]), item[1]]
    if (!isPlainObject(item) || !('k' in item) || !('v' in item)) {
      throw requestFailed('$arrayToObject requires pairs of a key and a value, as an array or as k and v')
    }
    return [textOf('$arrayToObject', item.k), item.v]
  })
  return Object.fromEntries(entries)
}

function indexOfArray(list: unknown, value: unknown, start: unknown = 0, end?: unknown): unknown {
  if (isNullish(list)) return null
  const elements = arrayOf('$indexOfArray', list)
  const { from, to } = bounds('$indexOfArray', start, end, elements.length)
  const at = elements.findIndex((element, index) => index >= from && index < to && isEqual(element, value))
  return at
}

/** The range of a search: both ends whole and not negative. */
export function bounds(
  operator: string,
  start: unknown,
  end: unknown,
  length: number,
): { from: number; to: number } {
  const from = wholeNumberOf(operator, start)
  const to = end === undefined ? length : wholeNumberOf(operator, end)
  if (from < 0 || to < 0) throw requestFailed(`${operator} requires a nonnegative starting and ending index`)
  return { from, to: Math.min(to, length) }
}

/** More numbers than a document of 16 MB could hold would only exhaust the memory. */
const RANGE_MAX = 2_000_000

function range(start: unknown, end: unknown, step: unknown = 1): number[] {
  const [first, last, by] = [start, end, step].map((part) => wholeNumberOf('$range', part))
  if (first === undefined || last === undefined || !by)
    throw requestFailed('$range requires a non-zero step value')
  const count = Math.max(0, Math.ceil((last - first) / by))
  if (count > RANGE_MAX) throw requestFailed(`$range would make an array of ${count} elements`)
  return Array.from({ length: count }, (_, at) => first + at * by)
}

function slice(list: unknown, position: unknown, count?: unknown): unknown {
  if (isNullish(list) || isNullish(position) || count === null) return null
  const elements = arrayOf('$slice', list)
  const from = wholeNumberOf('$slice', position)
  if (count === undefined) return from < 0 ? elements.slice(from) : elements.slice(0, from)
  const length = wholeNumberOf('$slice', count)
  if (length <= 0) throw requestFailed(`Third argument to $slice must be positive: ${length}`)
  const start = from < 0 ? Math.max(0, elements.length + from) : from
  return elements.slice(start, start + length)
}

function zip(argument: unknown): unknown {
  const {
    inputs,
    useLongestLength = false,
    defaults,
  } = namedParts('$zip', argument, ['inputs'], ['useLongestLength', 'defaults'])
  if (isNullish(inputs)) return null
  const given = arrayOf('$zip', inputs)
  if (given.length === 0) throw requestFailed('$zip requires at least one input array')
  if (given.some(isNullish)) return null
  const lists = given.map((list) => arrayOf('$zip', list))
  if (defaults !== undefined && useLongestLength !== true) {
    throw requestFailed('cannot specify defaults unless useLongestLength is true')
  }
  const fallbacks = defaults === undefined ? [] : arrayOf('$zip', defaults)
  if (defaults !== undefined && fallbacks.length !== lists.length) {
    throw requestFailed('defaults and inputs must have the same length')
  }
  const lengths = lists.map((list) => list.length)
  const length = useLongestLength === true ? Math.max(...lengths) : Math.min(...lengths)
  return Array.from({ length }, (_, row) =>
    lists.map((list, column) => (row < list.length ? list[row] : (fallbacks[column] ?? null))),
  )
}
