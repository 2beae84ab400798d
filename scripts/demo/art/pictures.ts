import { cheesecakes, layerCakes, swissRolls, tiramisus } from './cake-slices'
import { Scene } from './canvas'
import { croissants } from './croissants'
import { donuts } from './donuts'
import { mooncakes, qingtuans } from './festive'
import { flour, tools } from './kitchen'
import { sourdough } from './loaves'
import { baguettes, ciabattas } from './long-loaves'
import { lemonTarts, pies } from './open-tarts'
import { type PaletteName, palettes } from './palette'
import { bagels, pretzels, shortcakes } from './rings'
import { seedOf } from './seeded'
import { ambience, atmosphere, type Setting } from './settings'
import { brownies, caneles, chiffons, muffins } from './small-cakes'
import { pineappleBuns, toasts } from './soft-breads'
import { cookies, macarons } from './sweets'
import { cinnamonRolls } from './swirls'
import { eggTarts } from './tarts'
import { madeleines, scones } from './tea-cakes'

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
  ['donut', donuts, '1:1', 'paint', 'blush'],
  ['donut', donuts, '3:4', 'stone', 'sea'],
  ['baguette', baguettes, '3:4', 'cloth', 'wheat'],
  ['baguette', baguettes, '4:3', 'paint', 'terracotta'],
  ['ciabatta', ciabattas, '4:5', 'gingham', 'sage'],
  ['ciabatta', ciabattas, '3:4', 'wood', 'linen'],
  ['toast', toasts, '1:1', 'paint', 'blush'],
  ['toast', toasts, '4:5', 'cloth', 'wheat'],
  ['pineapple-bun', pineappleBuns, '4:5', 'stone', 'sea'],
  ['pineapple-bun', pineappleBuns, '1:1', 'wood', 'terracotta'],
  ['muffin', muffins, '3:4', 'paint', 'sea'],
  ['muffin', muffins, '1:1', 'gingham', 'linen'],
  ['brownie', brownies, '1:1', 'cloth', 'linen'],
  ['brownie', brownies, '4:5', 'paint', 'dusk'],
  ['canele', caneles, '4:5', 'gingham', 'sage'],
  ['canele', caneles, '3:4', 'stone', 'wheat'],
  ['chiffon', chiffons, '1:1', 'stone', 'sea'],
  ['chiffon', chiffons, '4:5', 'cloth', 'blush'],
  ['mooncake', mooncakes, '1:1', 'paint', 'dusk'],
  ['mooncake', mooncakes, '3:4', 'wood', 'wheat'],
  ['qingtuan', qingtuans, '4:5', 'paint', 'sage'],
  ['qingtuan', qingtuans, '3:4', 'cloth', 'linen'],
  ['pie', pies, '1:1', 'gingham', 'terracotta'],
  ['pie', pies, '4:5', 'paint', 'dusk'],
  ['lemon-tart', lemonTarts, '4:5', 'paint', 'sea'],
  ['lemon-tart', lemonTarts, '1:1', 'stone', 'wheat'],
  ['macaron', macarons, '1:1', 'paint', 'blush'],
  ['macaron', macarons, '3:4', 'cloth', 'sea'],
  ['cookie', cookies, '3:4', 'gingham', 'wheat'],
  ['cookie', cookies, '4:5', 'wood', 'linen'],
  ['cheesecake', cheesecakes, '4:5', 'cloth', 'linen'],
  ['cheesecake', cheesecakes, '3:4', 'paint', 'sage'],
  ['tiramisu', tiramisus, '1:1', 'stone', 'dusk'],
  ['tiramisu', tiramisus, '3:4', 'paint', 'sea'],
  ['layer-cake', layerCakes, '4:5', 'paint', 'blush'],
  ['layer-cake', layerCakes, '3:4', 'gingham', 'sage'],
  ['swiss-roll', swissRolls, '4:5', 'wood', 'terracotta'],
  ['swiss-roll', swissRolls, '1:1', 'stone', 'linen'],
  ['shortcake', shortcakes, '1:1', 'stone', 'blush'],
  ['shortcake', shortcakes, '3:4', 'cloth', 'sea'],
  ['bagel', bagels, '3:4', 'paint', 'terracotta'],
  ['bagel', bagels, '4:5', 'gingham', 'linen'],
  ['pretzel', pretzels, '4:5', 'gingham', 'wheat'],
  ['scone', scones, '1:1', 'stone', 'sea'],
  ['scone', scones, '4:5', 'paint', 'sage'],
  ['madeleine', madeleines, '1:1', 'cloth', 'sage'],
  ['madeleine', madeleines, '3:4', 'wood', 'dusk'],
  ['tools', tools, '4:5', 'paint', 'blush'],
  ['tools', tools, '3:4', 'gingham', 'wheat'],
  ['flour', flour, '1:1', 'wood', 'linen'],
  ['flour', flour, '4:5', 'paint', 'terracotta'],
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
