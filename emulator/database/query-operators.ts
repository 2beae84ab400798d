import { types } from 'node:util'
import { regularExpression } from '../regular-expressions'
import { compareSameType, isEqual, typeName } from './comparison'
import { requestFailed } from './errors'
import { typeByteOf } from './key-encoding'
import { isPlainObject } from './paths'

/** A test of one value. */
export type ValueTest = (value: unknown) => boolean
/** A test of everything that stands at a path; a missing value is `undefined`. */
export type Condition = (values: readonly unknown[]) => boolean

/**
 * A condition on an array holds when it holds for the array or for any of its elements. `opensArrays` is false inside
 * of $elemMatch, where each element is looked at as it is.
 */
export function someValue(accepts: ValueTest, opensArrays: boolean): Condition {
  if (!opensArrays) return (values) => values.some(accepts)
  return (values) => values.some((value) => accepts(value) || (Array.isArray(value) && value.some(accepts)))
}

/** The tests of single values. Whether they look into an array is `someValue`'s matter. */
export const valueTests: Readonly<Record<string, (operand: unknown) => ValueTest>> = {
  $eq: (operand) => (value) => isEqual(value, operand),
  $gt: (operand) => ordered(operand, (order) => order > 0),
  $gte: (operand) => ordered(operand, (order) => order >= 0),
  $lt: (operand) => ordered(operand, (order) => order < 0),
  $lte: (operand) => ordered(operand, (order) => order <= 0),
  $in: isIn,
  $mod: hasRemainder,
  $type: isOfType,
  $bitsAllSet: (operand) => bits('$bitsAllSet', operand, (set, mask) => set === mask),
  $bitsAnySet: (operand) => bits('$bitsAnySet', operand, (set) => set !== 0n),
  $bitsAllClear: (operand) => bits('$bitsAllClear', operand, (set) => set === 0n),
  $bitsAnyClear: (operand) => bits('$bitsAnyClear', operand, (set, mask) => set !== mask),
}

/** Within one type only: a number is neither more nor less than a text. */
function ordered(operand: unknown, accepts: (order: number) => boolean): ValueTest {
  if (types.isRegExp(operand)) throw requestFailed('Can not have RegEx as arg to predicate over field')
  const type = typeByteOf(operand)
  return (value) => {
    if (typeByteOf(value) !== type) return false
    const isNotANumber = Number.isNaN(value) || Number.isNaN(operand)
    // NaN is in no order with numbers, only equal to itself.
    return isNotANumber ? Object.is(value, operand) && accepts(0) : accepts(compareSameType(value, operand))
  }
}

function isIn(operand: unknown): ValueTest {
  if (!Array.isArray(operand)) throw requestFailed('$in needs an array')
  if (operand.some(hasOperator)) throw requestFailed('cannot nest $ under $in')
  const patterns = operand.filter(types.isRegExp).map(matchesPattern)
  const scalars = new Set<unknown>()
  const others: unknown[] = []
  for (const one of operand) isHashable(one) ? scalars.add(one ?? null) : others.push(one)
  return (value) =>
    (isHashable(value) && scalars.has(value ?? null)) ||
    others.some((one) => isEqual(value, one)) ||
    patterns.some((matches) => matches(value))
}

/** Whether a Set holds equal values as one: it does not of dates and containers. */
function isHashable(value: unknown): boolean {
  return value === null || typeof value !== 'object'
}

function hasOperator(value: unknown): boolean {
  return isPlainObject(value) && Object.keys(value).some((name) => name.startsWith('$'))
}

/** Text that the pattern finds something in, or an equal pattern that is stored. */
export function matchesPattern(pattern: RegExp): ValueTest {
  const search = regularExpression(pattern.source, pattern.flags)
  return (value) =>
    typeof value === 'string' ? search.test(value) : types.isRegExp(value) && isEqual(value, pattern)
}

