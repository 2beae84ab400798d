import { types } from 'node:util'
import { compareValues, typeName } from '../comparison'
import { requestFailed } from '../errors'
import { isPlainObject } from '../paths'

/** An operator of evaluated arguments. A missing value is `undefined`, as an argument and as an answer. */
export interface PlainOperator {
  /** How few and how many arguments it takes. */
  readonly arity: readonly [min: number, max: number]
  readonly run: (...values: unknown[]) => unknown
  /** The one argument is an object of named parts, of which some may be missing values. */
  readonly hasNamedParts?: true
}

export function unary(run: (value: unknown) => unknown): PlainOperator {
  return { arity: [1, 1], run }
}

export function named(run: (parts: unknown) => unknown): PlainOperator {
  return { arity: [1, 1], run, hasNamedParts: true }
}

export function binary(run: (left: unknown, right: unknown) => unknown): PlainOperator {
  return { arity: [2, 2], run }
}

export function variadic(run: (values: readonly unknown[]) => unknown, min = 0): PlainOperator {
  return { arity: [min, Number.POSITIVE_INFINITY], run: (...values) => run(values) }
}

export function isNullish(value: unknown): value is null | undefined {
  return value === null || value === undefined
}

/** False are `false`, 0, null and a missing value; everything else, also an empty text, is true. */
export function isTruthy(value: unknown): boolean {
  return !(value === false || value === 0 || isNullish(value))
}

/** The order of expressions. Unlike in queries a missing value is less than null. */
export function compareOperands(left: unknown, right: unknown): number {
  if (left === undefined || right === undefined)
    return Number(left !== undefined) - Number(right !== undefined)
  return compareValues(left, right)
}

export function numberOf(operator: string, value: unknown): number {
  if (typeof value === 'number') return value
  throw requestFailed(`${operator} only supports numeric types, not ${typeName(value)}`)
}

export function wholeNumberOf(operator: string, value: unknown): number {
  if (typeof value === 'number' && Number.isInteger(value)) return value
  throw requestFailed(`${operator} requires an integer, found: ${JSON.stringify(value)} (${typeName(value)})`)
}

export function arrayOf(operator: string, value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value
  throw requestFailed(`${operator} requires an array, found: ${typeName(value)}`)
}

export function textOf(operator: string, value: unknown): string {
  if (typeof value === 'string') return value
  throw requestFailed(`${operator} requires a string argument, found: ${typeName(value)}`)
}

export function objectOf(operator: string, value: unknown): Record<string, unknown> {
  if (isPlainObject(value)) return value
  throw requestFailed(`${operator} requires an object, found: ${typeName(value)}`)
}

export function dateOf(value: unknown): Date {
  if (types.isDate(value)) return value
  throw requestFailed(`can't convert from BSON type ${typeName(value)} to Date`)
}

/** The named parts of an operator's argument; refuses others. */
export function namedParts(
  operator: string,
  argument: unknown,
  required: readonly string[],
  optional: readonly string[] = [],
): Record<string, unknown> {
  const parts = objectOf(operator, argument)
  const unknownName = Object.keys(parts).find((name) => !required.includes(name) && !optional.includes(name))
  if (unknownName !== undefined) throw requestFailed(`Unrecognized argument to ${operator}: ${unknownName}`)
  const missing = required.find((name) => !(name in parts))
  if (missing !== undefined) throw requestFailed(`Missing '${missing}' parameter to ${operator}`)
  return parts
}
