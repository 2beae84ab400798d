import { Scene } from './canvas'
import { croissants } from './croissants'
import { sourdough } from './loaves'
import { type PaletteName, palettes } from './palette'
import { seedOf } from './seeded'
import { ambience, atmosphere, type Setting } from './settings'
import { cinnamonRolls } from './swirls'
import { eggTarts } from './tarts'

/** What a picture shows; posts are matched to pictures by it. */
export const SUBJECTS = [
  'croissant',
  'sourdough',
  'baguette',
  'cinnamon-roll',
  'bagel',
  'pretzel',
  'macaron',
  'layer-cake',
  'cheesecake',
  'tiramisu',
  'canele',
  'madeleine',
  'egg-tart',
  'mooncake',
  'qingtuan',
  'scone',
  'cookie',
  'donut',
  'swiss-roll',
  'chiffon',
  'shortcake',
  'lemon-tart',
  'pie',
  'muffin',
  'toast',
  'pineapple-bun',
  'ciabatta',
  'brownie',
  'tools',
  'flour',
  'oven',
] as const

/** One of the subjects. */
export type Subject = (typeof SUBJECTS)[number]

/** A picture of the demo community: a name of its own, what it shows, its size in pixels and its drawing. */
export interface Picture {
  readonly name: string
  /** What is baked; a key the posts are matched by. */
  readonly subject: Subject
  readonly width: number
  readonly height: number
  readonly svg: string
}

const SIZES = {
  '3:4': [1080, 1440],
  '4:5': [1152, 1440],
  '1:1': [1440, 1440],
  '4:3': [1440, 1080],
} as const

type Ratio = keyof typeof SIZES
type Draw = (scene: Scene, variant: number) => string
type Row = readonly [Subject, Draw, Ratio, Setting, PaletteName]

/** Every picture: what, who draws it, its ratio, where it lies and in which colours. */
const ROWS: readonly Row[] = [
  ['croissant', croissants, '3:4', 'cloth', 'linen'],
  ['croissant', croissants, '4:5', 'paint', 'sage'],
  ['sourdough', sourdough, '1:1', 'paint', 'dusk'],
  ['sourdough', sourdough, '3:4', 'stone', 'wheat'],
  ['cinnamon-roll', cinnamonRolls, '4:5', 'paint', 'terracotta'],
  ['cinnamon-roll', cinnamonRolls, '4:3', 'gingham', 'blush'],
  ['egg-tart', eggTarts, '3:4', 'gingham', 'sea'],
  ['egg-tart', eggTarts, '1:1', 'wood', 'wheat'],
]

function pictureOf([subject, draw, ratio, setting, palette]: Row, variant: number): Picture {
  const [width, height] = SIZES[ratio]
  const name = `${subject}-${variant + 1}`
  const scene = new Scene(width, height, seedOf(name), palettes[palette])
  const svg = scene.document(ambience(scene, setting) + draw(scene, variant) + atmosphere(scene))
  return { name, subject, width, height, svg }
}

/** All pictures, in a fixed order; a subject's variants are numbered from one. */
export const pictures: readonly Picture[] = ROWS.map((row, index) => {
  const variant = ROWS.slice(0, index).filter(([subject]) => subject === row[0]).length
  return pictureOf(row, variant)
})
