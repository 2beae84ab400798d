import { arrange, laid } from './arrange'
import { type Scene, shadow, speckle, volume } from './canvas'
import { paints } from './palette'
import { blob, box, ellipse, fill, type Point, smooth, stroke } from './shapes'

/** A whisk lying along x, 190 long. */
function whisk(scene: Scene): string {
  const wires = [-26, -15, -5, 5, 15, 26].map((wide) => {
    const path = smooth(
      [
        [0, 0],
        [38, wide],
        [78, wide * 0.9],
        [96, 0],
      ],
      false,
    )
    return (
      stroke(path, scene.palette.shadow, 4, 0.25) +
      stroke(path, paints.steel.mid, 2.6) +
      stroke(path, paints.steel.glow, 0.9, 0.9)
    )
  })
  const grip = box(-96, -8, 98, 16, 7)
  return (
    shadow(scene, grip, 4, 4, 0.4) +
    wires.join('') +
    volume(scene, grip, paints.wood, { reach: 40, layers: 7, from: 0.1, to: 0.9, core: 0.6 })
  )
}

/** A mixing bowl of radius 92 with batter in it. */
function mixingBowl(scene: Scene): string {
  const rim = ellipse(0, 0, 92)
  const batter = blob(scene, 0, 0, 70, 68, 0.03)
  const folds = [50, 36, 22].map((radius) => {
    const path = smooth(
      [
        [-radius, 4],
        [-radius * 0.3, -radius * 0.5],
        [radius * 0.6, -radius * 0.2],
        [radius * 0.5, radius * 0.5],
        [-radius * 0.2, radius * 0.5],
      ],
      false,
    )
    return stroke(path, paints.pale.dark, 4, 0.35) + stroke(path, paints.pale.glow, 1.8, 0.9)
  })
  return (
    shadow(scene, rim, 10, 10, 0.5) +
    volume(scene, rim, paints.china, { reach: 92, layers: 8, core: 0.85 }) +
    volume(scene, ellipse(0, 0, 82), paints.china, { reach: -82, layers: 8, from: 0, to: 0.8, core: 0.6 }) +
    volume(scene, batter, paints.pale, { reach: 68, layers: 10, from: 0.35, to: 1, core: 0.3 }) +
    folds.join('')
  )
}

/** An egg of about 44 by 54. */
function egg(scene: Scene): string {
  const shell = smooth([
    [0, -28],
    [-15, -20],
    [-21, 2],
    [-16, 20],
    [0, 27],
    [16, 20],
    [21, 2],
    [15, -20],
  ])
  return (
    shadow(scene, shell, 4, 5, 0.45) +
    volume(scene, shell, paints.pale, { reach: 26, layers: 11, from: 0.25, to: 1 })
  )
}

/** Tools: a bowl of batter, a whisk and eggs. */
export function tools(scene: Scene, variant: number): string {
  const bowl = variant % 2 ? ([0.42, 0.58, 0.68, 0] as const) : ([0.54, 0.44, 0.7, 0] as const)
  const stick = variant % 2 ? ([0.64, 0.36, 0.8, 128] as const) : ([0.44, 0.62, 0.8, -52] as const)
  const eggs = (
    variant % 2
      ? [
          [0.82, 0.7],
          [0.88, 0.82],
          [0.74, 0.84],
        ]
      : [
          [0.22, 0.2],
          [0.34, 0.15],
          [0.2, 0.33],
        ]
  ).map(([x = 0, y = 0], index) => [x, y, 0.62, index * 70 - 40] as const)
  return laid(
    scene,
    'bare',
    arrange(scene, [bowl], () => mixingBowl(scene)) +
      arrange(scene, [stick], () => whisk(scene)) +
      arrange(scene, eggs, () => egg(scene)),
  )
}

/** A ball of dough of radius 70 in its flour. */
function dough(scene: Scene): string {
  const body = blob(scene, 0, 0, 70, 67, 0.025)
  const crease: readonly (readonly Point[])[] = [
    [
      [-30, -10],
      [0, -2],
      [24, -20],
    ],
    [
      [-8, 26],
      [6, 4],
      [4, -16],
    ],
  ]
  return (
    fill(blob(scene, 4, 6, 104, 92, 0.12), '#fffdf6', 0.5) +
    speckle(scene, {
      radiusX: 130,
      radiusY: 116,
      count: 260,
      size: [0.5, 2.2],
      colour: '#fffdf6',
      opacity: 0.8,
    }) +
    shadow(scene, body, 8, 9, 0.45) +
    volume(scene, body, paints.cream, { reach: 70, layers: 14, from: 0, to: 1 }) +
    crease.map((points) => stroke(smooth(points, false), paints.cream.deep, 2.2, 0.5)).join('')
  )
}

/** A rolling pin along x, 200 long. */
function rollingPin(scene: Scene): string {
  const roll = box(-66, -14, 132, 28, 6)
  const ends = [box(-100, -6, 38, 12, 6), box(62, -6, 38, 12, 6)]
  return (
    ends
      .map(
        (end) =>
          shadow(scene, end, 4, 4, 0.4) +
          volume(scene, end, paints.wood, { reach: 40, layers: 6, from: 0, to: 0.7, core: 0.6 }),
      )
      .join('') +
    shadow(scene, roll, 6, 6, 0.45) +
    volume(scene, roll, paints.wood, { reach: 60, layers: 10, from: 0.12, to: 1, core: 0.6 })
  )
}

/** Flour: dough and a rolling pin on a floured table. */
export function flour(scene: Scene, variant: number): string {
  const ball = variant % 2 ? ([0.6, 0.62, 0.72, 0] as const) : ([0.42, 0.4, 0.76, 0] as const)
  const pin = variant % 2 ? ([0.4, 0.3, 0.8, -32] as const) : ([0.58, 0.74, 0.82, -24] as const)
  return laid(
    scene,
    'bare',
    arrange(scene, [ball], () => dough(scene)) + arrange(scene, [pin], () => rollingPin(scene)),
  )
}
