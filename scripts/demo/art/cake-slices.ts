import { arrange, laid } from './arrange'
import { round, type Scene, shadow, speckle, volume } from './canvas'
import { mix, paints, type Tones } from './palette'
import { strawberry } from './props'
import { blob, box, fill, type Point, polygon, smooth, stroke } from './shapes'

/** What a square of cake from the side is built of, from the bottom: paint and height. */
type Layers = readonly (readonly [Tones, number])[]

/** A slice of cake seen from above and a little from the front: a wedge whose cut side shows its layers. */
function wedge(scene: Scene, layers: Layers, top: Tones, dressing: string): string {
  const height = layers.reduce((sum, [, tall]) => sum + tall, 0)
  const lid = polygon([
    [-80, 10 - height / 2],
    [64, -52 - height / 2],
    [86, 14 - height / 2],
  ])
  const foot = polygon([
    [-80, 10 - height / 2],
    [86, 14 - height / 2],
    [84, 16 + height / 2],
    [-78, 12 + height / 2],
  ])
  const bands: string[] = []
  let y = 14 + height / 2
  for (const [tones, tall] of layers) {
    const band = box(-90, y - tall, 190, tall + 1)
    bands.push(fill(band, tones.mid), fill(box(-90, y - tall, 190, tall * 0.35), tones.light, 0.8))
    bands.push(
      speckle(scene, {
        y: y - tall / 2,
        radiusX: 84,
        radiusY: tall / 2,
        count: Math.round(tall * 3),
        size: [0.4, 1.5],
        colour: tones.deep,
        opacity: 0.3,
      }),
    )
    y -= tall
  }
  return (
    shadow(scene, foot + lid, 9, 8, 0.45) +
    scene.within(foot, () => bands.join('')) +
    scene.within(foot, () => fill(box(20, -90, 80, 180), '#2a0f06', 0.12)) +
    volume(scene, lid, top, {
      x: 20,
      y: -20 - height / 2,
      reach: 60,
      layers: 8,
      from: 0.35,
      to: 0.95,
      core: 0.4,
    }) +
    stroke(`M-80 ${round(10 - height / 2)}L86 ${round(14 - height / 2)}`, top.glow, 1.8, 0.8) +
    dressing
  )
}

const CHEESE: Layers = [
  [paints.caramel, 12],
  [paints.pale, 40],
  [paints.cream, 6],
]
const TIRAMISU: Layers = [
  [paints.caramel, 13],
  [paints.cream, 14],
  [paints.cocoa, 11],
  [paints.cream, 15],
  [paints.cocoa, 4],
]
const SPONGE: Layers = [
  [paints.golden, 15],
  [paints.cream, 8],
  [paints.golden, 15],
  [paints.rose, 7],
  [paints.golden, 14],
  [paints.cream, 8],
]

/** Lays one or two slices on a plate or a board. */
function slices(scene: Scene, variant: number, draw: () => string): string {
  const one = [[0.51, 0.52, 0.74, -6]] as const
  const two = [
    [0.5, 0.37, 0.72, -8],
    [0.52, 0.68, 0.72, 4],
  ] as const
  return variant % 2
    ? laid(scene, 'board', arrange(scene, two, draw))
    : laid(scene, 'plate', arrange(scene, one, draw))
}

/** Cheesecake: a slice with a strawberry on a plate, or two on a board. */
export function cheesecakes(scene: Scene, variant: number): string {
  return slices(scene, variant, () =>
    wedge(
      scene,
      CHEESE,
      paints.pale,
      scene.place(26, -46, 0.66, 30, () => strawberry(scene)),
    ),
  )
}

/** Tiramisu: cocoa over cream, a slice or two. */
export function tiramisus(scene: Scene, variant: number): string {
  const cocoa = () =>
    speckle(scene, {
      x: 20,
      y: -46,
      radiusX: 60,
      radiusY: 24,
      count: 160,
      size: [0.5, 1.8],
      colour: '#24100b',
      opacity: 0.6,
    })
  return slices(scene, variant, () => wedge(scene, TIRAMISU, paints.cocoa, cocoa()))
}

/** Layer cake with strawberries, a slice or two. */
export function layerCakes(scene: Scene, variant: number): string {
  const fruit = () =>
    scene.place(46, -62, 0.7, 20, () => strawberry(scene)) +
    scene.place(4, -48, 0.6, -20, () => strawberry(scene))
  return slices(scene, variant, () => wedge(scene, SPONGE, paints.cream, fruit()))
}

/** The end of a Swiss roll, of radius 62: a spiral of sponge and cream. */
function rollSlice(scene: Scene, sponge: Tones, cream: Tones): string {
  const body = blob(scene, 0, 0, 62, 60, 0.012)
  const points: Point[] = []
  for (let step = 0; step <= 76; step++) {
    const angle = step * 0.26 + 0.6
    const far = 52 * (1 - step / 80)
    points.push([Math.cos(angle) * far, Math.sin(angle) * far])
  }
  const spiral = smooth(points, false)
  return (
    shadow(scene, body, 7, 7, 0.5) +
    volume(scene, body, sponge, { reach: 62, layers: 10, from: 0.12, to: 0.9, core: 0.5 }) +
    scene.within(
      body,
      () =>
        stroke(spiral, mix(sponge.deep, '#2a0f06', 0.2), 10.4, 0.4) +
        stroke(spiral, cream.light, 8.6) +
        stroke(spiral, cream.glow, 3.4, 0.9) +
        speckle(scene, {
          radiusX: 58,
          radiusY: 56,
          count: 120,
          size: [0.4, 1.2],
          colour: sponge.deep,
          opacity: 0.3,
        }),
    ) +
    stroke(body, sponge.deep, 3, 0.7)
  )
}

/** Swiss rolls: five cocoa rounds on a plate, or four of matcha on a board. */
export function swissRolls(scene: Scene, variant: number): string {
  const five = [
    [0.34, 0.37, 0.44, 0],
    [0.66, 0.37, 0.44, 70],
    [0.28, 0.62, 0.44, 140],
    [0.55, 0.66, 0.46, 20],
    [0.79, 0.6, 0.4, 260],
  ] as const
  const four = [
    [0.3, 0.34, 0.58, 0],
    [0.69, 0.36, 0.58, 90],
    [0.32, 0.68, 0.58, 200],
    [0.7, 0.71, 0.58, 290],
  ] as const
  return variant % 2
    ? laid(
        scene,
        'board',
        arrange(scene, four, () => rollSlice(scene, paints.matcha, paints.cream)),
      )
    : laid(
        scene,
        'plate',
        arrange(scene, five, () => rollSlice(scene, paints.golden, paints.rose)),
      )
}
