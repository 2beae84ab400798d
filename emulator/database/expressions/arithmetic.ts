import { types } from 'node:util'
import { requestFailed } from '../errors'
import { binary, isNullish, numberOf, type PlainOperator, unary, variadic, wholeNumberOf } from './values'

/** Numbers and dates. Null or a missing value among the arguments makes the result null. */
export const arithmetic: Readonly<Record<string, PlainOperator>> = {
  $abs: ofNumber('$abs', Math.abs),
  $ceil: ofNumber('$ceil', Math.ceil),
  $floor: ofNumber('$floor', Math.floor),
  $exp: ofNumber('$exp', Math.exp),
  $ln: ofNumber('$ln', (value) => Math.log(positive('$ln', value))),
  $log10: ofNumber('$log10', (value) => Math.log10(positive('$log10', value))),
  $sqrt: ofNumber('$sqrt', (value) => {
    if (value < 0) throw requestFailed("$sqrt's argument must be greater than or equal to 0")
    return Math.sqrt(value)
  }),
  $add: variadic(add),
  $subtract: binary(subtract),
  $multiply: variadic((values) => {
    if (values.some(isNullish)) return null
    return values.reduce<number>((product, value) => product * numberOf('$multiply', value), 1)
  }),
  $divide: ofTwo('$divide', (left, right) => {
    if (right === 0) throw requestFailed("can't $divide by zero")
    return left / right
  }),
  $mod: ofTwo('$mod', (left, right) => {
    if (right === 0) throw requestFailed("can't $mod by zero")
    return left % right
  }),
  $pow: ofTwo('$pow', (base, exponent) => {
    if (base === 0 && exponent < 0)
      throw requestFailed('$pow cannot take a base of 0 and a negative exponent')
    return base ** exponent
  }),
  $log: ofTwo('$log', (value, base) => {
    if (positive('$log', base) === 1)
      throw requestFailed("$log's base must be a positive number not equal to 1")
    return Math.log(positive('$log', value)) / Math.log(base)
  }),
  $trunc: atPlace('$trunc', Math.trunc),
  $round: atPlace('$round', roundHalfEven),
}

function ofNumber(operator: string, run: (value: number) => number): PlainOperator {
  return unary((value) => (isNullish(value) ? null : run(numberOf(operator, value))))
}

function ofTwo(operator: string, run: (left: number, right: number) => number): PlainOperator {
  return binary((left, right) => {
    if (isNullish(left) || isNullish(right)) return null
    return run(numberOf(operator, left), numberOf(operator, right))
  })
}

function positive(operator: string, value: number): number {
  if (value > 0 || Number.isNaN(value)) return value
  throw requestFailed(`${operator}'s argument must be a positive number, but is ${value}`)
}

function add(values: readonly unknown[]): unknown {
  if (values.some(isNullish)) return null
  const dates = values.filter(types.isDate)
  if (dates.length > 1) throw requestFailed('only one date allowed in an $add expression')
  const total = values.reduce<number>(
    (sum, value) => sum + (types.isDate(value) ? value.getTime() : numberOf('$add', value)),
    0,
  )
  return dates.length === 1 ? new Date(total) : total
}

function subtract(left: unknown, right: unknown): unknown {
  if (isNullish(left) || isNullish(right)) return null
  if (types.isDate(left)) {
    return types.isDate(right)
      ? left.getTime() - right.getTime()
      : new Date(left.getTime() - Math.round(numberOf('$subtract', right)))
  }
  return numberOf('$subtract', left) - numberOf('$subtract', right)
}

/** To a number of decimals; a negative number counts places before the point. */
function atPlace(operator: string, run: (value: number) => number): PlainOperator {
  return {
    arity: [1, 2],
    run: (value, place = 0) => {
      if (isNullish(value) || isNullish(place)) return null
      const places = wholeNumberOf(operator, place)
      if (places < -20 || places > 100)
        throw requestFailed(`cannot apply ${operator} with precision value ${places}`)
      const number = numberOf(operator, value)
      if (!Number.isFinite(number)) return number
      return scaled(run(scaled(number, places)), -places)
    },
  }
}

/** The number with its decimal point moved, without the errors of a multiplication by a power of ten. */
function scaled(value: number, places: number): number {
  const [mantissa = '0', exponent = '0'] = value.toExponential().split('e')
  return Number(`${mantissa}e${Number(exponent) + places}`)
}

function roundHalfEven(value: number): number {
  const rounded = Math.round(value)
  return Math.abs(value % 1) === 0.5 && rounded % 2 !== 0 ? rounded - 1 : rounded
}
