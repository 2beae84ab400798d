import type { PlainObject } from '../../types'
import { notEmulated, requestFailed } from '../errors'
import { objectOf } from '../expressions/values'
import { heldRows } from '../memory-limit'
import { isPlainObject } from '../paths'
import type { SelectRequest } from '../selection'
import { boundQuery } from './bound-query'
import { limit, match, sample, skip, sort } from './choosing'
import { bucket, bucketAuto, count, group, sortByCount } from './grouping'
import { lookup, readGeoNear, stagesOf } from './joining'
import { addFields, project, replaceRoot, replaceWith, unset, unwind } from './shaping'
import {
  type Context,
  fieldName,
  type Read,
  type Rows,
  type Stage,
  type StageReader,
  wholeArgument,
} from './stage'

const stageReaders: Readonly<Record<string, StageReader>> = {
  $addFields: addFields,
  $bucket: bucket,
  $bucketAuto: bucketAuto,
  $count: count,
  $facet: facet,
  $group: group,
  $limit: limit,
  $lookup: lookup,
  $match: match,
  $project: project,
  $replaceRoot: replaceRoot,
  $replaceWith: replaceWith,
  $sample: sample,
  $set: addFields,
  $skip: skip,
  $sort: sort,
  $sortByCount: sortByCount,
  $unset: unset,
  $unwind: unwind,
}
/** Stages that MongoDB has and this has not. */
const NOT_EMULATED = new Set([
  '$changeStream',
  '$collStats',
  '$currentOp',
  '$densify',
  '$documents',
  '$fill',
  '$graphLookup',
  '$indexStats',
  '$listSessions',
  '$merge',
  '$out',
  '$planCacheStats',
  '$redact',
  '$search',
  '$setWindowFields',
  '$unionWith',
])

/** A pipeline in two parts: what the planner can do, and what is done with the rows that it finds. */
interface Pipeline {
  readonly head: SelectRequest
  readonly tail: readonly Stage[]
}

/** How a pipeline reaches documents. */
export interface Source {
  readonly read: Read
  /** The fields by which a collection's indexes begin. */
  indexedFields(collection: string): readonly string[]
}

/**
 * The rows that a pipeline makes of a collection.
 * @throws CloudError DATABASE_REQUEST_FAILED, NOT_EMULATED, and whatever reading throws.
 */
export function aggregated(
  collection: string,
  stages: readonly PlainObject[],
  source: Source,
): PlainObject[] {
  const runPipeline: Context['runPipeline'] = (from, pipeline, variables) => {
    const { head, tail } = readPipeline(pipeline, variables, (near) => soleFieldOfPlaces(from, near, source))
    return source.read(from, head, (rows) => runStages(rows, tail, { variables, runPipeline }))
  }
  return runPipeline(collection, stages, {})
}

/** The only indexed field that holds places. The cloud takes the only geo index, and is as strict about it. */
function soleFieldOfPlaces(collection: string, near: unknown, { read, indexedFields }: Source): string {
  const fields = indexedFields(collection).filter((field) => {
    const query = { [field]: { $nearSphere: { $geometry: near } } }
    return read(collection, { query, limit: 1 }, (rows) => [...rows].length > 0)
  })
  const [field, ...others] = fields
  if (field === undefined) throw requestFailed('unable to find index for $geoNear query')
  if (others.length === 0) return field
  throw requestFailed(
    `There is more than one index of places on ${collection}; unsure which to use for $geoNear`,
  )
}

function runStages(rows: Rows, stages: readonly Stage[], context: Context): PlainObject[] {
  return heldRows(
    stages.reduce((passed, stage) => stage(passed, context), rows),
    'The aggregation',
  )
}

/** Takes the leading $match, $sort, $skip and $limit, or a $geoNear, for the planner. */
function readPipeline(
  stages: readonly PlainObject[],
  variables: Context['variables'],
  soleField: (near: unknown) => string,
): Pipeline {
  const [first] = stages
  if (first && '$geoNear' in first) {
    const [, argument] = operatorOf(first)
    const { query, stage } = readGeoNear(argument, soleField)
    return { head: { query: boundQuery(query, variables) }, tail: [stage, ...stages.slice(1).map(readStage)] }
  }
  // All stages are read, also those that the planner does: a bad one is refused whatever rows there are.
  const read = stages.map(readStage)
  const taken = new Leading(stages)
  const query = joined(taken.all('$match').map((one) => boundQuery(objectOf('$match', one), variables)))
  const order = taken.one('$sort')
  const offset = taken.one('$skip')
  const most = taken.one('$limit')
  const head = {
    ...(query ? { query } : {}),
    ...(order === undefined ? {} : { order: directionsOf(order) }),
    ...(offset === undefined ? {} : { offset: wholeArgument('$skip', offset, 0) }),
    ...(most === undefined ? {} : { limit: wholeArgument('$limit', most, 1) }),
  }
  return { head, tail: read.slice(taken.count) }
}

/** The stages at the head of a pipeline, taken one after another. */
class Leading {
  count = 0

  constructor(private readonly stages: readonly PlainObject[]) {}

  one(name: string): unknown {
    const stage = this.stages[this.count]
    if (!stage || !(name in stage)) return undefined
    this.count++
    return stage[name]
  }

  all(name: string): unknown[] {
    const taken: unknown[] = []
    for (let one = this.one(name); one !== undefined; one = this.one(name)) taken.push(one)
    return taken
  }
}

function joined(queries: readonly PlainObject[]): PlainObject | undefined {
  return queries.length > 1 ? { $and: queries } : queries[0]
}

function directionsOf(order: unknown): Record<string, 1 | -1> {
  return Object.fromEntries(
    Object.entries(objectOf('$sort', order)).map(([field, direction]) => [field, direction === -1 ? -1 : 1]),
  )
}

function operatorOf(stage: PlainObject): [name: string, argument: unknown] {
  const [entry, ...others] = Object.entries(stage)
  if (!entry || others.length > 0)
    throw requestFailed('A pipeline stage specification object must contain exactly one field.')
  return entry
}

function readStage(stage: PlainObject): Stage {
  const [name, argument] = operatorOf(stage)
  const reader = Object.hasOwn(stageReaders, name) ? stageReaders[name] : undefined
  if (reader) return reader(argument)
  if (NOT_EMULATED.has(name)) throw notEmulated(`the aggregation stage ${name}`)
  if (name === '$geoNear') throw requestFailed('$geoNear is only valid as the first stage in a pipeline.')
  throw requestFailed(`Unrecognized pipeline stage name: '${name}'`)
}

/** Several pipelines over the same rows. */
function facet(argument: unknown): Stage {
  const facets = Object.entries(objectOf('$facet', argument)).map(([name, pipeline]) => {
    const stages = stagesOf('$facet', pipeline)
    if (stages.some((stage) => isPlainObject(stage) && ('$facet' in stage || '$geoNear' in stage))) {
      throw requestFailed('$facet and $geoNear are not allowed to be used within a $facet stage')
    }
    return { name: fieldName('$facet', name), stages: stages.map(readStage) }
  })
  if (facets.length === 0) throw requestFailed('the $facet specification must be a non-empty object')
  return (rows, context) => {
    const all = [...rows]
    return [Object.fromEntries(facets.map(({ name, stages }) => [name, runStages(all, stages, context)]))]
  }
}
