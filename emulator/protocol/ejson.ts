/**
 * Canonical Extended JSON, the form in which documents, queries and updates travel: `{"$numberInt":"1"}` for 1.
 * Only what `@cloudbase/database` writes and reads is known; any other typed value is refused.
 */
import { types } from 'node:util'
import { regularExpression } from '../regular-expressions'
import { CloudError, type PlainObject } from '../types'

/** MongoDB's own bound on nesting; without one a deep document could exhaust the stack. */
const DEPTH_MAX = 100
const INT32_MIN = -(2 ** 31)
const INT32_MAX = 2 ** 31 - 1

const invalid = (message: string) => new CloudError('INVALID_PARAM', message)

function isObject(value: unknown): value is PlainObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function decodeNumber(text: unknown): number {
  const value = typeof text === 'string' || typeof text === 'number' ? Number(text) : Number.NaN
  if ((Number.isNaN(value) && text !== 'NaN') || text === '')
    throw invalid(`not a number in Extended JSON: ${String(text)}`)
  return value
}

function decodeDate(value: unknown): Date {
  const date = isObject(value) ? new Date(decodeNumber(value.$numberLong)) : new Date(String(value))
  if (Number.isNaN(date.getTime())) throw invalid('not a date in Extended JSON')
  return date
}

function decodeRegExp(value: unknown): RegExp {
  if (!isObject(value) || typeof value.pattern !== 'string') throw invalid('not a regular expression')
  return regularExpression(value.pattern, typeof value.options === 'string' ? value.options : '')
}

/** Whole numbers are kept as doubles here; one that has no such form would come back as another number. */
function decodeLong(value: unknown): number {
  const number = decodeNumber(value)
  if (!Number.isInteger(number)) throw invalid(`not a whole number in Extended JSON: ${String(value)}`)
  if (BigInt(String(value)) !== BigInt(number)) {
    throw new CloudError(
      'NOT_EMULATED',
      `not emulated: the whole number ${String(value)}, which no double holds`,
    )
  }
  return number
}

/** `now` is the moment the request arrived: every server date of one request is the same. */
function decodeServerDate(value: unknown, now: number): Date {
  const offset = isObject(value) && value.offset !== undefined ? decode(value.offset, now, 0) : 0
  return new Date(now + decodeNumber(offset))
}

/** Reads a typed value such as `{"$numberInt":"1"}`; undefined for any other object. */
function decodeTyped(key: string, value: unknown, now: number): unknown {
  switch (key) {
    case '$numberInt':
    case '$numberDouble':
      return decodeNumber(value)
    case '$numberLong':
      return decodeLong(value)
    case '$date':
      return decodeDate(value)
    case '$tcb_server_date':
      return decodeServerDate(value, now)
    case '$regularExpression':
      return decodeRegExp(value)
    case '$oid':
      return String(value)
    case '$numberDecimal':
    case '$binary':
    case '$timestamp':
    case '$minKey':
    case '$maxKey':
    case '$code':
    case '$symbol':
    case '$dbPointer':
      throw new CloudError('NOT_EMULATED', `not emulated: Extended JSON type ${key}`)
    default:
      return undefined
  }
}

function decode(value: unknown, now: number, depth: number): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (depth > DEPTH_MAX) throw invalid(`nested deeper than ${DEPTH_MAX} levels`)
  if (Array.isArray(value)) return value.map((item) => decode(item, now, depth + 1))
  const entries = Object.entries(value)
  const [first] = entries
  if (entries.length === 1 && first?.[0].startsWith('$')) {
    const typed = decodeTyped(first[0], first[1], now)
    if (typed !== undefined) return typed
  }
  const result: PlainObject = {}
  for (const [key, item] of entries) {
    // Assigning to this name would change the prototype instead of making a field.
    if (key === '__proto__') throw invalid('a field may not be named __proto__')
    result[key] = decode(item, now, depth + 1)
  }
  return result
}

/**
 * A value from Extended JSON text. `now` is what server dates become, in epoch milliseconds.
 * @throws CloudError INVALID_PARAM or NOT_EMULATED.
 */
export function parseEjson(text: string, now: number): unknown {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    throw invalid('malformed Extended JSON')
  }
  return decode(json, now, 0)
}

/**
 * As `parseEjson`, for what has to be an object: a document, a query, an update.
 * @throws CloudError INVALID_PARAM when it is anything else.
 */
export function parseEjsonObject(text: string, now: number): PlainObject {
  const value = parseEjson(text, now)
  if (!isObject(value) || types.isDate(value) || types.isRegExp(value)) throw invalid('an object is expected')
  return value
}

/** Text in which JSON escapes nothing: no control character, quote, backslash or half of a pair. */
const PLAIN = /^[ !#-[\]-\ud7ff\ue000-\uffff]*$/
/** Up to this length looking is quicker than escaping. */
const PLAIN_LENGTH_MAX = 64

function quoted(text: string): string {
  return text.length <= PLAIN_LENGTH_MAX && PLAIN.test(text) ? `"${text}"` : JSON.stringify(text)
}

function numberText(value: number): string {
  if (Object.is(value, -0)) return '{"$numberDouble":"-0.0"}'
  if (Number.isInteger(value) && value >= INT32_MIN && value <= INT32_MAX) return `{"$numberInt":"${value}"}`
  if (Number.isSafeInteger(value)) return `{"$numberLong":"${value}"}`
  return `{"$numberDouble":"${value}"}`
}

function objectText(value: object): string {
  let fields = ''
  for (const [name, item] of Object.entries(value)) {
    if (item !== undefined) fields += `${fields === '' ? '' : ','}${quoted(name)}:${stringifyEjson(item)}`
  }
  return `{${fields}}`
}

/**
 * Canonical Extended JSON text of a document; fields without a value are left out. Every reply is made of it, so it
 * writes the text at once and no tree of objects between.
 */
export function stringifyEjson(value: unknown): string {
  if (typeof value === 'string') return quoted(value)
  if (typeof value === 'number') return numberText(value)
  if (typeof value === 'boolean') return String(value)
  if (typeof value !== 'object' || value === null) return 'null'
  if (Array.isArray(value)) return `[${value.map(stringifyEjson).join(',')}]`
  if (types.isDate(value)) return `{"$date":{"$numberLong":"${value.getTime()}"}}`
  if (types.isRegExp(value)) {
    const { source: pattern, flags: options } = value
    return JSON.stringify({ $regularExpression: { pattern, options } })
  }
  return objectText(value)
}
