import type { PlainObject } from '../types'
import { arrayOperators } from './array-updates'
import { compareValues, typeName } from './comparison'
import { copyValue } from './documents'
import { notEmulated, requestFailed } from './errors'
import { isPlainObject } from './paths'

/** Where an operator works; for what it says when it refuses. */
export interface Target {
  readonly path: string
  readonly id: string | number
}
/** What a value becomes. `undefined` is a missing value, before and after. */
export type Change = (value: unknown, target: Target) => unknown

export interface UpdateOperator {
  /** Whether it makes the documents on the way to its field. Those that only take away do not. */
  readonly makesPath: boolean
  /** Reads the operator's argument for one field. Throws DATABASE_REQUEST_FAILED for one that makes no sense. */
  compile(argument: unknown, path: string, now: number): Change
}

export function creating(compile: UpdateOperator['compile']): UpdateOperator {
  return { makesPath: true, compile }
}

export function takingAway(compile: UpdateOperator['compile']): UpdateOperator {
  return { makesPath: false, compile }
}

const set = creating((argument) => {
  const value = copyValue(argument)
  return () => value
})

/** MongoDB's update operators, except $rename, which has two paths. https://www.mongodb.com/docs/manual/reference/operator/update/ */
export const updateOperators: Readonly<Record<string, UpdateOperator>> = {
  $set: set,
  $setOnInsert: set,
  $unset: takingAway(() => () => undefined),
  $inc: creating((argument, path) => {
    const amount = numericArgument('$inc', argument, path)
    return (value, target) => (value === undefined ? amount : numericValue('$inc', value, target) + amount)
  }),
  $mul: creating((argument, path) => {
    const factor = numericArgument('$mul', argument, path)
    return (value, target) => (value === undefined ? 0 : numericValue('$mul', value, target) * factor)
  }),
  $min: creating((argument) => extreme(argument, -1)),
  $max: creating((argument) => extreme(argument, 1)),
  $bit: creating(bit),
  $currentDate: creating((argument, _path, now) => {
    const type = isPlainObject(argument) ? argument.$type : 'date'
    if (type === 'timestamp') throw notEmulated('$currentDate with timestamps')
    if (type !== 'date')
      throw requestFailed("The '$type' string field is required to be 'date' or 'timestamp'")
    return () => new Date(now)
  }),
  ...arrayOperators,
}

function numericArgument(operator: string, argument: unknown, path: string): number {
  if (typeof argument === 'number') return argument
  throw requestFailed(
    `Cannot ${operator === '$inc' ? 'increment' : 'multiply'} with non-numeric argument: {${path}: ${JSON.stringify(argument)}}`,
  )
}

function numericValue(operator: string, value: unknown, { path, id }: Target): number {
  if (typeof value === 'number') return value
  throw requestFailed(
    `Cannot apply ${operator} to a value of non-numeric type. {_id: ${JSON.stringify(id)}} has the field '${path}' of non-numeric type ${typeName(value)}`,
  )
}

/** By the order of all values: a text is more than any number. */
function extreme(argument: unknown, sign: 1 | -1): Change {
  const bound = copyValue(argument)
  return (value) => (value === undefined || compareValues(bound, value) * sign > 0 ? bound : value)
}

const BIT_OPERATIONS: Readonly<Record<string, (left: bigint, right: bigint) => bigint>> = {
  and: (left, right) => left & right,
  or: (left, right) => left | right,
  xor: (left, right) => left ^ right,
}

function bit(argument: unknown, path: string): Change {
  const operations = Object.entries(operationsOf(argument, path)).map(([name, operand]) => {
    const operation = Object.hasOwn(BIT_OPERATIONS, name) ? BIT_OPERATIONS[name] : undefined
    if (!operation)
      throw requestFailed(`The $bit modifier only supports 'and', 'or', and 'xor', not '${name}'`)
    if (!isWhole(operand)) throw requestFailed(`The $bit modifier field must be an Integer: ${path}`)
    return (value: bigint) => operation(value, BigInt(operand))
  })
  return (value, { id }) => {
    if (value !== undefined && !isWhole(value)) {
      throw requestFailed(
        `Cannot apply $bit to a value of non-integral type. _id: ${JSON.stringify(id)} has the field ${path} of non-integer type ${typeName(value)}`,
      )
    }
    return Number(operations.reduce((result, operate) => operate(result), BigInt(value ?? 0)))
  }
}

function operationsOf(argument: unknown, path: string): PlainObject {
  if (isPlainObject(argument) && Object.keys(argument).length > 0) return argument
  throw requestFailed(`You must pass in at least one bitwise operation for ${path}`)
}

function isWhole(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value)
}
