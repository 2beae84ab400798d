import { radians, round, type Scene, toneAt } from './canvas'
import type { Tones } from './palette'
import { type Point, smooth, stroke } from './shapes'

/** How a tube is lit. */
export interface Tube {
  readonly layers?: number
  /** The darkest and the brightest height of its tones. */
  readonly from?: number
  readonly to?: number
  /** How wide the brightest line is, as a share of the tube. */
  readonly core?: number
}

/**
 * Dough rolled along a line: the line is painted again and again, each time thinner, brighter and nearer to the
 * light. What `volume` is for a heap, this is for a rope or a ring.
 */
export function tube(scene: Scene, line: string, width: number, tones: Tones, options: Tube = {}): string {
  const { layers = 12, from = 0, to = 1, core = 0.1 } = options
  const light = scene.light()
  const painted: string[] = []
  for (let layer = 0; layer <= layers; layer++) {
    const share = layer / layers
    const size = 1 - (1 - core) * share ** 1.1
    const move = (width * (1 - size)) / 2.9
    const colour = toneAt(tones, from + (to - from) * share)
    painted.push(
      `<g transform="translate(${round(light.x * move)} ${round(light.y * move)})">${stroke(line, colour, width * size)}</g>`,
    )
  }
  return painted.join('')
}

/** The soft shadow of a tube, cast away from the light. */
export function tubeShadow(
  scene: Scene,
  line: string,
  width: number,
  distance: number,
  spread: number,
  strength = 0.45,
): string {
  const light = scene.light()
  const layers = 5
  const painted: string[] = []
  for (let layer = 0; layer < layers; layer++) {
    const wide = width + (spread * 2 * (layers - layer)) / layers - spread * 0.6
    painted.push(stroke(line, scene.palette.shadow, wide, round((strength / layers) * 125) / 100))
  }
  return `<g transform="translate(${round(-light.x * distance)} ${round(-light.y * distance)})">${painted.join('')}</g>`
}

/** A ring whose two edges wander like something poured: outline and hole, both by `wobble` units. */
export function pouredRing(scene: Scene, outer: number, inner: number, wobble: number): string {
  const edge = (radius: number, count: number): Point[] =>
    Array.from({ length: count }, (_, index) => {
      const angle = radians((index / count) * 360)
      const far = radius + scene.between(-wobble, wobble)
      return [Math.cos(angle) * far, Math.sin(angle) * far]
    })
  return smooth(edge(outer, 18)) + smooth(edge(inner, 10).reverse())
}
