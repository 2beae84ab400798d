import type { PlainObject } from '../../types'
import { requestFailed } from '../errors'
import { isPlainObject } from '../paths'
import { angle, angleToArc, arcsCross, arcsMeet, isInRing, isOnArc, type Vector, vectorOf } from './sphere'

/** A polygon: its outer ring, then its holes. Rings are closed: their last point is their first. */
type Polygon = readonly (readonly Vector[])[]

/** A GeoJSON geometry taken apart. */
export interface Geometry {
  readonly points: readonly Vector[]
  readonly lines: readonly (readonly Vector[])[]
  readonly polygons: readonly Polygon[]
}

const NOTHING: Geometry = { points: [], lines: [], polygons: [] }
const RING_POINTS_MIN = 4

/**
 * A GeoJSON geometry (RFC 7946), longitude before latitude.
 * @throws CloudError DATABASE_REQUEST_FAILED for anything that MongoDB would not take for one.
 */
export function parseGeometry(value: unknown): Geometry {
  if (!isPlainObject(value)) throw requestFailed(`geometry expected, found ${JSON.stringify(value)}`)
  const { type, coordinates } = value
  switch (type) {
    case 'Point':
      return { ...NOTHING, points: [parsePoint(coordinates)] }
    case 'MultiPoint':
      return { ...NOTHING, points: listOf(coordinates, parsePoint) }
    case 'LineString':
      return { ...NOTHING, lines: [parseLine(coordinates)] }
    case 'MultiLineString':
      return { ...NOTHING, lines: listOf(coordinates, parseLine) }
    case 'Polygon':
      return { ...NOTHING, polygons: [listOf(coordinates, parseRing)] }
    case 'MultiPolygon':
      return { ...NOTHING, polygons: listOf(coordinates, (polygon) => listOf(polygon, parseRing)) }
    case 'GeometryCollection':
      return union(listOf(value.geometries, parseGeometry))
    default:
      throw requestFailed(`unknown GeoJSON type: ${JSON.stringify(type)}`)
  }
}

/** Every place that a document's field holds: a geometry, a legacy pair, or a list of geometries. None is no error. */
export function placesIn(value: unknown): Geometry[] {
  try {
    if (isPlainObject(value)) return [parseGeometry(value)]
    if (!Array.isArray(value)) return []
    if (value.every((part) => typeof part === 'number')) return [{ ...NOTHING, points: [parsePoint(value)] }]
  } catch {
    // What is no place is not found; only in a query it is a mistake.
    return []
  }
  return value.filter(isPlainObject).flatMap(placesIn)
}

function union(geometries: readonly Geometry[]): Geometry {
  return {
    points: geometries.flatMap(({ points }) => points),
    lines: geometries.flatMap(({ lines }) => lines),
    polygons: geometries.flatMap(({ polygons }) => polygons),
  }
}

function listOf<T>(value: unknown, parse: (item: unknown) => T): T[] {
  if (!Array.isArray(value) || value.length === 0)
    throw requestFailed('GeoJSON coordinates must be a nonempty array')
  return value.map(parse)
}

function parsePoint(value: unknown): Vector {
  const [longitude, latitude]: unknown[] = Array.isArray(value) ? value : []
  if (typeof longitude !== 'number' || typeof latitude !== 'number') {
    throw requestFailed('Point must be an array of numbers, longitude and latitude')
  }
  if (!(Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90)) {
    throw requestFailed(`Longitude/latitude is out of bounds, lng: ${longitude} lat: ${latitude}`)
  }
  return vectorOf(longitude, latitude)
}

function parseLine(value: unknown): Vector[] {
  const points = listOf(value, parsePoint)
  if (points.length < 2) throw requestFailed('GeoJSON LineString must have at least 2 vertices')
  return points
}

function parseRing(value: unknown): Vector[] {
  const points = listOf(value, parsePoint)
  const [first, last] = [points[0], points.at(-1)]
  if (points.length < RING_POINTS_MIN) throw requestFailed('Loop must have at least 3 different vertices')
  if (!first || !last || angle(first, last) > 1e-9)
    throw requestFailed('Loop is not closed, first vertex does not equal last vertex')
  return points
}

