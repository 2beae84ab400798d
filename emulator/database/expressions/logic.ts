import { types } from 'node:util'
import { typeName } from '../comparison'
import { notEmulated, requestFailed } from '../errors'
import { binary, compareOperands, dateOf, isNullish, isTruthy, type PlainOperator, unary } from './values'

/** Comparison, negation and conversion. */
export const logic: Readonly<Record<string, PlainOperator>> = {
  $cmp: binary((left, right) => Math.sign(compareOperands(left, right))),
  $eq: binary((left, right) => compareOperands(left, right) === 0),
  $ne: binary((left, right) => compareOperands(left, right) !== 0),
  $gt: binary((left, right) => compareOperands(left, right) > 0),
  $gte: binary((left, right) => compareOperands(left, right) >= 0),
  $lt: binary((left, right) => compareOperands(left, right) < 0),
  $lte: binary((left, right) => compareOperands(left, right) <= 0),
  $not: unary((value) => !isTruthy(value)),
  $type: unary(typeName),
  $toBool: unary((value) => (isNullish(value) ? null : isTruthy(value))),
  $toDate: unary((value) => (isNullish(value) ? null : toDate(value))),
  $toDouble: unary((value) => (isNullish(value) ? null : toNumber(value))),
  $toInt: unary((value) => (isNullish(value) ? null : Math.trunc(toNumber(value)))),
  $toLong: unary((value) => (isNullish(value) ? null : Math.trunc(toNumber(value)))),
  $toString: unary((value) => (isNullish(value) ? null : toText(value))),
}

function toDate(value: unknown): Date {
  if (typeof value === 'number') return new Date(Math.trunc(value))
  if (typeof value === 'string') throw notEmulated('$toDate of a text; use $dateFromString')
  return dateOf(value)
}

function toNumber(value: unknown): number {
  if (typeof value === 'number') return value
  if (typeof value === 'boolean') return Number(value)
  if (types.isDate(value)) return value.getTime()
  if (typeof value === 'string' && value.trim() !== '' && !Number.isNaN(Number(value))) return Number(value)
  throw requestFailed(`Failed to convert ${JSON.stringify(value)} of type ${typeName(value)} to a number`)
}

function toText(value: unknown): string {
  if (types.isDate(value)) return value.toISOString()
  if (typeof value === 'object')
    throw requestFailed(`Unsupported conversion from ${typeName(value)} to string`)
  return String(value)
}
