import { compareValues, valueKey } from '../comparison'
import { mergeObjects } from './arrays'
import { isNullish } from './values'

/** What one group's values come to. Missing values are `undefined`. */
export type Accumulator = (values: readonly unknown[]) => unknown

/** Accumulators of $group, $bucket and $bucketAuto. */
export const accumulators: Readonly<Record<string, Accumulator>> = {
  $addToSet: (values) => [
    ...new Map(values.filter(isPresent).map((value) => [valueKey(value), value])).values(),
  ],
  $avg: average,
  $first: (values) => values[0] ?? null,
  $last: (values) => values.at(-1) ?? null,
  $max: (values) => extreme(values, 1),
  $mergeObjects: mergeObjects,
  $min: (values) => extreme(values, -1),
  $push: (values) => values.filter(isPresent),
  $stdDevPop: (values) => standardDeviation(values, 0),
  $stdDevSamp: (values) => standardDeviation(values, 1),
  $sum: (values) => numbersOf(values).reduce((total, value) => total + value, 0),
}

/** Those that are expressions as well: of one list, or of several arguments. */
export const listOperators: Readonly<Record<string, Accumulator>> = {
  $avg: average,
  $max: (values) => extreme(values, 1),
  $min: (values) => extreme(values, -1),
  $stdDevPop: (values) => standardDeviation(values, 0),
  $stdDevSamp: (values) => standardDeviation(values, 1),
  $sum: (values) => numbersOf(values).reduce((total, value) => total + value, 0),
}

function isPresent(value: unknown): boolean {
  return value !== undefined
}

/** What is no number does not count. */
function numbersOf(values: readonly unknown[]): number[] {
  return values.filter((value) => typeof value === 'number')
}

function average(values: readonly unknown[]): number | null {
  const numbers = numbersOf(values)
  return numbers.length === 0 ? null : numbers.reduce((total, value) => total + value, 0) / numbers.length
}

/** The greatest (`sign` 1) or least value of any type; null and missing ones do not count. */
function extreme(values: readonly unknown[], sign: 1 | -1): unknown {
  let found: unknown = null
  for (const value of values) {
    if (isNullish(value)) continue
    if (found === null || compareValues(value, found) * sign > 0) found = value
  }
  return found
}

/** `lost` is 0 for a whole population, 1 for a sample of one. */
function standardDeviation(values: readonly unknown[], lost: 0 | 1): number | null {
  const numbers = numbersOf(values)
  if (numbers.length <= lost) return null
  const mean = numbers.reduce((total, value) => total + value, 0) / numbers.length
  const squares = numbers.reduce((total, value) => total + (value - mean) ** 2, 0)
  return Math.sqrt(squares / (numbers.length - lost))
}
