import { Scene } from './canvas'
import { mix, palettes } from './palette'
import { seedOf } from './seeded'
import { box, ellipse, fill, type Point, smooth, stroke } from './shapes'

/** Draws a motif around (0, 0), within a radius of about 80: an avatar is cut to a circle of 96. */
export type DrawMotif = (scene: Scene) => string

/** An avatar: its name, the colour of its ground and what is on it. */
export type AvatarRow = readonly [name: string, ground: string, draw: DrawMotif]

const SIDE = 192
const MIDDLE = SIDE / 2

/** The colour of eyes, mouths and seams. */
export const INK = '#3a1f18'

/** The grounds of avatars. */
export const grounds = {
  apricot: '#f0b27c',
  honey: '#efc25e',
  butter: '#f8e0a0',
  blush: '#f2c2b4',
  coral: '#e5866a',
  brick: '#b9543c',
  rosewood: '#8e3f45',
  plum: '#6b4663',
  cocoa: '#6a4030',
  cream: '#f6e7cf',
  sage: '#b4bf94',
  olive: '#7d8a52',
  sea: '#9cc0bf',
  teal: '#4f8487',
  dusk: '#4a5878',
  lilac: '#cbb3cb',
} as const

/** The whole document of an avatar: a ground, a lighter patch of it where the light falls, the motif. */
export function avatarDocument([name, ground, draw]: AvatarRow): string {
  const scene = new Scene(SIDE, SIDE, seedOf(name), palettes.linen)
  const patch = fill(ellipse(70, 66, 104, 98), mix(ground, '#fff3d6', 0.2))
  const motif = scene.place(MIDDLE, MIDDLE, 1, 0, () => draw(scene))
  return scene.document(fill(box(0, 0, SIDE, SIDE), ground) + patch + motif)
}

/** What is painted, and the same in a mirror that stands at x = 0. */
export function both(painted: string): string {
  return `${painted}<g transform="scale(-1 1)">${painted}</g>`
}

/** A smooth outline that is the same on both sides, of the points of its right side from the top to the bottom. */
export function symmetric(right: readonly Point[]): string {
  const left = right.filter(([x]) => x !== 0).map(([x, y]): Point => [-x, y])
  return smooth([...right, ...left.reverse()])
}

/** A flat body: one colour, and a darker edge of it `depth` wide on the side turned away from the light. */
export function body(scene: Scene, path: string, colour: string, depth = 8): string {
  const light = scene.light()
  const move = `translate(${(light.x * depth).toFixed(1)} ${(light.y * depth).toFixed(1)})`
  const lit = `<g transform="${move}">${fill(path, colour)}</g>`
  return fill(path, mix(colour, '#4a1c0a', 0.22)) + scene.within(path, () => lit)
}

/** How somebody looks. */
export interface Face {
  readonly x?: number
  /** The height of the eyes. */
  readonly y: number
  /** How far each eye is from the middle. */
  readonly apart?: number
  readonly eye?: number
  /** Half the width of the mouth. */
  readonly mouth?: number
  /** How far the mouth is below the eyes. */
  readonly below?: number
  readonly ink?: string
  readonly blush?: string
  readonly asleep?: boolean
}

/** Two eyes, a smile and warm cheeks, large enough to be seen in a small circle. */
export function face(look: Face): string {
  const { x = 0, y, apart = 24, eye = 6, mouth = 10, below = 12, ink = INK, blush = '#e5705a' } = look
  const eyes = [-apart, apart].map((side) =>
    look.asleep
      ? stroke(`M${x + side - 9} ${y}q9 9 18 0`, ink, 5)
      : fill(ellipse(x + side, y, eye, eye * 1.15), ink),
  )
  const cheeks = [-1, 1].map((side) =>
    fill(ellipse(x + side * (apart + eye * 1.6), y + below * 0.9, eye * 1.5, eye), blush, 0.55),
  )
  const smile = stroke(`M${x - mouth} ${y + below}q${mouth} ${mouth * 1.1} ${mouth * 2} 0`, ink, 5)
  return cheeks.join('') + eyes.join('') + smile
}
