import { arrange, laid } from './arrange'
import { round, type Scene, shadow, speckle, volume } from './canvas'
import { paints } from './palette'
import { blob, box, ellipse, fill, smooth, stroke } from './shapes'

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
