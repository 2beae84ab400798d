import { types } from 'node:util'
import type { PlainObject } from '../types'
import { requestFailed } from './errors'
import { encodeValue, typeByteOf } from './key-encoding'
import { valuesAtPath } from './paths'

/**
 * The comparison operators of queries, exactly as MongoDB and our indexes compare: within one type only, text by its
 * UTF-8 bytes, embedded documents with the order of their fields. An index range and these operators always agree.
 */
type Test = (document: PlainObject) => boolean
/** The library also hands its options over; ours need none. */
type Operator = (path: string, operand: unknown, options?: unknown) => Test

const equal: Operator = (path, operand) => matching(path, (value) => isEqual(value, operand))
const within: Operator = (path, operand) => {
  if (!Array.isArray(operand)) throw requestFailed('$in needs an array')
  const patterns = operand.filter(types.isRegExp)
  return matching(
    path,
    (value) =>
      operand.some((one) => isEqual(value, one)) ||
      (typeof value === 'string' && patterns.some((pattern) => new RegExp(pattern).test(value))),
  )
}

export const comparisonOperators = {
  $eq: equal,
  $ne: negated(equal),
  $in: within,
  $nin: negated(within),
  $gt: ordered((order) => order > 0),
  $gte: ordered((order) => order >= 0),
  $lt: ordered((order) => order < 0),
  $lte: ordered((order) => order <= 0),
}

function negated(operator: Operator): Operator {
  return (path, operand) => {
    const test = operator(path, operand)
    return (document) => !test(document)
  }
}

function ordered(accepts: (order: number) => boolean): Operator {
  return (path, operand) =>
    matching(path, (value) => {
      if (typeByteOf(value) !== typeByteOf(operand)) return false
      const isNotANumber = Number.isNaN(value) || Number.isNaN(operand)
      // NaN is in no order with numbers, only equal to itself.
      return isNotANumber ? Object.is(value, operand) && accepts(0) : accepts(compareSameType(value, operand))
    })
}

/** A condition on an array holds when it holds for the array or for any of its elements. */
function matching(path: string, accepts: (value: unknown) => boolean): Test {
  return (document) =>
    valuesAtPath(document, path).values.some(
      (value) => accepts(value) || (Array.isArray(value) && value.some(accepts)),
    )
}

function isEqual(left: unknown, right: unknown): boolean {
  if (left === right) return true
  return typeByteOf(left) === typeByteOf(right) && compareSameType(left, right) === 0
}

function compareSameType(left: unknown, right: unknown): number {
  if (typeof left === 'number' && typeof right === 'number') return compareNumbers(left, right)
  return Buffer.compare(encodeValue(left), encodeValue(right))
}

function compareNumbers(left: number, right: number): number {
  if (Number.isNaN(left) || Number.isNaN(right))
    return Number(Number.isNaN(right)) - Number(Number.isNaN(left))
  return left < right ? -1 : Number(left > right)
}
