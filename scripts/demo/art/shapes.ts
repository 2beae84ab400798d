import { radians, round, type Scene } from './canvas'

/** A point in the units of the thing that is drawn. */
export type Point = readonly [number, number]

const pair = (x: number, y: number): string => `${round(x)} ${round(y)}`

/** The outline of an ellipse. */
export function ellipse(x: number, y: number, radiusX: number, radiusY = radiusX): string {
  const arc = `A${round(radiusX)} ${round(radiusY)} 0 1 1`
  return `M${pair(x - radiusX, y)}${arc} ${pair(x + radiusX, y)}${arc} ${pair(x - radiusX, y)}Z`
}

/** The outline of a rectangle with round corners. */
export function box(x: number, y: number, width: number, height: number, corner = 0): string {
  const c = Math.min(corner, width / 2, height / 2)
  const turn = (toX: number, toY: number) => (c > 0 ? `A${round(c)} ${round(c)} 0 0 1 ${pair(toX, toY)}` : '')
  return (
    `M${pair(x + c, y)}H${round(x + width - c)}${turn(x + width, y + c)}V${round(y + height - c)}` +
    `${turn(x + width - c, y + height)}H${round(x + c)}${turn(x, y + height - c)}V${round(y + c)}${turn(x + c, y)}Z`
  )
}

/** A straight-sided outline. */
export function polygon(points: readonly Point[]): string {
  return `M${points.map(([x, y]) => pair(x, y)).join('L')}Z`
}

/** A smooth closed outline through the points (Catmull-Rom as cubic curves). */
export function smooth(points: readonly Point[], closed = true): string {
  const count = points.length
  const at = (index: number): Point => {
    const wrapped = closed ? (index + count) % count : Math.min(Math.max(index, 0), count - 1)
    return points[wrapped] ?? [0, 0]
  }
  let path = `M${pair(...at(0))}`
  for (let index = 0; index < (closed ? count : count - 1); index++) {
    const [before, from, to, after] = [at(index - 1), at(index), at(index + 1), at(index + 2)]
    const first = pair(from[0] + (to[0] - before[0]) / 6, from[1] + (to[1] - before[1]) / 6)
    const second = pair(to[0] - (after[0] - from[0]) / 6, to[1] - (after[1] - from[1]) / 6)
    path += `C${first} ${second} ${pair(...to)}`
  }
  return closed ? `${path}Z` : path
}

/** An ellipse made by hand: its radius wanders by a share of `wobble`. */
export function blob(
  scene: Scene,
  x: number,
  y: number,
  radiusX: number,
  radiusY: number,
  wobble = 0.04,
): string {
  const points: Point[] = []
  for (let index = 0; index < 14; index++) {
    const angle = (index / 14) * Math.PI * 2
    const wander = 1 + scene.between(-wobble, wobble)
    points.push([x + Math.cos(angle) * radiusX * wander, y + Math.sin(angle) * radiusY * wander])
  }
  return smooth(points)
}

/** A wavy ring: flowers, tart cases, moulds. `lobes` waves of `depth` (a share of the radius). */
export function fluted(
  x: number,
  y: number,
  radiusX: number,
  radiusY: number,
  lobes: number,
  depth: number,
): string {
  const points: Point[] = []
  const steps = lobes * 4
  for (let index = 0; index < steps; index++) {
    const angle = (index / steps) * Math.PI * 2
    const wave = 1 + Math.cos(angle * lobes) * depth
    points.push([x + Math.cos(angle) * radiusX * wave, y + Math.sin(angle) * radiusY * wave])
  }
  return smooth(points)
}

/** A ring: an ellipse with a hole, to be filled by the even-odd rule. */
export function ring(x: number, y: number, outer: number, inner: number, flat = 1): string {
  return `${ellipse(x, y, outer, outer * flat)}${ellipse(x, y, inner, inner * flat)}`
}

/** A point on an ellipse, the angle in degrees. */
export function onEllipse(x: number, y: number, radiusX: number, radiusY: number, angle: number): Point {
  return [x + Math.cos(radians(angle)) * radiusX, y + Math.sin(radians(angle)) * radiusY]
}

/** A line drawn along a path. */
export function stroke(path: string, colour: string, width: number, opacity = 1): string {
  return (
    `<path d="${path}" fill="none" stroke="${colour}" stroke-width="${round(width)}" stroke-linecap="round" ` +
    `stroke-linejoin="round" stroke-opacity="${opacity}"/>`
  )
}

/** A flat patch of paint. */
export function fill(path: string, colour: string, opacity = 1): string {
  return `<path d="${path}" fill="${colour}" fill-rule="evenodd" fill-opacity="${opacity}"/>`
}
