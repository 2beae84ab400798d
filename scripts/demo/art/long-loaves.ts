import { arrange, laid, loafOutline } from './arrange'
import { type Scene, shadow, speckle, volume } from './canvas'
import { paints } from './palette'
import { blob, fill, type Point, smooth, stroke } from './shapes'

/** One slash of the blade: a leaf of pale crumb with a burnt lip on the upper side. */
function slash(scene: Scene, x: number, long: number, wide: number): string {
  const lean = 0.42
  const point = (along: number, across: number): Point => [
    x + along * long + across * wide * lean,
    along * long * lean - across * wide,
  ]
  const leaf = smooth([
    point(-1, 0),
    point(-0.4, 0.8),
    point(0.4, 0.9),
    point(1, 0),
    point(0.4, -0.7),
    point(-0.4, -0.8),
  ])
  const lip = smooth([point(-1, 0), point(-0.4, 0.85), point(0.4, 0.95), point(1, 0)], false)
  return (
    fill(leaf, '#7a3a12', 0.5) +
    volume(scene, leaf, paints.pale, { x, reach: long, layers: 6, from: 0.2, to: 0.9 }) +
    stroke(lip, '#6a3010', 2.4, 0.85) +
    stroke(lip, '#f0b878', 0.8, 0.7)
  )
}

/** A baguette along x, 200 long. */
function baguette(scene: Scene): string {
  const body = loafOutline(100, 15, 0.8)
  return (
    shadow(scene, body, 5, 5, 0.5) +
    volume(scene, body, paints.crust, { reach: 60, layers: 13, from: 0.05, to: 0.95, core: 0.3 }) +
    scene.within(
      body,
      () =>
        [-68, -36, -4, 28, 60].map((x) => slash(scene, x, 19, 6.4)).join('') +
        speckle(scene, {
          radiusX: 96,
          radiusY: 14,
          count: 110,
          size: [0.3, 1.1],
          colour: '#fff3dc',
          opacity: 0.5,
        }),
    )
  )
}

/** Baguettes: three on a cloth, or two on a board with a heel cut off. */
export function baguettes(scene: Scene, variant: number): string {
  const many = [
    [0.34, 0.44, 0.98, -58],
    [0.52, 0.5, 1.02, -63],
    [0.7, 0.56, 0.98, -56],
  ] as const
  const few = [
    [0.44, 0.38, 0.9, -24],
    [0.52, 0.62, 0.92, -29],
  ] as const
  return variant % 2
    ? laid(
        scene,
        'board',
        arrange(scene, few, () => baguette(scene)),
      )
    : laid(
        scene,
        'cloth',
        arrange(scene, many, () => baguette(scene)),
      )
}

/** A ciabatta: a slack floury slab of about 150 by 80, blistered and dusted. */
function ciabatta(scene: Scene): string {
  const body = smooth([
    [-74, -22],
    [-50, -37],
    [0, -40],
    [48, -36],
    [74, -24],
    [78, 8],
    [66, 32],
    [20, 39],
    [-30, 37],
    [-68, 30],
    [-79, 4],
  ])
  const veins = Array.from({ length: 7 }, (_, index) => {
    const y = -28 + index * 9.4
    const path = smooth(
      [
        [-76, y],
        [-30, y + scene.between(-6, 6)],
        [20, y + scene.between(-6, 6)],
        [76, y],
      ],
      false,
    )
    return stroke(path, '#8a4a1c', scene.between(0.8, 2.2), 0.28)
  })
  const dusted = [1, 0.78, 0.52].map((share) =>
    fill(blob(scene, -6, -4, 62 * share, 28 * share, 0.14), '#fff8ea', 0.3),
  )
  return (
    shadow(scene, body, 7, 7, 0.5) +
    volume(scene, body, paints.golden, { reach: 70, layers: 13, from: 0, to: 0.92, core: 0.35 }) +
    scene.within(
      body,
      () =>
        veins.join('') +
        dusted.join('') +
        speckle(scene, {
          radiusX: 74,
          radiusY: 36,
          count: 190,
          size: [0.4, 1.6],
          colour: '#fffaf0',
          opacity: 0.8,
        }) +
        speckle(scene, {
          radiusX: 74,
          radiusY: 36,
          count: 26,
          size: [1, 3.4],
          colour: '#7a3d14',
          opacity: 0.4,
        }),
    )
  )
}

/** The cut face of a ciabatta: a brown rim and wide open holes. */
function openHalf(scene: Scene): string {
  const face = smooth([
    [-40, -25],
    [0, -32],
    [40, -26],
    [45, 4],
    [38, 27],
    [-4, 31],
    [-41, 25],
    [-46, 0],
  ])
  const holes = Array.from({ length: 24 }, () => {
    const [x, y] = [scene.between(-36, 36), scene.between(-22, 22)]
    const size = scene.between(1.6, 5.4)
    return (
      fill(blob(scene, x, y, size * 1.3, size, 0.2), '#b98a4e', 0.75) +
      fill(blob(scene, x + 0.6, y + 0.8, size, size * 0.7, 0.2), '#fff1d2', 0.55)
    )
  })
  return (
    shadow(scene, face, 5, 5, 0.45) +
    fill(face, '#8a4a1c') +
    `<g transform="scale(0.93)">${volume(scene, face, paints.cream, { reach: 44, layers: 6, from: 0.3, to: 0.95, core: 0.5 })}${scene.within(face, () => holes.join(''))}</g>`
  )
}

/** Ciabattas: two and a cut one on a board, or three on floured stone. */
export function ciabattas(scene: Scene, variant: number): string {
  const board = [
    [0.4, 0.33, 0.74, -14],
    [0.56, 0.58, 0.78, -8],
  ] as const
  const bare = [
    [0.42, 0.25, 0.78, 12],
    [0.56, 0.5, 0.82, 5],
    [0.44, 0.75, 0.8, 15],
  ] as const
  if (variant % 2)
    return laid(
      scene,
      'bare',
      arrange(scene, bare, () => ciabatta(scene)),
    )
  const cut = arrange(scene, [[0.36, 0.79, 0.8, -12]], () => openHalf(scene))
  return laid(scene, 'board', arrange(scene, board, () => ciabatta(scene)) + cut)
}