/** The distance of two points as a document's `near` measures it: an angle, from a point to the nearest of a geometry. */
export function angleTo(point: Vector, geometry: Geometry): number {
  if (geometry.polygons.some((polygon) => isInPolygon(point, polygon))) return 0
  const angles = geometry.points.map((other) => angle(point, other))
  for (const [from, to] of arcsOf(geometry)) angles.push(angleToArc(point, from, to))
  return Math.min(...angles)
}

/** The centre that `near` takes. */
export function parseCenter(value: unknown): Vector {
  const { points } = parseGeometry(value)
  const [center] = points
  if (!center || points.length > 1) throw requestFailed('$near requires a point')
  return center
}

export function isInPolygon(point: Vector, [outer, ...holes]: Polygon): boolean {
  if (!outer || !isInRing(point, outer)) return false
  return !holes.some((hole) => isInRing(point, hole) && !isOnRing(point, hole))
}

function isOnRing(point: Vector, ring: readonly Vector[]): boolean {
  return arcs(ring).some(([from, to]) => isOnArc(point, from, to))
}

type Arc = readonly [from: Vector, to: Vector]

function arcs(line: readonly Vector[]): Arc[] {
  return line.flatMap((to, at): Arc[] => {
    const from = line[at - 1]
    return from ? [[from, to]] : []
  })
}

function arcsOf({ lines, polygons }: Geometry): Arc[] {
  return [...lines, ...polygons.flat()].flatMap(arcs)
}

function verticesOf({ points, lines, polygons }: Geometry): Vector[] {
  return [...points, ...lines.flat(), ...polygons.flat(2)]
}

/** Whether two geometries have any point in common. */
export function intersects(left: Geometry, right: Geometry): boolean {
  return touches(left, right) || touches(right, left) || meet(arcsOf(left), arcsOf(right))
}

/** Whether some vertex of the one is a point of the other. */
function touches(left: Geometry, right: Geometry): boolean {
  const arcsOfRight = arcsOf(right)
  return verticesOf(left).some(
    (vertex) =>
      right.points.some((point) => angle(vertex, point) < 1e-12) ||
      right.polygons.some((polygon) => isInPolygon(vertex, polygon)) ||
      arcsOfRight.some(([from, to]) => isOnArc(vertex, from, to)),
  )
}

function meet(left: readonly Arc[], right: readonly Arc[]): boolean {
  return left.some(([a, b]) => right.some(([c, d]) => arcsMeet(a, b, c, d)))
}

/** Whether a geometry lies wholly in one polygon or, part by part, in several. */
export function isWithinPolygons(geometry: Geometry, polygons: readonly Polygon[]): boolean {
  const parts: Geometry[] = [
    ...geometry.points.map((point) => ({ ...NOTHING, points: [point] })),
    ...geometry.lines.map((line) => ({ ...NOTHING, lines: [line] })),
    ...geometry.polygons.map((polygon) => ({ ...NOTHING, polygons: [polygon] })),
  ]
  return parts.length > 0 && parts.every((part) => polygons.some((polygon) => isWithinPolygon(part, polygon)))
}

function isWithinPolygon(part: Geometry, polygon: Polygon): boolean {
  if (!verticesOf(part).every((vertex) => isInPolygon(vertex, polygon))) return false
  const borders = polygon.flatMap(arcs)
  if (arcsOf(part).some(([a, b]) => borders.some(([c, d]) => arcsCross(a, b, c, d)))) return false
  // A hole of the polygon inside of an area would be a piece of the area outside of the polygon.
  const [, ...holes] = polygon
  return !part.polygons.some((area) =>
    holes.some((hole) => hole.every((vertex) => isInPolygon(vertex, area))),
  )
}

/** Whether a geometry lies wholly within an angle of a centre. A cap of less than a hemisphere is convex. */
export function isWithinCap(geometry: Geometry, center: Vector, radius: number): boolean {
  return verticesOf(geometry).every((vertex) => angle(vertex, center) <= radius)
}

/** `[[longitude, latitude], radius in radians]`, the operand of $centerSphere. */
export function parseCap(value: unknown): { center: Vector; radius: number } {
  const [center, radius]: unknown[] = Array.isArray(value) ? value : []
  const coordinates = isPlainObject(center) ? coordinatesOf(center) : center
  if (typeof radius !== 'number' || !(radius >= 0))
    throw requestFailed('radius must be a non-negative number')
  return { center: parsePoint(coordinates), radius }
}

function coordinatesOf(point: PlainObject): unknown {
  return point.coordinates
}
