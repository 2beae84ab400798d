import { arrange, laid } from './arrange'
import { type Scene, shadow, speckle, volume } from './canvas'
import { paints, type Tones } from './palette'
import { strawberry } from './props'
import { blob, ellipse, fill, fluted, onEllipse, type Point, smooth, stroke } from './shapes'
import { tube, tubeShadow } from './tubes'

/** A bagel of radius 88: a shining ring, its seeds where they were dipped. */
function bagel(scene: Scene, dough: Tones, seeds: readonly string[]): string {
  const line = ellipse(0, 0, 52)
  const strewn = seeds.flatMap((colour, kind) =>
    Array.from({ length: 64 }, (_, index) => {
      const [x, y] = onEllipse(
        0,
        0,
        52 + scene.between(-22, 22),
        52 + scene.between(-22, 22),
        index * 5.7 + kind * 3,
      )
      const seed = scene.place(x, y, 1, scene.between(0, 180), () => {
        return fill(ellipse(0.5, 0.7, 3.2, 1.8), '#3a1a0a', 0.35) + fill(ellipse(0, 0, 3, 1.6), colour)
      })
      return seed
    }),
  )
  return (
    tubeShadow(scene, line, 72, 9, 9, 0.5) +
    tube(scene, line, 72, dough, { from: 0.04, to: 0.96, layers: 14 }) +
    strewn.join('')
  )
}

/** Bagels: five on a board, or three big ones on a cloth. */
export function bagels(scene: Scene, variant: number): string {
  const five = [
    [0.3, 0.3, 0.42, 0],
    [0.7, 0.32, 0.42, 50],
    [0.5, 0.52, 0.42, 90],
    [0.29, 0.73, 0.42, 140],
    [0.71, 0.74, 0.42, 200],
  ] as const
  const three = [
    [0.35, 0.32, 0.58, 0],
    [0.67, 0.55, 0.58, 70],
    [0.33, 0.75, 0.54, 150],
  ] as const
  const seeds = (index: number) => [['#fbeccb'], ['#2c211d'], ['#fbeccb', '#2c211d'], []][index % 4] ?? []
  const dough = (index: number) => (index % 3 === 1 ? paints.crust : paints.golden)
  const draw = (index: number) => bagel(scene, dough(index), seeds(index))
  return variant % 2
    ? laid(scene, 'cloth', arrange(scene, three, draw))
    : laid(scene, 'board', arrange(scene, five, draw))
}

/** A pretzel of about 190 by 150: one brown rope, crossed and salted. */
function pretzel(scene: Scene): string {
  const rope: Point[] = [
    [-34, 66],
    [2, 22],
    [44, -26],
    [84, -38],
    [92, 6],
    [62, 46],
    [0, 62],
    [-62, 46],
    [-92, 6],
    [-84, -38],
    [-44, -26],
    [-2, 22],
    [34, 66],
  ]
  const line = smooth(rope, false)
  const salt = Array.from({ length: 46 }, () => {
    const [x, y] = rope[Math.floor(scene.between(1, rope.length - 1))] ?? [0, 0]
    const grain = blob(scene, x + scene.between(-9, 9), y + scene.between(-9, 9), 2.4, 2, 0.25)
    return shadow(scene, grain, 0.8, 0.8, 0.4) + fill(grain, '#fffdf6')
  })
  return (
    tubeShadow(scene, line, 25, 6, 6, 0.5) +
    tube(scene, line, 25, paints.caramel, { from: 0, to: 0.92, layers: 12 }) +
    tube(scene, smooth(rope.slice(0, 3), false), 24, paints.caramel, { from: 0, to: 0.92, layers: 12 }) +
    salt.join('')
  )
}

/** Pretzels: two on a board, or three on a cloth. */
export function pretzels(scene: Scene, variant: number): string {
  const two = [
    [0.45, 0.34, 0.66, -10],
    [0.56, 0.7, 0.66, 8],
  ] as const
  const three = [
    [0.37, 0.27, 0.56, -14],
    [0.64, 0.52, 0.58, 10],
    [0.37, 0.77, 0.56, -4],
  ] as const
  return variant % 2
    ? laid(
        scene,
        'cloth',
        arrange(scene, three, () => pretzel(scene)),
      )
    : laid(
        scene,
        'board',
        arrange(scene, two, () => pretzel(scene)),
      )
}

/** A cream cake of radius 88 from above: rosettes around the edge, strawberries within. */
function creamCake(scene: Scene, berries: number): string {
  const body = blob(scene, 0, 0, 88, 87, 0.008)
  const rosettes = Array.from({ length: 14 }, (_, index) => {
    const [x, y] = onEllipse(0, 0, 72, 72, (index * 360) / 14)
    const rosette = fluted(x, y, 14.5, 14.5, 7, 0.08)
    const swirl = smooth(
      [
        [x - 8, y],
        [x, y - 7],
        [x + 7, y],
        [x, y + 4],
        [x - 3, y],
      ],
      false,
    )
    return (
      shadow(scene, rosette, 2, 2, 0.28) +
      volume(scene, rosette, paints.cream, { x, y, reach: 14, layers: 7, from: 0.3, to: 1 }) +
      stroke(swirl, paints.cream.dark, 1.6, 0.6)
    )
  })
  const fruit = Array.from({ length: berries }, (_, index) => {
    const [x, y] = onEllipse(0, 0, 38, 38, (index * 360) / berries - 90)
    return scene.place(x, y, 0.98, (index * 360) / berries, () => strawberry(scene))
  })
  return (
    shadow(scene, body, 9, 10, 0.45) +
    volume(scene, body, paints.cream, { reach: 88, layers: 12, from: 0.12, to: 1, core: 0.4 }) +
    rosettes.join('') +
    fruit.join('') +
    scene.place(0, 2, 1.05, 0, () => strawberry(scene)) +
    speckle(scene, { radiusX: 60, radiusY: 60, count: 60, size: [0.5, 1.2], colour: '#85994a', opacity: 0.8 })
  )
}

/** Strawberry shortcake: a whole one on a plate, or two small ones on a board. */
export function shortcakes(scene: Scene, variant: number): string {
  const small = [
    [0.36, 0.35, 0.56, 0],
    [0.65, 0.68, 0.56, 20],
  ] as const
  return variant % 2
    ? laid(
        scene,
        'board',
        arrange(scene, small, () => creamCake(scene, 5)),
      )
    : laid(
        scene,
        'plate',
        arrange(scene, [[0.5, 0.52, 0.8, 0]], () => creamCake(scene, 7)),
      )
}
