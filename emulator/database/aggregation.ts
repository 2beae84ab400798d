import { Aggregator } from 'mingo'
import type { PlainObject } from '../types'
import { asCloudError, notEmulated, requestFailed } from './errors'
import { isPlainObject, valuesAtPath } from './paths'
import type { SelectRequest } from './selection'

/** Stages that work on the documents before them alone. $lookup is done here, through the indexes. */
const STAGES = new Set([
  '$addFields',
  '$bucket',
  '$bucketAuto',
  '$count',
  '$facet',
  '$group',
  '$limit',
  '$match',
  '$project',
  '$redact',
  '$replaceRoot',
  '$replaceWith',
  '$sample',
  '$set',
  '$skip',
  '$sort',
  '$sortByCount',
  '$unset',
  '$unwind',
])
/** Operators that would read other collections behind the planner's back, or run code. */
const REFUSED_ANYWHERE = new Set([
  '$lookup',
  '$graphLookup',
  '$unionWith',
  '$out',
  '$merge',
  '$function',
  '$accumulator',
  '$where',
])

/** Reads the documents of a collection with `field` equal to any of `values`. */
export type Lookup = (collection: string, field: string, values: readonly unknown[]) => PlainObject[]

/** A pipeline in two parts: what the planner can do, and the stages after it. */
export interface Pipeline {
  readonly head: SelectRequest
  readonly tail: readonly PlainObject[]
}

/** Splits off the leading $match, $sort, $skip and $limit; refuses what is not imitated. */
export function splitPipeline(stages: readonly PlainObject[]): Pipeline {
  for (const stage of stages) checkStage(stage)
  const matches: PlainObject[] = []
  let at = 0
  const take = (name: string): unknown => {
    const stage = stages[at]
    if (!stage || !(name in stage)) return undefined
    at++
    return stage[name]
  }
  for (let match = take('$match'); match !== undefined; match = take('$match')) {
    if (!isPlainObject(match)) throw requestFailed('the $match filter must be an object')
    matches.push(match)
  }
  const order = take('$sort')
  if (order !== undefined && !isPlainObject(order)) throw requestFailed('the $sort key must be an object')
  const offset = take('$skip')
  const limit = take('$limit')
  const query = matches.length > 1 ? { $and: matches } : matches[0]
  return {
    head: {
      ...(query ? { query } : {}),
      ...(order ? { order: directions(order) } : {}),
      ...(offset === undefined ? {} : { offset: wholeNumber('$skip', offset) }),
      ...(limit === undefined ? {} : { limit: wholeNumber('$limit', limit) }),
    },
    tail: stages.slice(at),
  }
}

/** Runs the stages after the planner's part. `lookup` answers $lookup stages. */
export function runTail(
  documents: Iterable<PlainObject>,
  tail: readonly PlainObject[],
  lookup: Lookup,
): PlainObject[] {
  let rows: Iterable<PlainObject> = documents
  let from = 0
  for (const [at, stage] of tail.entries()) {
    if (!('$lookup' in stage)) continue
    rows = joined(runStages(rows, tail.slice(from, at)), stage.$lookup, lookup)
    from = at + 1
  }
  return runStages(rows, tail.slice(from))
}

function runStages(rows: Iterable<PlainObject>, stages: readonly PlainObject[]): PlainObject[] {
  if (stages.length === 0) return [...rows]
  try {
    return new Aggregator([...stages], { scriptEnabled: false }).run<PlainObject>(rows)
  } catch (error) {
    throw asCloudError(error)
  }
}

/** A left outer join by equality; an array on the local side joins by each of its elements. */
function joined(rows: readonly PlainObject[], stage: unknown, lookup: Lookup): PlainObject[] {
  if (!isPlainObject(stage)) throw requestFailed('the $lookup argument must be an object')
  const { from, localField, foreignField, as, ...others } = stage
  if (Object.keys(others).length > 0) throw notEmulated('$lookup with let and pipeline')
  if (
    typeof from !== 'string' ||
    typeof localField !== 'string' ||
    typeof foreignField !== 'string' ||
    typeof as !== 'string'
  ) {
    throw requestFailed('$lookup needs from, localField, foreignField and as')
  }
  return rows.map((row) => {
    const { values } = valuesAtPath(row, localField)
    const wanted = values.flat().map((value) => value ?? null)
    return { ...row, [as]: wanted.length === 0 ? [] : lookup(from, foreignField, wanted) }
  })
}

function checkStage(stage: PlainObject): void {
  const [name, ...others] = Object.keys(stage)
  if (name === undefined || others.length > 0)
    throw requestFailed('an aggregation stage has exactly one operator')
  if (name === '$lookup') return
  if (!STAGES.has(name)) throw notEmulated(`the aggregation stage ${name}`)
  refuseInside(stage[name])
}

function refuseInside(value: unknown): void {
  if (Array.isArray(value)) {
    for (const element of value) refuseInside(element)
    return
  }
  if (!isPlainObject(value)) return
  for (const [name, part] of Object.entries(value)) {
    if (REFUSED_ANYWHERE.has(name)) throw notEmulated(`${name} inside of another aggregation stage`)
    refuseInside(part)
  }
}

function directions(order: PlainObject): Record<string, 1 | -1> {
  const sort: Record<string, 1 | -1> = {}
  for (const [field, direction] of Object.entries(order)) {
    if (direction !== 1 && direction !== -1) throw requestFailed(`bad sort direction for '${field}'`)
    sort[field] = direction
  }
  return sort
}

function wholeNumber(stage: string, value: unknown): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0) {
    throw requestFailed(`the argument of ${stage} must be a whole number`)
  }
  return value
}
