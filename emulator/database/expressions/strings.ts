import { types } from 'node:util'
import { typeName } from '../comparison'
import { requestFailed } from '../errors'
import { bounds } from './arrays'
import {
  binary,
  isNullish,
  named,
  namedParts,
  type PlainOperator,
  textOf,
  unary,
  variadic,
  wholeNumberOf,
} from './values'

/** Text. "CP" counts code points, "Bytes" the bytes of UTF-8. */
export const strings: Readonly<Record<string, PlainOperator>> = {
  $concat: variadic((parts) => {
    if (parts.some(isNullish)) return null
    const other = parts.find((part) => typeof part !== 'string')
    if (other !== undefined) throw requestFailed(`$concat only supports strings, not ${typeName(other)}`)
    return parts.join('')
  }),
  $indexOfBytes: {
    arity: [2, 4],
    run: (text, part, start, end) => indexOf('$indexOfBytes', Buffer.from, text, part, start, end),
  },
  $indexOfCP: {
    arity: [2, 4],
    run: (text, part, start, end) => indexOf('$indexOfCP', Array.from<string>, text, part, start, end),
  },
  $split: binary((text, separator) => {
    if (isNullish(text) || isNullish(separator)) return null
    const by = textOf('$split', separator)
    if (by === '') throw requestFailed('$split requires a non-empty separator')
    return textOf('$split', text).split(by)
  }),
  $strLenBytes: unary((text) => Buffer.byteLength(textOf('$strLenBytes', text))),
  $strLenCP: unary((text) => [...textOf('$strLenCP', text)].length),
  $strcasecmp: binary((left, right) => {
    const [one, other] = [Buffer.from(asciiUpper(coerced(left))), Buffer.from(asciiUpper(coerced(right)))]
    return Buffer.compare(one, other)
  }),
  $substr: { arity: [3, 3], run: (text, start, count) => substrBytes(coerced(text), start, count) },
  $substrBytes: { arity: [3, 3], run: (text, start, count) => substrBytes(coerced(text), start, count) },
  $substrCP: { arity: [3, 3], run: substrCP },
  $toLower: unary((text) => coerced(text).replace(/[A-Z]+/g, (part) => part.toLowerCase())),
  $toUpper: unary((text) => asciiUpper(coerced(text))),
  $trim: named((argument) => trimmed('$trim', argument, true, true)),
  $ltrim: named((argument) => trimmed('$ltrim', argument, true, false)),
  $rtrim: named((argument) => trimmed('$rtrim', argument, false, true)),
}

/** MongoDB changes the case of ASCII letters only. */
function asciiUpper(text: string): string {
  return text.replace(/[a-z]+/g, (part) => part.toUpperCase())
}

/** Text as the older operators take it: null is empty, numbers and dates are written out. */
function coerced(value: unknown): string {
  if (isNullish(value)) return ''
  if (typeof value === 'string') return value
  if (typeof value === 'number') return String(value)
  if (types.isDate(value)) return value.toISOString()
  throw requestFailed(`can't convert from BSON type ${typeName(value)} to String`)
}

/** The place of `part` in `text`, counted in units of `cut`; -1 when it is not between `start` and `end`. */
function indexOf(
  operator: string,
  cut: (text: string) => ArrayLike<unknown>,
  text: unknown,
  part: unknown,
  start: unknown = 0,
  end?: unknown,
): unknown {
  if (isNullish(text)) return null
  const [whole, wanted] = [cut(textOf(operator, text)), cut(textOf(operator, part))]
  const { from, to } = bounds(operator, start, end, whole.length)
  for (let at = from; at + wanted.length <= to; at++) {
    let matched = 0
    while (matched < wanted.length && whole[at + matched] === wanted[matched]) matched++
    if (matched === wanted.length) return at
  }
  return -1
}

function substrBytes(text: string, start: unknown, count: unknown): string {
  const bytes = Buffer.from(text)
  const from = wholeNumberOf('$substrBytes', start)
  const length = wholeNumberOf('$substrBytes', count)
  if (from < 0) throw requestFailed(`$substrBytes: starting index must be non-negative (got: ${from})`)
  const to = length < 0 ? bytes.length : Math.min(bytes.length, from + length)
  if (isContinuation(bytes[from])) {
    throw requestFailed('$substrBytes: Invalid range, starting index is a UTF-8 continuation byte.')
  }
  if (isContinuation(bytes[to])) {
    throw requestFailed('$substrBytes: Invalid range, ending index is in the middle of a UTF-8 character.')
  }
  return bytes.subarray(from, to).toString()
}

function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80
}

function substrCP(text: unknown, start: unknown, count: unknown): string {
  const from = wholeNumberOf('$substrCP', start)
  const length = wholeNumberOf('$substrCP', count)
  if (from < 0 || length < 0) throw requestFailed('$substrCP: start and length must be non-negative')
  return [...coerced(text)].slice(from, from + length).join('')
}

/** White space as MongoDB lists it for $trim, U+0000 included. */
const WHITE_SPACE =
  '\0 \t\n\v\f\r\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a'

function trimmed(operator: string, argument: unknown, atStart: boolean, atEnd: boolean): unknown {
  const { input, chars = WHITE_SPACE } = namedParts(operator, argument, ['input'], ['chars'])
  if (isNullish(input) || isNullish(chars)) return null
  const unwanted = new Set(textOf(operator, chars))
  const points = [...textOf(operator, input)]
  let [from, to] = [0, points.length]
  while (atStart && from < to && unwanted.has(points[from] ?? '')) from++
  while (atEnd && to > from && unwanted.has(points[to - 1] ?? '')) to--
  return points.slice(from, to).join('')
}
