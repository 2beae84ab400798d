import { types } from 'node:util'
import { encodeValue, typeByteOf } from './key-encoding'

/**
 * MongoDB's order of values, the same that the indexes keep: by type first, text by its UTF-8 bytes, embedded
 * documents with the order of their fields. A missing value is as null.
 * https://www.mongodb.com/docs/manual/reference/bson-type-comparison-order/
 */
export function compareValues(left: unknown, right: unknown): number {
  return typeByteOf(left) - typeByteOf(right) || compareSameType(left, right)
}

/** Equality of values: 0 equals -0, NaN equals itself, and documents only with their fields in the same order. */
export function isEqual(left: unknown, right: unknown): boolean {
  if (left === right) return true
  return typeByteOf(left) === typeByteOf(right) && compareSameType(left, right) === 0
}

/** As `compareValues`, of two values that have the same type. */
export function compareSameType(left: unknown, right: unknown): number {
  if (typeof left === 'number' && typeof right === 'number') return compareNumbers(left, right)
  if (typeof left === 'string' && typeof right === 'string') return compareText(left, right)
  if (left === right) return 0
  return Buffer.compare(encodeValue(left), encodeValue(right))
}

function compareNumbers(left: number, right: number): number {
  if (Number.isNaN(left) || Number.isNaN(right))
    return Number(Number.isNaN(right)) - Number(Number.isNaN(left))
  return left < right ? -1 : Number(left > right)
}

/** Halves of surrogate pairs sort before U+E000 in UTF-16 and after it in UTF-8. */
const SURROGATE = /[\ud800-\udfff]/

function compareText(left: string, right: string): number {
  if (left === right) return 0
  if (SURROGATE.test(left) || SURROGATE.test(right)) {
    return Buffer.compare(Buffer.from(left), Buffer.from(right))
  }
  return left < right ? -1 : 1
}

/** Equal text for equal values, so that they can be keys of a Map. */
export function valueKey(value: unknown): string {
  return encodeValue(value).toString('latin1')
}

const INT32_MAX = 2 ** 31 - 1

/** MongoDB's name of a value's type; whole numbers are what the SDK writes them as. */
export function typeName(value: unknown): string {
  if (value === undefined) return 'missing'
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  if (types.isDate(value)) return 'date'
  if (types.isRegExp(value)) return 'regex'
  if (typeof value === 'boolean') return 'bool'
  if (typeof value !== 'number') return typeof value
  if (!Number.isSafeInteger(value)) return 'double'
  return Math.abs(value) <= INT32_MAX || value === -INT32_MAX - 1 ? 'int' : 'long'
}
