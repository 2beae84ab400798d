import { radians, round, type Scene, shadow, speckle, volume } from './canvas'
import { paints } from './palette'
import { cup, napkin, plate, sprig } from './props'
import { blob, fill, type Point, smooth, stroke } from './shapes'

function spiral(from: number, to: number, turns: number): Point[] {
  const points: Point[] = []
  const steps = Math.round(turns * 14)
  for (let step = 0; step <= steps; step++) {
    const share = step / steps
    const radius = from + (to - from) * share
    const angle = radians(share * turns * 360 + 30)
    points.push([Math.cos(angle) * radius, Math.sin(angle) * radius])
  }
  return points
}

/** A cinnamon roll of radius about 90 under melting icing. */
export function cinnamonRoll(scene: Scene): string {
  const body = blob(scene, 0, 0, 90, 87, 0.02)
  const path = smooth(spiral(84, 4, 3.4), false)
  const light = scene.light()
  const lit = (distance: number) =>
    `transform="translate(${round(light.x * distance)} ${round(light.y * distance)})"`
  const drips: string[] = []
  for (let drip = 0; drip < 9; drip++) {
    const angle = radians(drip * 40 + scene.between(-12, 12))
    const far = scene.between(56, 84)
    const [x, y] = [Math.cos(angle) * far, Math.sin(angle) * far]
    drips.push(
      stroke(
        `M${round(x * 0.4)} ${round(y * 0.4)}L${round(x)} ${round(y)}`,
        '#ffffff',
        scene.between(11, 19),
      ),
    )
  }
  const pool = blob(scene, 0, 0, 52, 48, 0.12)
  const icing = (colour: string) =>
    `<g fill="${colour}">${drips.join('').replaceAll('#ffffff', colour)}<path d="${pool}"/></g>`
  return (
    shadow(scene, body, 10, 10, 0.5) +
    volume(scene, body, paints.golden, { reach: 88, layers: 14, from: 0.02, to: 0.92, core: 0.3 }) +
    stroke(path, '#6b2f12', 8.5) +
    `<g ${lit(-2.4)}>${stroke(path, '#3c180a', 3, 0.6)}</g><g ${lit(4.6)}>${stroke(path, '#fbdc9c', 2.6, 0.75)}</g>` +
    speckle(scene, {
      radiusX: 82,
      radiusY: 80,
      count: 110,
      size: [0.5, 1.5],
      colour: '#5a260e',
      opacity: 0.5,
    }) +
    `<g ${lit(-2.6)} opacity="0.45">${icing('#6b3412')}</g><g opacity="0.96">${icing('#fdf4e3')}</g>` +
    stroke(path, '#c98d55', 4.5, 0.3) +
    stroke(
      smooth(
        [
          [-34, -26],
          [-18, -38],
          [6, -42],
        ],
        false,
      ),
      '#ffffff',
      5,
      0.95,
    )
  )
}

/** Cinnamon rolls: one large on a plate, or a tray of six. */
export function cinnamonRolls(scene: Scene, variant: number): string {
  const { width: w, height: h } = scene
  const unit = Math.min(w, h) / 200
  if (variant % 2 === 0) {
    return (
      scene.place(w * 0.72, h * 0.8, unit * 0.86, 28, () => napkin(scene)) +
      scene.place(w * 0.48, h * 0.54, unit * 0.9, 0, () => plate(scene)) +
      scene.place(w * 0.48, h * 0.54, unit * 0.62, 0, () => cinnamonRoll(scene)) +
      scene.place(w * 0.86, h * 0.16, unit * 0.34, -30, () => cup(scene, '#8a5a35')) +
      scene.place(w * 0.12, h * 0.34, unit * 0.4, 10, () => sprig(scene))
    )
  }
  const rows = h > w ? 3 : 2
  const columns = h > w ? 2 : 3
  const step = Math.min((w * 0.86) / columns, (h * 0.88) / rows)
  const pan: Point[] = [
    [-1, -1],
    [0, -1.04],
    [1, -1],
    [1.03, 0],
    [1, 1],
    [0, 1.04],
    [-1, 1],
    [-1.03, 0],
  ]
  const [halfX, halfY] = [(step * columns) / 2 + 22, (step * rows) / 2 + 22]
  const outline = (grow: number) =>
    smooth(pan.map(([x, y]) => [x * (halfX + grow), y * (halfY + grow)] as const))
  const rolls: string[] = []
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const x = w / 2 + (column - (columns - 1) / 2) * step
      const y = h / 2 + (row - (rows - 1) / 2) * step
      rolls.push(scene.place(x, y, step / 184, (row * 3 + column) * 70, () => cinnamonRoll(scene)))
    }
  }
  const paper = () =>
    shadow(scene, outline(26), 26, 30) +
    fill(outline(26), '#8d7f73') +
    fill(outline(12), '#5d5048') +
    fill(outline(4), '#f3e3c8')
  return scene.place(w / 2, h / 2, 1, 0, paper) + rolls.join('')
}
