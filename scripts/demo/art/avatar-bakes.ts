import { type AvatarRow, body, both, face, grounds, INK, symmetric } from './avatar-kit'
import type { Scene } from './canvas'
import { paints } from './palette'
import { box, ellipse, fill, fluted, onEllipse, polygon, smooth, stroke } from './shapes'

const { crust, golden, pale, cream, custard, cocoa, caramel, rose, berry, matcha } = paints

function boule(scene: Scene): string {
  const ear = 'M-4 -54q10 14 0 34M-34 -44q12 10 8 28M28 -46q-4 12 -10 30'
  return (
    body(scene, ellipse(0, 4, 70, 62), crust.mid) +
    stroke(ear, pale.glow, 8) +
    face({ y: 10, apart: 27, eye: 7, mouth: 12, blush: berry.light })
  )
}

function toast(scene: Scene): string {
  const slice = symmetric([
    [0, -60],
    [40, -64],
    [66, -46],
    [62, -18],
    [53, -2],
    [55, 44],
    [46, 60],
    [0, 61],
  ])
  return (
    body(scene, slice, crust.mid) +
    `<g transform="scale(0.84)">${fill(slice, pale.light)}</g>` +
    scene.place(0, -30, 1, -8, () => body(scene, box(-19, -14, 38, 28, 5), custard.light, 5)) +
    face({ y: 12 })
  )
}

function macaron(scene: Scene): string {
  const shell = 'M-70 -4C-72 -70 72 -70 70 -4Z'
  const feet = [-56, -34, -12, 10, 32, 54].map((x) => fill(ellipse(x + 1, 0, 15, 9), rose.dark)).join('')
  return (
    fill(box(-60, 2, 120, 26, 10), cream.light) +
    `<g transform="translate(0 27) scale(1 -0.72)">${body(scene, shell, rose.mid)}${feet}</g>` +
    body(scene, shell, rose.mid) +
    feet +
    face({ y: -30, apart: 26, blush: berry.mid })
  )
}

function donut(scene: Scene): string {
  const sprinkles = [20, 62, 118, 160, 205, 245, 292, 335].map((angle, index) => {
    const [x, y] = onEllipse(0, 0, index % 2 ? 34 : 52, index % 2 ? 34 : 52, angle - 90)
    const colour = [cream.glow, custard.mid, matcha.light][index % 3] ?? cream.glow
    return scene.place(x, y, 1, angle * 3, () => fill(box(-8, -3.5, 16, 7, 3.5), colour))
  })
  const hole = ellipse(0, 0, 19)
  return (
    body(scene, ellipse(0, 2, 72), golden.mid) +
    body(scene, fluted(0, 0, 63, 62, 9, 0.045), berry.light, 5) +
    sprinkles.join('') +
    fill(ellipse(0, 0, 24), golden.mid) +
    fill(hole, grounds.sea)
  )
}

function croissant(scene: Scene): string {
  const segments = [
    [-68, 30, 18, -62],
    [68, 30, 18, 62],
    [-48, 0, 28, -38],
    [48, 0, 28, 38],
    [0, -10, 42, 0],
  ] as const
  const painted = segments.map(([x, y, width, turn]) =>
    scene.place(x, y, 1, turn, () => body(scene, ellipse(0, 0, width, 40 - Math.abs(turn) / 4), golden.mid)),
  )
  return painted.join('') + face({ y: -14, apart: 18, mouth: 8, blush: berry.light })
}

function cupcake(scene: Scene): string {
  const cup = polygon([
    [-48, 10],
    [48, 10],
    [36, 66],
    [-36, 66],
  ])
  const pleats = [-24, 0, 24].map((x) => stroke(`M${x} 20L${x * 0.75} 60`, matcha.dark, 5)).join('')
  const swirl = [
    [8, 60, 24],
    [-18, 45, 22],
    [-42, 26, 19],
  ] as const
  return (
    body(scene, cup, matcha.mid) +
    pleats +
    swirl.map(([y, width, height]) => body(scene, ellipse(0, y, width, height), cream.light, 7)).join('') +
    body(scene, ellipse(4, -64, 14), berry.mid, 4) +
    face({ y: -8, apart: 20, mouth: 8 })
  )
}