/** The pattern of a $regex with its $options. */
export function patternOf(source: unknown, options: unknown): RegExp {
  if (options !== undefined && typeof options !== 'string') throw requestFailed('$options has to be a string')
  if (types.isRegExp(source)) return regularExpression(source.source, options ?? source.flags)
  if (typeof source !== 'string') throw requestFailed('$regex has to be a string')
  return regularExpression(source, options ?? '')
}

/** Fractions are cut off before the division, of the value as of the operands. */
function hasRemainder(operand: unknown): ValueTest {
  if (!Array.isArray(operand)) throw requestFailed('malformed mod, needs to be an array')
  if (operand.length !== 2) {
    throw requestFailed(`malformed mod, ${operand.length < 2 ? 'not enough' : 'too many'} elements`)
  }
  const [divisor, remainder] = operand.map((part) =>
    typeof part === 'number' ? Math.trunc(part) : Number.NaN,
  )
  if (!Number.isFinite(divisor) || !Number.isFinite(remainder)) {
    throw requestFailed('malformed mod, divisor and remainder must be numbers')
  }
  if (divisor === 0) throw requestFailed('divisor cannot be 0')
  return (value) =>
    // A remainder of -0 is one of 0.
    typeof value === 'number' && Math.trunc(value) % Number(divisor) === Number(remainder)
}

/** The numbers of BSON's types, https://www.mongodb.com/docs/manual/reference/bson-types/ */
const TYPE_NUMBERS: Readonly<Record<number, string>> = {
  1: 'double',
  2: 'string',
  3: 'object',
  4: 'array',
  8: 'bool',
  9: 'date',
  10: 'null',
  11: 'regex',
  16: 'int',
  18: 'long',
}
const TYPE_NAMES = new Set([...Object.values(TYPE_NUMBERS), 'number'])
/** Types that MongoDB knows and no document here can hold. */
const FOREIGN_TYPES = new Set([
  'binData',
  'objectId',
  'timestamp',
  'decimal',
  'minKey',
  'maxKey',
  'javascript',
])

function isOfType(operand: unknown): ValueTest {
  const wanted = new Set((Array.isArray(operand) ? operand : [operand]).map(typeNamed))
  return (value) => {
    const name = typeName(value)
    return wanted.has(name) || (wanted.has('number') && typeof value === 'number')
  }
}

function typeNamed(type: unknown): string {
  const name = typeof type === 'number' ? TYPE_NUMBERS[type] : type
  if (typeof name === 'string' && (TYPE_NAMES.has(name) || FOREIGN_TYPES.has(name))) return name
  throw requestFailed(`Unknown type name alias: ${String(type)}`)
}

/** `accepts` sees those bits of the mask that are set in the value. */
function bits(
  operator: string,
  operand: unknown,
  accepts: (set: bigint, mask: bigint) => boolean,
): ValueTest {
  const mask = bitMask(operator, operand)
  return (value) =>
    typeof value === 'number' && Number.isSafeInteger(value) && accepts(BigInt(value) & mask, mask)
}

function bitMask(operator: string, operand: unknown): bigint {
  const positions: unknown[] = Array.isArray(operand) ? operand : []
  const isMask = typeof operand === 'number' && Number.isSafeInteger(operand) && operand >= 0
  if (isMask) return BigInt(operand)
  const isWhole = (position: unknown): position is number =>
    typeof position === 'number' && Number.isInteger(position) && position >= 0
  if (!Array.isArray(operand) || !positions.every(isWhole)) {
    throw requestFailed(`${operator} takes a mask or a list of bit positions`)
  }
  return positions.reduce<bigint>(
    (mask, position) => mask | (1n << BigInt(Math.min(Number(position), 63))),
    0n,
  )
}

/** The operand of $size. */
export function wholeSize(operand: unknown): number {
  if (typeof operand === 'number' && Number.isInteger(operand) && operand >= 0) return operand
  throw requestFailed(
    `Failed to parse $size. Expected a non-negative number in: $size: ${JSON.stringify(operand)}`,
  )
}
