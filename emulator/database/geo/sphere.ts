/** Points and arcs on a unit sphere. An arc is the shorter way between its ends along a great circle. */
export type Vector = readonly [x: number, y: number, z: number]

/** MongoDB's radius of the earth, in metres: what turns its distances into angles and back. */
export const EARTH_RADIUS_M = 6_378_100
/** Angles below this are none: about a hundredth of a millimetre on earth. */
const EPSILON = 1e-12

const radians = (degrees: number) => (degrees * Math.PI) / 180

export function vectorOf(longitude: number, latitude: number): Vector {
  const [lambda, phi] = [radians(longitude), radians(latitude)]
  return [Math.cos(phi) * Math.cos(lambda), Math.cos(phi) * Math.sin(lambda), Math.sin(phi)]
}

export function dot(a: Vector, b: Vector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
}

function cross(a: Vector, b: Vector): Vector {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]
}

function length(a: Vector): number {
  return Math.sqrt(dot(a, a))
}

function scaled(a: Vector, factor: number): Vector {
  return [a[0] * factor, a[1] * factor, a[2] * factor]
}

/** The middle of some points, not on the sphere; zero when they balance. */
export function sum(points: readonly Vector[]): Vector {
  return points.reduce<Vector>(
    (total, point) => [total[0] + point[0], total[1] + point[1], total[2] + point[2]],
    [0, 0, 0],
  )
}

/** The angle between two points, exact for near ones too. */
export function angle(a: Vector, b: Vector): number {
  return Math.atan2(length(cross(a, b)), dot(a, b))
}

/** The least angle from a point to any point of an arc. */
export function angleToArc(point: Vector, from: Vector, to: Vector): number {
  const toEnds = Math.min(angle(point, from), angle(point, to))
  const normal = cross(from, to)
  const size = length(normal)
  if (size < EPSILON) return toEnds
  const unit = scaled(normal, 1 / size)
  const distance = dot(point, unit)
  const foot: Vector = [
    point[0] - unit[0] * distance,
    point[1] - unit[1] * distance,
    point[2] - unit[2] * distance,
  ]
  if (length(foot) < EPSILON) return toEnds
  const isBetween = dot(cross(unit, from), foot) >= 0 && dot(cross(to, unit), foot) >= 0
  return isBetween ? Math.abs(Math.asin(Math.max(-1, Math.min(1, distance)))) : toEnds
}

export function isOnArc(point: Vector, from: Vector, to: Vector): boolean {
  return angleToArc(point, from, to) < EPSILON
}

/** Whether two arcs have a point in common, their ends included. */
export function arcsMeet(a: Vector, b: Vector, c: Vector, d: Vector): boolean {
  if (isOnArc(a, c, d) || isOnArc(b, c, d) || isOnArc(c, a, b) || isOnArc(d, a, b)) return true
  return arcsCross(a, b, c, d)
}

/** Whether two arcs cross each other in their insides. */
export function arcsCross(a: Vector, b: Vector, c: Vector, d: Vector): boolean {
  const [first, second] = [cross(a, b), cross(c, d)]
  const sides = [dot(first, c), dot(first, d), dot(second, a), dot(second, b)]
  if (sides.some((side) => Math.abs(side) < EPSILON)) return false
  const [ofC = 0, ofD = 0, ofA = 0, ofB = 0] = sides
  if (ofC * ofD > 0 || ofA * ofB > 0) return false
  // The great circles meet at two opposite points; both arcs must reach the same one.
  const meeting = cross(first, second)
  const middle = sum([a, b])
  const other = sum([c, d])
  return dot(meeting, middle) * dot(meeting, other) > 0
}

/**
 * Whether a point lies in a closed ring or on it. The ring is smaller than a hemisphere, and its inside is the smaller
 * part of the sphere, as MongoDB takes it.
 */
export function isInRing(point: Vector, ring: readonly Vector[]): boolean {
  if (ring.some((vertex, at) => at > 0 && isOnArc(point, ring[at - 1] ?? vertex, vertex))) return true
  // The opposite of an inner point is circled as well.
  if (dot(point, sum(ring.slice(1))) <= 0) return false
  let turned = 0
  for (const [at, vertex] of ring.entries()) {
    const previous = ring[at - 1]
    if (previous) turned += turnAround(point, previous, vertex)
  }
  return Math.abs(turned) > Math.PI
}

/** The angle, signed, by which one turns at `point` from looking at `from` to looking at `to`. */
function turnAround(point: Vector, from: Vector, to: Vector): number {
  const [left, right] = [cross(point, from), cross(point, to)]
  return Math.atan2(dot(cross(left, right), point), dot(left, right))
}
