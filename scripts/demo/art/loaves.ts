import { round, type Scene, shadow, speckle, volume } from './canvas'
import { paints } from './palette'
import { board, crumbs, flourDust, napkin, sprig } from './props'
import { blob, ellipse, fill, ring, smooth, stroke } from './shapes'

/** The ear: a torn crescent that shows the pale inside and lifts a dark lip. */
function ear(scene: Scene): string {
  const open = smooth([
    [-62, 38],
    [-34, 6],
    [4, -22],
    [48, -46],
    [66, -50],
    [58, -30],
    [22, 0],
    [-18, 30],
    [-50, 48],
  ])
  const lip = smooth([
    [-64, 36],
    [-36, 0],
    [2, -30],
    [46, -54],
    [67, -52],
    [44, -42],
    [4, -16],
    [-32, 12],
  ])
  const torn: string[] = []
  for (let line = 0; line < 16; line++) {
    const x = -52 + line * 7.4
    const y = 36 - line * 5.6
    torn.push(
      stroke(
        `M${round(x)} ${round(y)}l${round(scene.between(6, 16))} ${round(scene.between(8, 15))}`,
        '#b97a36',
        1.4,
        0.55,
      ),
    )
  }
  return (
    volume(scene, open, paints.pale, { reach: 50, layers: 6, from: 0.25, to: 0.95 }) +
    scene.within(open, () => torn.join('')) +
    shadow(scene, lip, 3, 3, 0.5) +
    volume(scene, lip, paints.caramel, { reach: 60, layers: 7, from: 0.05, to: 0.85 }) +
    stroke(
      smooth(
        [
          [-60, 33],
          [-34, -1],
          [3, -29],
          [46, -53],
        ],
        false,
      ),
      '#f5c689',
      1.6,
      0.7,
    )
  )
}

/** Wheat cut into the crust: short leaves along a stalk. */
function wheat(): string {
  const marks = [
    stroke(
      smooth(
        [
          [-34, -52],
          [-52, -20],
          [-58, 10],
        ],
        false,
      ),
      '#f4dcae',
      1.8,
      0.9,
    ),
  ]
  for (let leaf = 0; leaf < 5; leaf++) {
    const x = -37 - leaf * 4.6
    const y = -46 + leaf * 12
    for (const side of [-1, 1]) {
      const tip = `${round(x + side * 13 + 3)} ${round(y - 9)}`
      marks.push(
        fill(
          `M${x} ${y}Q${round(x + side * 4)} ${y - 10} ${tip}Q${round(x + side * 11)} ${y + 1} ${x} ${y}Z`,
          '#f4dcae',
          0.92,
        ),
      )
    }
  }
  return marks.join('')
}

/** A round sourdough loaf of radius about 95. */
export function boule(scene: Scene): string {
  const body = blob(scene, 0, 0, 94, 90, 0.012)
  const rings = [88, 76, 64, 52, 40].map((radius, index) => {
    const dash = `stroke-dasharray="${round(scene.between(30, 70))} ${round(scene.between(4, 14))}"`
    const opacity = 0.5 - index * 0.04
    return `<path d="${ellipse(2, 2, radius, radius * 0.95)}" fill="none" stroke="#fdf1da" stroke-width="4.6" ${dash} stroke-opacity="${opacity}"/>`
  })
  const blisters = { radiusX: 88, radiusY: 84, size: [0.4, 1.5] } as const
  const paint = () =>
    rings.join('') +
    speckle(scene, { ...blisters, count: 170, colour: '#4f210b', opacity: 0.35 }) +
    speckle(scene, { ...blisters, count: 240, colour: '#fff4dd', opacity: 0.6 }) +
    fill(ring(0, 0, 104, 90, 0.97), '#3d1808', 0.25) +
    wheat() +
    ear(scene)
  return (
    shadow(scene, body, 12, 12, 0.55) +
    volume(scene, body, paints.crust, { reach: 92, layers: 18, from: 0.02, to: 0.86, core: 0.2 }) +
    scene.within(body, paint)
  )
}

/** Sourdough: a boule on its board, or on a napkin with flour. */
export function sourdough(scene: Scene, variant: number): string {
  const { width: w, height: h } = scene
  const unit = Math.min(w, h) / 200
  const under =
    variant % 2 === 0
      ? scene.place(w * 0.5, h * 0.54, unit * 0.92, -12, () => board(scene, 176))
      : scene.place(w * 0.52, h * 0.56, unit * 1.04, 16, () => napkin(scene))
  return (
    scene.place(w * 0.2, h * 0.84, unit * 0.8, 0, () => flourDust(scene)) +
    under +
    scene.place(w * 0.48, h * 0.5, unit * 0.8, variant * 24, () => boule(scene)) +
    scene.place(w * 0.86, h * 0.9, unit * 0.62, 18, () => sprig(scene, 11)) +
    scene.place(w * 0.75, h * 0.16, unit * 0.5, 0, () => flourDust(scene)) +
    scene.place(w * 0.3, h * 0.9, unit * 0.36, 0, () => crumbs(scene, '#b96a2a'))
  )
}
