/** Stages that bring other documents in. */
import type { PlainObject } from '../../types'
import { requestFailed } from '../errors'
import { namedParts, objectOf, textOf } from '../expressions/values'
import { distanceOf, distanceTo, type Near } from '../geo/geo-queries'
import { parseCenter } from '../geo/geometry'
import { isPlainObject, valuesAtPath } from '../paths'
import { withField } from './shaping'
import { type Context, rowValue, type Stage, type StageReader, wholeArgument } from './stage'

/** By equality of two fields, by a pipeline with variables, or by both. */
export const lookup: StageReader = (argument) => {
  const parts = namedParts(
    '$lookup',
    argument,
    ['from', 'as'],
    ['localField', 'foreignField', 'let', 'pipeline'],
  )
  const [from, as] = [textOf('$lookup', parts.from), textOf('$lookup', parts.as)]
  const hasFields = parts.localField !== undefined || parts.foreignField !== undefined
  if (!hasFields && parts.pipeline === undefined) {
    throw requestFailed('$lookup requires both or neither of localField and foreignField, or a pipeline')
  }
  const fields = hasFields
    ? {
        local: textOf('$lookup localField', parts.localField),
        foreign: textOf('$lookup foreignField', parts.foreignField),
      }
    : undefined
  const names = objectOf('$lookup let', parts.let ?? {})
  const stages = parts.pipeline === undefined ? [] : stagesOf('$lookup', parts.pipeline)
  return function* join(rows, context) {
    for (const row of rows) {
      const variables = { ...context.variables, ...variablesOf(names, row, context) }
      const condition = fields && equalityOf(row, fields)
      const found =
        condition === 'nothing'
          ? []
          : context.runPipeline(from, condition ? [{ $match: condition }, ...stages] : stages, variables)
      yield withField(row, as, found)
    }
  }
}

function variablesOf(names: PlainObject, row: PlainObject, context: Context): PlainObject {
  const variables: PlainObject = {}
  for (const [name, expression] of Object.entries(names)) {
    if (!/^[a-z\u0080-\uffff]/.test(name)) {
      throw requestFailed(`'${name}' starts with an invalid character for a user variable name`)
    }
    variables[name] = rowValue(expression, row, context)
  }
  return variables
}

/** A list on the local side joins by each of its elements, so an empty one joins nothing; a missing value is null. */
function equalityOf(row: PlainObject, fields: { local: string; foreign: string }): PlainObject | 'nothing' {
  const wanted = valuesAtPath(row, fields.local)
    .values.flat()
    .map((value) => value ?? null)
  return wanted.length === 0 ? 'nothing' : { [fields.foreign]: { $in: wanted } }
}

export function stagesOf(stage: string, pipeline: unknown): PlainObject[] {
  if (!Array.isArray(pipeline) || !pipeline.every(isPlainObject))
    throw requestFailed(`${stage}: a pipeline is an array of stages`)
  return pipeline
}

/** A $geoNear in two parts: what selects the documents, and the stage that says and orders by their distance. */
export interface GeoNear {
  readonly query: PlainObject
  readonly stage: Stage
}

/** Reads a $geoNear; `soleField` answers the field that it means when it names none. */
export function readGeoNear(argument: unknown, soleField: (near: unknown) => string): GeoNear {
  const parts = namedParts(
    '$geoNear',
    argument,
    ['near', 'distanceField'],
    [
      'key',
      'query',
      'maxDistance',
      'minDistance',
      'distanceMultiplier',
      'includeLocs',
      'limit',
      'num',
      'spherical',
      'uniqueDocs',
    ],
  )
  const key = parts.key === undefined ? soleField(parts.near) : textOf('$geoNear key', parts.key)
  const near: Near = {
    center: parseCenter(parts.near),
    minDistance: distanceOf('minDistance', parts.minDistance, 0),
    maxDistance: distanceOf('maxDistance', parts.maxDistance, Number.POSITIVE_INFINITY),
  }
  const $nearSphere = {
    $geometry: parts.near,
    $minDistance: near.minDistance,
    $maxDistance: near.maxDistance,
  }
  return {
    query: { $and: [objectOf('$geoNear query', parts.query ?? {}), { [key]: { $nearSphere } }] },
    stage: byDistance(key, near, {
      distanceField: textOf('$geoNear distanceField', parts.distanceField),
      multiplier: typeof parts.distanceMultiplier === 'number' ? parts.distanceMultiplier : 1,
      includeLocs:
        parts.includeLocs === undefined ? undefined : textOf('$geoNear includeLocs', parts.includeLocs),
      limit: limitOf(parts.limit ?? parts.num),
    }),
  }
}

function limitOf(limit: unknown): number {
  return limit === undefined ? Number.POSITIVE_INFINITY : wholeArgument('$geoNear', limit, 1)
}

interface GeoNearOutput {
  readonly distanceField: string
  readonly multiplier: number
  readonly includeLocs: string | undefined
  readonly limit: number
}

function byDistance(
  key: string,
  near: Near,
  { distanceField, multiplier, includeLocs, limit }: GeoNearOutput,
): Stage {
  return (rows) => {
    const ranked = [...rows].map((row) => {
      const places = valuesAtPath(row, key).values.map((place) => ({
        place,
        distance: distanceTo(near, place) ?? Number.POSITIVE_INFINITY,
      }))
      const nearest = places.reduce((least, one) => (one.distance < least.distance ? one : least))
      return { row, ...nearest }
    })
    ranked.sort((left, right) => left.distance - right.distance)
    return ranked.slice(0, limit).map(({ row, place, distance }) => {
      const measured = withField(row, distanceField, distance * multiplier)
      return includeLocs === undefined ? measured : withField(measured, includeLocs, place)
    })
  }
}
