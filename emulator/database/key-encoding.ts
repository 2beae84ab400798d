import { types } from 'node:util'

/**
 * Order-preserving keys: `Buffer.compare` of two encoded values answers as MongoDB's comparison of the values does.
 * Types come first, in MongoDB's order; then the value. No encoding is a prefix of another, so encodings of several
 * fields can be put one after another, and a field in descending order is the same bytes inverted.
 * The order of types: https://www.mongodb.com/docs/manual/reference/bson-type-comparison-order/
 */

const TYPE = {
  /** What an empty array leaves in an index: less than null. */
  emptyArray: 0x05,
  null: 0x0a,
  number: 0x14,
  string: 0x1e,
  object: 0x28,
  array: 0x32,
  boolean: 0x3c,
  date: 0x46,
  regex: 0x50,
} as const

/** Closes a string, and, doubled as `00 ff`, stands for the character U+0000 inside of one. */
const STRING_END = Buffer.from([0, 0])
const ESCAPED_ZERO = Buffer.from([0, 0xff])
/** Smaller than every type byte: a container that ends sorts before one that goes on. */
const CONTAINER_END = Buffer.from([0])

export const EMPTY_ARRAY_KEY = Buffer.from([TYPE.emptyArray])

/** The byte of the value's type, by which MongoDB compares before it looks at values. */
export function typeByteOf(value: unknown): number {
  if (value === null || value === undefined) return TYPE.null
  switch (typeof value) {
    case 'number':
    case 'bigint':
      return TYPE.number
    case 'string':
      return TYPE.string
    case 'boolean':
      return TYPE.boolean
  }
  if (Array.isArray(value)) return TYPE.array
  if (types.isDate(value)) return TYPE.date
  if (types.isRegExp(value)) return TYPE.regex
  return TYPE.object
}

/** Encodes one value in ascending order. */
export function encodeValue(value: unknown): Buffer {
  const type = typeByteOf(value)
  if (typeof value === 'string') return encodeString(type, value)
  if (typeof value === 'number' || typeof value === 'bigint') return encodeNumber(type, Number(value))
  if (typeof value === 'boolean') return Buffer.from([type, value ? 1 : 0])
  if (types.isDate(value)) return encodeNumber(type, value.getTime())
  if (types.isRegExp(value)) {
    return Buffer.concat([Buffer.from([type]), encodeText(value.source), encodeText(value.flags)])
  }
  if (Array.isArray(value)) {
    return Buffer.concat([Buffer.from([type]), ...value.map(encodeValue), CONTAINER_END])
  }
  if (value === null || value === undefined) return Buffer.from([type])
  // An object compares field by field: by the type of the field's value, then the field's name, then the value.
  const fields = Object.entries(value).map(([name, field]) =>
    Buffer.concat([Buffer.from([typeByteOf(field)]), encodeText(name), encodeValue(field)]),
  )
  return Buffer.concat([Buffer.from([type]), ...fields, CONTAINER_END])
}

/** A double as eight bytes whose order is the numbers' order: NaN first, -0 equal to 0, infinities at the ends. */
function encodeNumber(type: number, value: number): Buffer {
  const bytes = Buffer.alloc(9)
  bytes[0] = type
  if (Number.isNaN(value)) return bytes
  bytes.writeDoubleBE(value === 0 ? 0 : value, 1)
  // Negative numbers grow downwards in IEEE 754, so all their bits turn; positive ones only move above them.
  if (value < 0) for (let at = 1; at < 9; at++) bytes[at] = ~(bytes[at] ?? 0) & 0xff
  else bytes[1] = (bytes[1] ?? 0) | 0x80
  return bytes
}

/** Indexes are mostly text: the common case is written in one go. */
function encodeString(type: number, text: string): Buffer {
  if (text.includes('\0')) return Buffer.concat([Buffer.from([type]), encodeText(text)])
  const bytes = Buffer.alloc(Buffer.byteLength(text) + 1 + STRING_END.length)
  bytes[0] = type
  bytes.write(text, 1)
  return bytes
}

function encodeText(text: string): Buffer {
  const bytes = Buffer.from(text, 'utf8')
  if (!bytes.includes(0)) return Buffer.concat([bytes, STRING_END])
  const parts: Buffer[] = []
  let from = 0
  for (let zero = bytes.indexOf(0); zero !== -1; zero = bytes.indexOf(0, from)) {
    parts.push(bytes.subarray(from, zero), ESCAPED_ZERO)
    from = zero + 1
  }
  return Buffer.concat([...parts, bytes.subarray(from), STRING_END])
}

/** The same bytes with every bit turned: the order reversed. */
export function invert(bytes: Buffer): Buffer {
  const turned = Buffer.allocUnsafe(bytes.length)
  for (let at = 0; at < bytes.length; at++) turned[at] = ~(bytes[at] ?? 0) & 0xff
  return turned
}

/** The least key greater than every key that begins with `prefix`. The prefix must hold a byte below 0xff. */
export function afterPrefix(prefix: Buffer): Buffer {
  let last = prefix.length - 1
  while (last >= 0 && prefix[last] === 0xff) last--
  const next = Buffer.from(prefix.subarray(0, last + 1))
  next[last] = (next[last] ?? 0) + 1
  return next
}

/** A place between keys: before or after every key that begins with `bytes`. */
export interface Cut {
  readonly bytes: Buffer
  readonly side: 'before' | 'after'
}
/** The values from one cut to another, in ascending order of values. */
export interface Interval {
  readonly lower: Cut
  readonly upper: Cut
}

export function pointInterval(value: unknown): Interval {
  const bytes = encodeValue(value)
  return { lower: { bytes, side: 'before' }, upper: { bytes, side: 'after' } }
}

/** Everything of one type: a comparison never leaves the type of its operand. */
export function typeInterval(value: unknown): Interval {
  const bytes = Buffer.from([typeByteOf(value)])
  return { lower: { bytes, side: 'before' }, upper: { bytes, side: 'after' } }
}

/** The same interval as it lies in a field that is kept in descending order. */
export function invertInterval({ lower, upper }: Interval): Interval {
  const flip = (cut: Cut): Cut => ({
    bytes: invert(cut.bytes),
    side: cut.side === 'before' ? 'after' : 'before',
  })
  return { lower: flip(upper), upper: flip(lower) }
}

export function compareCuts(left: Cut, right: Cut): number {
  return Buffer.compare(placeOf(left), placeOf(right))
}

/** The first key at or after the cut. */
export function placeOf(cut: Cut): Buffer {
  return cut.side === 'before' ? cut.bytes : afterPrefix(cut.bytes)
}
