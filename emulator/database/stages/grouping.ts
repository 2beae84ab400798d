/** Stages that make one row of many. */
import type { PlainObject } from '../../types'
import { compareValues, valueKey } from '../comparison'
import { notEmulated, requestFailed } from '../errors'
import { type Accumulation, type Accumulator, accumulators } from '../expressions/accumulators'
import { evaluate } from '../expressions/evaluate'
import { namedParts, objectOf } from '../expressions/values'
import { isPlainObject } from '../paths'
import { type Context, fieldName, type Rows, rowValue, type StageReader, wholeArgument } from './stage'

/** One field of a group. */
interface Output {
  readonly name: string
  readonly accumulator: Accumulator
  readonly expression: unknown
}

const COUNT = { count: { $sum: 1 } }

function readOutputs(stage: string, fields: PlainObject): Output[] {
  return Object.entries(fields).map(([name, field]) => {
    const [operator = '', ...others] = isPlainObject(field) ? Object.keys(field) : []
    if (!isPlainObject(field) || others.length > 0 || !operator.startsWith('$')) {
      throw requestFailed(`The field '${name}' must be an accumulator object`)
    }
    const accumulator = Object.hasOwn(accumulators, operator) ? accumulators[operator] : undefined
    if (!accumulator) throw requestFailed(`unknown group operator '${operator}'`)
    return { name: fieldName(stage, name), accumulator, expression: field[operator] }
  })
}

/** A group that fills. */
class Group {
  private readonly fields: readonly (Output & { readonly accumulation: Accumulation })[]

  constructor(
    readonly id: unknown,
    outputs: readonly Output[],
  ) {
    this.fields = outputs.map((output) => ({ ...output, accumulation: output.accumulator() }))
  }

  add(row: PlainObject, context: Context): void {
    for (const { accumulation, expression } of this.fields)
      accumulation.add(rowValue(expression, row, context))
  }

  result(id: unknown = this.id): PlainObject {
    const fields = this.fields.map(({ name, accumulation }) => [name, accumulation.result()])
    return { _id: id, ...Object.fromEntries(fields) }
  }
}

/** Groups by a key, in the order in which the keys appear. A missing key is null. */
function grouped(
  rows: Rows,
  keyOf: (row: PlainObject) => unknown,
  outputs: readonly Output[],
  context: Context,
): Group[] {
  const groups = new Map<string, Group>()
  for (const row of rows) {
    const id = keyOf(row) ?? null
    const key = valueKey(id)
    const group = groups.get(key) ?? new Group(id, outputs)
    groups.set(key, group)
    group.add(row, context)
  }
  return [...groups.values()]
}

export const group: StageReader = (argument) => {
  const { _id: key, ...fields } = objectOf('$group', argument)
  if (key === undefined) throw requestFailed('a group specification must include an _id')
  const outputs = readOutputs('$group', fields)
  return (rows, context) =>
    grouped(rows, (row) => rowValue(key, row, context), outputs, context).map((one) => one.result())
}

export const sortByCount: StageReader = (expression) => {
  const isExpression =
    (typeof expression === 'string' && expression.startsWith('$')) ||
    (isPlainObject(expression) && Object.keys(expression)[0]?.startsWith('$'))
  if (!isExpression)
    throw requestFailed('the sortByCount field must be defined as a $-prefixed path or an expression')
  const outputs = readOutputs('$sortByCount', COUNT)
  return (rows, context) => {
    const groups = grouped(rows, (row) => rowValue(expression, row, context), outputs, context)
    return groups.map((one) => one.result()).sort((left, right) => Number(right.count) - Number(left.count))
  }
}

export const count: StageReader = (argument) => {
  const name = fieldName('$count', argument)
  return (rows) => {
    let total = 0
    for (const _row of rows) total++
    return total === 0 ? [] : [{ [name]: total }]
  }
}

export const bucket: StageReader = (argument) => {
  const parts = namedParts('$bucket', argument, ['groupBy', 'boundaries'], ['default', 'output'])
  const boundaries = readBoundaries(parts.boundaries)
  const outputs = readOutputs('$bucket', objectOf('$bucket', parts.output ?? COUNT))
  const hasDefault = isPlainObject(argument) && 'default' in argument
  const otherwise = hasDefault ? evaluate(parts.default, {}) : undefined
  const [least, greatest] = [boundaries[0], boundaries.at(-1)]
  if (hasDefault && compareValues(otherwise, least) >= 0 && compareValues(otherwise, greatest) < 0) {
    throw requestFailed(
      "The $bucket 'default' field must be less than the lowest boundary or greater than or equal to the highest boundary.",
    )
  }
  const bucketOf = (value: unknown) => {
    const next = boundaries.findIndex((boundary) => compareValues(value, boundary) < 0)
    if (next > 0 && compareValues(value, null) !== 0) return boundaries[next - 1]
    if (hasDefault) return otherwise
    throw requestFailed(
      '$switch could not find a matching branch for an input, and no default was specified.',
    )
  }
  return (rows, context) =>
    grouped(rows, (row) => bucketOf(rowValue(parts.groupBy, row, context)), outputs, context)
      .sort((left, right) => compareValues(left.id, right.id))
      .map((one) => one.result())
}

function readBoundaries(argument: unknown): readonly unknown[] {
  if (!Array.isArray(argument) || argument.length < 2) {
    throw requestFailed("The $bucket 'boundaries' field must have at least 2 values")
  }
  const boundaries = argument.map((boundary: unknown) => evaluate(boundary, {}))
  if (boundaries.some((boundary, at) => at > 0 && compareValues(boundaries[at - 1], boundary) >= 0)) {
    throw requestFailed("The 'boundaries' option to $bucket must be sorted")
  }
  return boundaries
}

export const bucketAuto: StageReader = (argument) => {
  const parts = namedParts('$bucketAuto', argument, ['groupBy', 'buckets'], ['output', 'granularity'])
  if (parts.granularity !== undefined) throw notEmulated('$bucketAuto with granularity')
  const buckets = wholeArgument('$bucketAuto', parts.buckets, 1)
  const outputs = readOutputs('$bucketAuto', objectOf('$bucketAuto', parts.output ?? COUNT))
  return (rows, context) => {
    const valued = [...rows].map((row) => ({ row, value: rowValue(parts.groupBy, row, context) ?? null }))
    valued.sort((left, right) => compareValues(left.value, right.value))
    const cuts = evenCuts(
      valued.map(({ value }) => value),
      buckets,
    )
    return cuts.map((from, at) => {
      const members = valued.slice(from, cuts[at + 1])
      const one = new Group(undefined, outputs)
      for (const { row } of members) one.add(row, context)
      // A bucket ends where the next one begins, the last one at its own greatest value.
      const max = valued[cuts[at + 1] ?? valued.length - 1]?.value
      return one.result({ min: members[0]?.value, max })
    })
  }
}

/** Where each bucket begins, so that they are about as large as each other and equal values stay together. */
function evenCuts(values: readonly unknown[], buckets: number): number[] {
  const size = Math.max(1, Math.round(values.length / buckets))
  const cuts: number[] = []
  for (let at = 0; at < values.length; ) {
    cuts.push(at)
    if (cuts.length === buckets) break
    at += size
    while (at < values.length && compareValues(values[at - 1], values[at]) === 0) at++
  }
  return cuts
}