function mooncake(scene: Scene): string {
  const petals = [0, 60, 120, 180, 240, 300].map((angle) =>
    scene.place(0, 0, 1, angle, () => fill(ellipse(0, -25, 12, 16), golden.glow)),
  )
  return (
    body(scene, fluted(0, 0, 70, 70, 12, 0.06), golden.dark) +
    fill(ellipse(0, 0, 55), golden.mid) +
    petals.join('') +
    fill(ellipse(0, 0, 11), golden.dark)
  )
}

function eggTart(scene: Scene): string {
  return (
    body(scene, fluted(0, 0, 72, 72, 16, 0.04), golden.mid) +
    body(scene, ellipse(0, 0, 54), custard.light, -5) +
    fill(ellipse(-26, -26, 11, 8), caramel.light, 0.8) +
    fill(ellipse(22, -32, 8, 6), caramel.light, 0.8) +
    face({ y: 2, apart: 22, blush: caramel.light })
  )
}

function pretzel(): string {
  const twist = 'M-40 56C-10 36 58 6 58 -26C58 -62 14 -64 0 -22C-14 -64 -58 -62 -58 -26C-58 6 10 36 40 56'
  const salt = [
    [-50, -40],
    [50, -38],
    [-20, 16],
    [24, 18],
    [0, -14],
    [-58, -16],
    [30, -50],
  ] as const
  return (
    stroke(twist, crust.deep, 29) +
    stroke(twist, crust.mid, 23) +
    salt.map(([x, y]) => fill(box(x - 4, y - 4, 8, 8, 2), cream.glow)).join('')
  )
}

function pineappleBun(scene: Scene): string {
  const top = 'M-66 8C-74 -76 74 -76 66 8Q0 26 -66 8Z'
  const lattice = [-90, -60, -30, 0, 30, 60, 90].map((x) => `M${x} -70l70 100M${x} -70l-70 100`).join('')
  return (
    body(scene, ellipse(0, 16, 72, 46), golden.mid) +
    body(scene, top, custard.mid) +
    scene.within(top, () => stroke(lattice, golden.dark, 5)) +
    face({ y: 34, apart: 22, eye: 6, below: 8, mouth: 8 })
  )
}

function cinnamonRoll(scene: Scene): string {
  const coil = smooth(
    Array.from({ length: 23 }, (_, step) => onEllipse(0, 0, 5 + step * 2.4, 5 + step * 2.4, step * 45)),
    false,
  )
  return (
    body(scene, ellipse(0, 0, 72, 70), golden.light) +
    stroke(coil, caramel.mid, 10) +
    stroke('M-50 -30Q-10 -62 30 -46M-36 8q30 -40 66 -14M-30 42q34 -22 68 -8', cream.glow, 9)
  )
}

function bao(scene: Scene): string {
  const bun = symmetric([
    [0, -62],
    [16, -50],
    [58, -22],
    [74, 22],
    [58, 52],
    [0, 58],
  ])
  const pleats = both(stroke('M5 -50Q26 -42 34 -18', cream.dark, 5)) + stroke('M0 -50V-20', cream.dark, 5)
  return body(scene, bun, cream.light) + pleats + face({ y: 14, apart: 26, eye: 7, ink: INK, asleep: true })
}

/** Things from the oven, most of them in good spirits. */
export const bakes: readonly AvatarRow[] = [
  ['boule', grounds.butter, boule],
  ['toast', grounds.coral, toast],
  ['macaron', grounds.sage, macaron],
  ['donut', grounds.sea, donut],
  ['croissant', grounds.rosewood, croissant],
  ['cupcake', grounds.blush, cupcake],
  ['mooncake', grounds.plum, mooncake],
  ['egg-tart', grounds.teal, eggTart],
  ['pretzel', grounds.apricot, () => pretzel()],
  ['pineapple-bun', grounds.olive, pineappleBun],
  ['cinnamon-roll', grounds.brick, cinnamonRoll],
  ['bao', cocoa.light, bao],
]
