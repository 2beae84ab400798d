/** The geo operators of queries, on the sphere. Flat geometry ($box, $center, legacy $near) is not imitated. */
import type { PlainObject } from '../../types'
import { notEmulated, requestFailed } from '../errors'
import { isPlainObject, valuesAtPath } from '../paths'
import type { ValueTest } from '../query-operators'
import {
  angleTo,
  type Geometry,
  intersects,
  isWithinCap,
  isWithinPolygons,
  parseCap,
  parseCenter,
  parseGeometry,
  placesIn,
} from './geometry'
import { EARTH_RADIUS_M, type Vector } from './sphere'

/** Where `near` looks from, and how far. Distances in metres. */
export interface Near {
  readonly center: Vector
  readonly minDistance: number
  readonly maxDistance: number
}

export const geoTests: Readonly<Record<string, (operand: unknown) => ValueTest>> = {
  $geoWithin: (operand) => anyPlace(within(operand)),
  $geoIntersects: (operand) => {
    const geometry = parseGeometry(only(operand, '$geoIntersects', ['$geometry']).$geometry)
    return anyPlace((place) => intersects(place, geometry))
  },
  $near: isNear,
  $nearSphere: isNear,
}

function anyPlace(accepts: (place: Geometry) => boolean): ValueTest {
  return (value) => placesIn(value).some(accepts)
}

function only(operand: unknown, operator: string, names: readonly string[]): PlainObject {
  if (!isPlainObject(operand)) throw notEmulated(`${operator} with a legacy pair of coordinates`)
  const other = Object.keys(operand).find((name) => !names.includes(name))
  if (other !== undefined) throw notEmulated(`${operator} with ${other}`)
  return operand
}

function within(operand: unknown): (place: Geometry) => boolean {
  const { $geometry, $centerSphere } = only(operand, '$geoWithin', ['$geometry', '$centerSphere'])
  if ($centerSphere !== undefined) {
    const { center, radius } = parseCap($centerSphere)
    return (place) => isWithinCap(place, center, radius)
  }
  const { points, lines, polygons } = parseGeometry($geometry)
  if (points.length > 0 || lines.length > 0 || polygons.length === 0) {
    throw requestFailed('$geoWithin not supported with provided geometry')
  }
  return (place) => isWithinPolygons(place, polygons)
}

function isNear(operand: unknown): ValueTest {
  const near = parseNear(operand)
  return (value) => {
    const distance = distanceTo(near, value)
    return distance !== undefined && distance >= near.minDistance && distance <= near.maxDistance
  }
}

/** The operand of $nearSphere. */
export function parseNear(operand: unknown): Near {
  const { $geometry, $minDistance, $maxDistance } = only(operand, '$nearSphere', [
    '$geometry',
    '$minDistance',
    '$maxDistance',
  ])
  return {
    center: parseCenter($geometry),
    minDistance: distanceOf('$minDistance', $minDistance, 0),
    maxDistance: distanceOf('$maxDistance', $maxDistance, Number.POSITIVE_INFINITY),
  }
}

/** A bound of a distance, in metres. */
export function distanceOf(name: string, value: unknown, otherwise: number): number {
  if (value === undefined || value === null) return otherwise
  if (typeof value !== 'number' || !(value >= 0)) throw requestFailed(`${name} must be non-negative`)
  return value
}

/** From the centre to the nearest place that a field holds, in metres; undefined when it holds none. */
export function distanceTo({ center }: Pick<Near, 'center'>, value: unknown): number | undefined {
  const distances = placesIn(value).map((place) => angleTo(center, place) * EARTH_RADIUS_M)
  return distances.length === 0 ? undefined : Math.min(...distances)
}

/**
 * The order that a query about nearness asks for: from a document to its distance. Undefined for other queries.
 * @throws CloudError DATABASE_REQUEST_FAILED when two conditions each want an order.
 */
export function nearnessOf(query: PlainObject): ((document: PlainObject) => number) | undefined {
  const [found, ...others] = nearConditions(query)
  if (!found) return undefined
  if (others.length > 0) throw requestFailed('Too many geoNear expressions')
  return (document) => {
    const distances = valuesAtPath(document, found.path).values.map((value) => distanceTo(found.near, value))
    return Math.min(...distances.map((distance) => distance ?? Number.POSITIVE_INFINITY))
  }
}

/**
 * Whether a query asks for places anywhere. The cloud serves those by a geo index, which looks at little more than it
 * finds; here an ordinary index on the field does, and looks at every place.
 */
export function asksForPlaces(query: unknown): boolean {
  if (Array.isArray(query)) return query.some(asksForPlaces)
  if (!isPlainObject(query)) return false
  return Object.entries(query).some(([name, part]) => Object.hasOwn(geoTests, name) || asksForPlaces(part))
}

function nearConditions(query: PlainObject): { path: string; near: Near }[] {
  return Object.entries(query).flatMap(([path, condition]) => {
    if (path === '$and' && Array.isArray(condition))
      return condition.filter(isPlainObject).flatMap(nearConditions)
    if (!isPlainObject(condition)) return []
    const operand = condition.$nearSphere ?? condition.$near
    return operand === undefined ? [] : [{ path, near: parseNear(operand) }]
  })
}
