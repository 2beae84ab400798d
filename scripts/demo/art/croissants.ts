import { radians, type Scene, shadow, speckle, volume } from './canvas'
import { mix, paints } from './palette'
import { board, crumbs, cup, napkin, plate, sprig } from './props'
import { type Point, smooth, stroke } from './shapes'

/** The middle line of the crescent: an arc opening downwards. */
function spine(share: number): { x: number; y: number; lean: number } {
  const angle = -202 + share * 224
  return { x: Math.cos(radians(angle)) * 72, y: Math.sin(radians(angle)) * 62 + 28, lean: angle + 90 }
}

function segment(scene: Scene, share: number, wide: number, side: number): string {
  const { x, y, lean } = spine(share)
  const thick = 13 + wide * 5
  const tall = 15 + wide * 27
  const outline = smooth([
    [-thick, -tall * 0.8],
    [0, -tall],
    [thick, -tall * 0.82],
    [thick * 1.1, 0],
    [thick * 0.8, tall * 0.72],
    [0, tall * 0.9],
    [-thick * 0.8, tall * 0.7],
    [-thick * 1.1, 0],
  ])
  const paint = () => {
    const layers: string[] = []
    for (let line = -3; line <= 3; line++) {
      const at = (line / 3.4) * thick
      const path = smooth(
        [
          [at * 0.85, -tall],
          [at * 1.12 + side * 3, 0],
          [at * 0.8, tall],
        ],
        false,
      )
      layers.push(
        stroke(path, line % 2 ? '#fbd894' : '#6f3110', scene.between(0.8, 2), line % 2 ? 0.5 : 0.42),
      )
    }
    const edge = stroke(outline, '#5a260c', 2, 0.5)
    const gloss = smooth(
      [
        [-thick * 0.5, -tall * 0.62],
        [0, -tall * 0.72],
        [thick * 0.4, -tall * 0.6],
      ],
      false,
    )
    return (
      shadow(scene, outline, 2.5, 3.5, 0.32) +
      volume(scene, outline, paints.crust, {
        y: -tall * 0.1,
        reach: tall * 0.8,
        layers: 12,
        from: 0.12,
        to: 0.98,
      }) +
      scene.within(outline, () => layers.join('') + edge) +
      stroke(gloss, '#fff0cc', 2.6, 0.5)
    )
  }
  return scene.place(x, y, 1, lean, paint)
}

/** One croissant, about 200 by 150. */
export function croissant(scene: Scene): string {
  const outer: Point[] = []
  const inner: Point[] = []
  for (let step = 0; step <= 10; step++) {
    const { x, y } = spine(step / 10)
    const girth = 12 + Math.sin((step / 10) * Math.PI) * 26
    const far = Math.hypot(x, y - 28)
    outer.push([x + (x / far) * girth, y + ((y - 28) / far) * girth])
    inner.unshift([x - (x / far) * girth * 0.8, y - ((y - 28) / far) * girth * 0.8])
  }
  const parts: string[] = []
  for (const order of [0, 1, 2, 3, 4]) {
    const wide = order / 4
    const shares = order === 4 ? [0.5] : [0.03 + order * 0.118, 0.97 - order * 0.118]
    for (const share of shares) parts.push(segment(scene, share, wide, share < 0.5 ? -1 : 1))
  }
  const flakes = {
    y: -20,
    radiusX: 84,
    radiusY: 46,
    count: 40,
    size: [0.4, 1.2],
    colour: '#fff0c8',
    opacity: 0.5,
  } as const
  return shadow(scene, smooth([...outer, ...inner]), 9, 9, 0.5) + parts.join('') + speckle(scene, flakes)
}

/** Croissants: one on a plate with coffee, or three on a board. */
export function croissants(scene: Scene, variant: number): string {
  const { width: w, height: h } = scene
  const unit = Math.min(w, h) / 200
  if (variant % 2 === 0) {
    return (
      scene.place(w * 0.3, h * 0.78, unit * 0.9, -14, () => napkin(scene)) +
      scene.place(w * 0.5, h * 0.58, unit * 0.86, 0, () => plate(scene)) +
      scene.place(w * 0.5, h * 0.56, unit * 0.84, -16, () => croissant(scene)) +
      scene.place(w * 0.86, h * 0.17, unit * 0.36, 20, () => cup(scene)) +
      scene.place(w * 0.14, h * 0.36, unit * 0.42, 24, () => sprig(scene)) +
      scene.place(w * 0.62, h * 0.8, unit * 0.4, 0, () => crumbs(scene, mix('#dc9a4c', '#ffffff', 0.1)))
    )
  }
  const places = [
    [0.36, 0.27, -24],
    [0.66, 0.5, 12],
    [0.36, 0.75, -8],
  ] as const
  return (
    scene.place(w * 0.5, h * 0.52, unit * 0.98, 84, () => board(scene, 158, false)) +
    places
      .map(([x, y, turn]) => scene.place(w * x, h * y, unit * 0.56, turn, () => croissant(scene)))
      .join('') +
    scene.place(w * 0.9, h * 0.98, unit * 0.6, -30, () => sprig(scene)) +
    scene.place(w * 0.64, h * 0.74, unit * 0.5, 0, () => crumbs(scene, '#e8b56a'))
  )
}
