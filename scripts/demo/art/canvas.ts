import { mix, type Palette, type Tones } from './palette'
import { seeded } from './seeded'

/** Degrees to radians. */
export const radians = (degrees: number): number => (degrees * Math.PI) / 180

/** A coordinate short enough for markup: a tenth of a unit is finer than a pixel of any picture. */
export const round = (value: number): number => Math.round(value * 10) / 10

/**
 * One picture in the making. Things are drawn in a local square of -100 … 100 and put in their place by `place`;
 * the window is always up and to the left of the whole picture, however a thing is turned.
 */
export class Scene {
  readonly #random
  readonly #definitions: string[] = []
  #turn = 0

  /** `width` and `height` in pixels; the seed decides every irregularity of the picture. */
  constructor(
    readonly width: number,
    readonly height: number,
    seed: number,
    readonly palette: Palette,
  ) {
    this.#random = seeded(seed)
  }

  /** A number between the two, evenly. */
  between(low: number, high: number): number {
    return low + (high - low) * this.#random()
  }

  /** Adds a definition (a gradient, a clip) and answers the name it is used by. */
  define(markup: (id: string) => string): string {
    const id = `d${this.#definitions.length}`
    this.#definitions.push(markup(id))
    return id
  }

  /** What is painted by `paint`, kept within the path. */
  within(path: string, paint: () => string): string {
    const id = this.define((name) => `<clipPath id="${name}"><path d="${path}"/></clipPath>`)
    return `<g clip-path="url(#${id})">${paint()}</g>`
  }

  /** Puts a thing drawn in its own units at a point, turned by degrees; light and shadow stay the room's. */
  place(x: number, y: number, scale: number, turn: number, paint: () => string): string {
    this.#turn += turn
    const painted = paint()
    this.#turn -= turn
    return `<g transform="translate(${round(x)} ${round(y)}) rotate(${round(turn)}) scale(${scale.toFixed(3)})">${painted}</g>`
  }

  /** The direction to the light, of length one, in the units of the thing that is being drawn. */
  light(): { x: number; y: number } {
    const angle = radians(232 - this.#turn)
    return { x: Math.cos(angle), y: Math.sin(angle) }
  }

  /** The finished document. */
  document(body: string): string {
    const { width, height } = this
    return (
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">` +
      `<defs>${this.#definitions.join('')}</defs>${body}</svg>`
    )
  }
}

/** The paint of a material at a height: 0 is turned away from the light, 1 is the highlight. */
export function toneAt(tones: Tones, height: number): string {
  const ladder = [tones.deep, tones.dark, tones.mid, tones.light, tones.glow] as const
  const position = Math.min(Math.max(height, 0), 1) * (ladder.length - 1)
  const step = Math.min(Math.floor(position), ladder.length - 2)
  return mix(ladder[step] ?? tones.mid, ladder[step + 1] ?? tones.mid, position - step)
}

/** How a body is lit. */
export interface Volume {
  /** Middle of the body. */
  readonly x?: number
  readonly y?: number
  /** Half its size: how far the brightest place lies from the middle. */
  readonly reach?: number
  /** How many layers of paint; more is smoother and slower. */
  readonly layers?: number
  /** The darkest and the brightest height of its tones. */
  readonly from?: number
  readonly to?: number
  /** How wide the brightest place is, as a share of the body. */
  readonly core?: number
}

/**
 * A body with volume: the outline is painted again and again, each time smaller, brighter and nearer to the light,
 * as gouache is laid. No filters: layers of plain paint are what renders fast.
 */
export function volume(scene: Scene, path: string, tones: Tones, options: Volume = {}): string {
  const { x = 0, y = 0, reach = 100, layers = 12, from = 0, to = 1, core = 0.12 } = options
  const light = scene.light()
  const brightX = x + light.x * reach * 0.52
  const brightY = y + light.y * reach * 0.52
  const painted = [`<path d="${path}" fill="${toneAt(tones, from)}"/>`]
  for (let layer = 1; layer <= layers; layer++) {
    const share = layer / layers
    const size = 1 - (1 - core) * share ** 1.25
    const move = `translate(${round(brightX * (1 - size))} ${round(brightY * (1 - size))}) scale(${size.toFixed(3)})`
    painted.push(
      `<path d="${path}" transform="${move}" fill="${toneAt(tones, from + (to - from) * share)}"/>`,
    )
  }
  return scene.within(path, () => painted.join(''))
}

/** A soft shadow of an outline, cast away from the light; `distance` and `spread` in the thing's units. */
export function shadow(
  scene: Scene,
  path: string,
  distance: number,
  spread: number,
  strength = 0.42,
): string {
  const light = scene.light()
  const layers = 5
  const painted: string[] = []
  for (let layer = 0; layer < layers; layer++) {
    const width = round((spread * 2 * (layers - layer)) / layers)
    const opacity = (strength / layers) * 1.25
    painted.push(
      `<path d="${path}" stroke-width="${width}" stroke-linejoin="round" fill-opacity="${opacity.toFixed(3)}" stroke-opacity="${opacity.toFixed(3)}"/>`,
    )
  }
  const colour = scene.palette.shadow
  const move = `translate(${round(-light.x * distance)} ${round(-light.y * distance)})`
  return `<g fill="${colour}" stroke="${colour}" transform="${move}">${painted.join('')}</g>`
}

/** Many small marks in one colour. */
export interface Speckle {
  readonly x?: number
  readonly y?: number
  readonly radiusX: number
  readonly radiusY: number
  readonly count: number
  readonly size: readonly [number, number]
  readonly colour: string
  readonly opacity?: number
}

/** Crumbs, seeds, bubbles, flour: irregular dots scattered over an ellipse, as one path. */
export function speckle(scene: Scene, marks: Speckle): string {
  const { x = 0, y = 0, opacity = 1 } = marks
  let path = ''
  for (let index = 0; index < marks.count; index++) {
    const angle = scene.between(0, Math.PI * 2)
    const far = Math.sqrt(scene.between(0, 1))
    const centreX = x + Math.cos(angle) * far * marks.radiusX
    const centreY = y + Math.sin(angle) * far * marks.radiusY
    const radius = scene.between(marks.size[0], marks.size[1])
    const flat = radius * scene.between(0.55, 1)
    const lean = Math.round(scene.between(0, 180))
    const spanX = Math.cos(radians(lean)) * radius
    const spanY = Math.sin(radians(lean)) * radius
    const arc = `A${radius.toFixed(2)} ${flat.toFixed(2)} ${lean} 1 1`
    const start = `${(centreX - spanX).toFixed(2)} ${(centreY - spanY).toFixed(2)}`
    path += `M${start}${arc} ${(centreX + spanX).toFixed(2)} ${(centreY + spanY).toFixed(2)}${arc} ${start}`
  }
  return `<path d="${path}" fill="${marks.colour}" fill-opacity="${opacity}"/>`
}
