import { arrange, laid, loafOutline } from './arrange'
import { round, type Scene, shadow, speckle, volume } from './canvas'
import { paints } from './palette'
import { blob, box, ellipse, fill, type Point, smooth, stroke } from './shapes'

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

/** A slice of toast about 110 across: dark crust, golden face, butter that melts. */
function slice(scene: Scene, hasButter: boolean): string {
  const outline = smooth([
    [-46, 52],
    [-50, 10],
    [-58, -14],
    [-50, -42],
    [-20, -52],
    [20, -52],
    [50, -42],
    [58, -14],
    [50, 10],
    [46, 52],
    [0, 55],
  ])
  const pores = { radiusX: 44, radiusY: 42, count: 130, size: [0.4, 1.7] as const }
  const butter =
    shadow(scene, box(-15, -13, 30, 24, 5), 3, 3, 0.35) +
    volume(scene, box(-15, -13, 30, 24, 5), paints.lemon, {
      reach: 16,
      layers: 6,
      from: 0.35,
      to: 1,
      core: 0.5,
    })
  return (
    shadow(scene, outline, 6, 6, 0.5) +
    fill(outline, '#7d3f16') +
    fill(outline, '#a65f24', 0.6) +
    `<g transform="scale(0.9)">${volume(scene, outline, paints.golden, { reach: 56, layers: 10, from: 0.28, to: 0.92, core: 0.4 })}</g>` +
    speckle(scene, { ...pores, colour: '#a4601f', opacity: 0.45 }) +
    speckle(scene, { ...pores, count: 60, colour: '#fff1cc', opacity: 0.6 }) +
    (hasButter
      ? fill(blob(scene, 1, 4, 32, 25, 0.1), '#fbe08a', 0.55) +
        fill(blob(scene, 0, 2, 24, 18, 0.1), '#fdf0b8', 0.6) +
        butter
      : '')
  )
}

/** Toast: a fan of slices on a plate, or two with butter on a board. */
export function toasts(scene: Scene, variant: number): string {
  const fan = [
    [0.31, 0.42, 0.66, -24],
    [0.44, 0.46, 0.68, -10],
    [0.58, 0.52, 0.7, 5],
    [0.7, 0.6, 0.7, 20],
  ] as const
  const pair = [
    [0.36, 0.37, 0.84, -9],
    [0.62, 0.66, 0.86, 8],
  ] as const
  return variant % 2
    ? laid(
        scene,
        'board',
        arrange(scene, pair, () => slice(scene, true)),
      )
    : laid(
        scene,
        'plate',
        arrange(scene, fan, (index) => slice(scene, index === 3)),
      )
}

/** A pineapple bun of radius about 80: a golden dome under a crackled sugar crust. */
function pineappleBun(scene: Scene): string {
  const dome = blob(scene, 0, 0, 82, 80, 0.015)
  const crust = blob(scene, -1, -2, 72, 70, 0.03)
  const lines: string[] = []
  for (let line = -4; line <= 4; line++) {
    const at = line * 17
    const bend = at * 0.22
    for (const [dx, dy] of [
      [1, 1],
      [1, -1],
    ] as const) {
      const path = smooth(
        [
          [-70 * dx + at * 0.72, -70 * dy - at * 0.72 * dy],
          [at + bend, -at * dy - bend * dy],
          [70 * dx + at * 0.72, 70 * dy - at * 0.72 * dy],
        ],
        false,
      )
      lines.push(
        stroke(path, '#8a4a14', 3, 0.6),
        `<g transform="translate(1.2 1.4)">${stroke(path, '#fff0bf', 1.2, 0.6)}</g>`,
      )
    }
  }
  return (
    shadow(scene, dome, 9, 9, 0.5) +
    volume(scene, dome, paints.crust, { reach: 80, layers: 10, from: 0.1, to: 0.9, core: 0.4 }) +
    volume(scene, crust, paints.custard, { reach: 72, layers: 13, from: 0.1, to: 0.92, core: 0.15 }) +
    scene.within(
      crust,
      () =>
        lines.join('') +
        speckle(scene, {
          radiusX: 70,
          radiusY: 68,
          count: 120,
          size: [0.5, 1.6],
          colour: '#fff7d6',
          opacity: 0.7,
        }),
    ) +
    stroke(crust, '#a8601a', 1.6, round(0.5)) +
    fill(ellipse(-30, -36, 13, 7), '#fffbe4', 0.4)
  )
}

/** Pineapple buns: three on a plate, or four on a cloth. */
export function pineappleBuns(scene: Scene, variant: number): string {
  const three = [
    [0.5, 0.36, 0.43, 0],
    [0.31, 0.58, 0.43, 40],
    [0.68, 0.6, 0.44, 75],
  ] as const
  const four = [
    [0.3, 0.31, 0.46, 12],
    [0.71, 0.33, 0.44, 50],
    [0.34, 0.69, 0.46, 80],
    [0.74, 0.72, 0.47, 25],
  ] as const
  return variant % 2
    ? laid(
        scene,
        'cloth',
        arrange(scene, four, () => pineappleBun(scene)),
      )
    : laid(
        scene,
        'plate',
        arrange(scene, three, () => pineappleBun(scene)),
      )
}
