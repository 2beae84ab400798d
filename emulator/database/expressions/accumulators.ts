import { compareValues, valueKey } from '../comparison'
import { mergeObjects } from './arrays'
import { isNullish } from './values'

/** Takes the values of one group one after another; a missing value is `undefined`. */
export interface Accumulation {
  add(value: unknown): void
  result(): unknown
}
export type Accumulator = () => Accumulation

/** An accumulator that keeps nothing but a state. */
function folding<S>(
  start: S,
  step: (state: S, value: unknown) => S,
  finish: (state: S) => unknown,
): Accumulator {
  return () => {
    let state = start
    return {
      add: (value) => {
        state = step(state, value)
      },
      result: () => finish(state),
    }
  }
}

/** What is no number does not count. */
function foldingNumbers<S>(
  start: S,
  step: (state: S, value: number) => S,
  finish: (state: S) => unknown,
): Accumulator {
  return folding(start, (state, value) => (typeof value === 'number' ? step(state, value) : state), finish)
}

const sum = foldingNumbers(
  0,
  (total, value) => total + value,
  (total) => total,
)
const average = foldingNumbers(
  { count: 0, total: 0 },
  ({ count, total }, value) => ({ count: count + 1, total: total + value }),
  ({ count, total }) => (count === 0 ? null : total / count),
)

/** The greatest (`sign` 1) or least value of any type; null and missing ones do not count. */
function extreme(sign: 1 | -1): Accumulator {
  return folding<unknown>(
    null,
    (found, value) => {
      if (isNullish(value)) return found
      return found === null || compareValues(value, found) * sign > 0 ? value : found
    },
    (found) => found,
  )
}

/** By Welford's method, which does not lose digits. `lost` is 0 for a whole population, 1 for a sample of one. */
function standardDeviation(lost: 0 | 1): Accumulator {
  return foldingNumbers(
    { count: 0, mean: 0, squares: 0 },
    (state, value) => {
      const count = state.count + 1
      const mean = state.mean + (value - state.mean) / count
      return { count, mean, squares: state.squares + (value - state.mean) * (value - mean) }
    },
    ({ count, squares }) => (count <= lost ? null : Math.sqrt(squares / (count - lost))),
  )
}

/** A list of what is there. */
function listing(): Accumulation {
  const list: unknown[] = []
  return {
    add: (value) => {
      if (value !== undefined) list.push(value)
    },
    result: () => list,
  }
}

/** A list without repetition, in the order of first appearance. */
function listingDistinct(): Accumulation {
  const values = new Map<string, unknown>()
  return {
    add: (value) => {
      if (value !== undefined) values.set(valueKey(value), value)
    },
    result: () => [...values.values()],
  }
}

/** Those that are expressions as well: of one list, or of several arguments. */
export const listOperators: Readonly<Record<string, Accumulator>> = {
  $avg: average,
  $max: extreme(1),
  $min: extreme(-1),
  $stdDevPop: standardDeviation(0),
  $stdDevSamp: standardDeviation(1),
  $sum: sum,
}

/** Accumulators of $group, $bucket and $bucketAuto. */
export const accumulators: Readonly<Record<string, Accumulator>> = {
  ...listOperators,
  $addToSet: listingDistinct,
  $first: folding<{ value: unknown } | undefined>(
    undefined,
    (found, value) => found ?? { value },
    (found) => found?.value ?? null,
  ),
  $last: folding<unknown>(
    undefined,
    (_before, value) => value,
    (value) => value ?? null,
  ),
  $mergeObjects: folding<Record<string, unknown>>(
    {},
    (merged, value) => mergeObjects([merged, value]),
    (merged) => merged,
  ),
  $push: listing,
}

/** What some values come to. */
export function accumulate(accumulator: Accumulator, values: readonly unknown[]): unknown {
  const accumulation = accumulator()
  for (const value of values) accumulation.add(value)
  return accumulation.result()
}
