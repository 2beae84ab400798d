import { round, type Scene, speckle } from './canvas'
import { mix } from './palette'
import { box, fill, polygon, smooth, stroke } from './shapes'

/** What a picture is laid on, seen from above, or the room it stands in, seen from the table's edge. */
export type Setting = 'cloth' | 'gingham' | 'wood' | 'stone' | 'paint' | 'room'

/** Where the table begins in a room, as a share of the height. */
export const TABLE_LINE = 0.5

function gradient(scene: Scene, from: string, to: string): string {
  const id = scene.define(
    (name) =>
      `<linearGradient id="${name}" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="${from}"/>` +
      `<stop offset="1" stop-color="${to}"/></linearGradient>`,
  )
  return `url(#${id})`
}

function ground(scene: Scene, colour: string): string {
  const lit = gradient(scene, mix(colour, '#fff6e2', 0.32), mix(colour, scene.palette.shadow, 0.2))
  return fill(box(0, 0, scene.width, scene.height), lit)
}

/** Long dry brush strokes, as a brush leaves them in thick paint. */
function brush(scene: Scene, colour: string, count: number, top: number, bottom: number): string {
  const marks: string[] = []
  for (let index = 0; index < count; index++) {
    const x = scene.between(-200, scene.width)
    const y = scene.between(top, bottom)
    const length = scene.between(160, 620)
    const path = smooth(
      [
        [x, y],
        [x + length / 2, y + scene.between(-8, 8)],
        [x + length, y + scene.between(-10, 10)],
      ],
      false,
    )
    marks.push(stroke(path, colour, scene.between(2, 13), round(scene.between(0.3, 1)) * 0.12))
  }
  return marks.join('')
}

function paint(scene: Scene): string {
  const { table } = scene.palette
  const light = brush(scene, mix(table, '#ffffff', 0.6), 70, 0, scene.height)
  const dark = brush(scene, mix(table, scene.palette.shadow, 0.5), 40, 0, scene.height)
  return ground(scene, table) + light + dark
}

function cloth(scene: Scene): string {
  const { cloth: base, thread } = scene.palette
  const marks = [ground(scene, base)]
  for (let y = 6; y < scene.height; y += 9) marks.push(stroke(`M0 ${y}H${scene.width}`, thread, 1.6, 0.13))
  for (let x = 6; x < scene.width; x += 9) marks.push(stroke(`M${x} 0V${scene.height}`, thread, 1.6, 0.1))
  const start = scene.width * 0.07
  for (const [offset, width] of [
    [0, 26],
    [44, 9],
    [66, 9],
  ] as const) {
    marks.push(stroke(`M${start + offset} 0V${scene.height}`, thread, width, 0.62))
    marks.push(stroke(`M${scene.width - start - offset} 0V${scene.height}`, thread, width, 0.62))
  }
  return marks.join('')
}

function gingham(scene: Scene): string {
  const { cloth: base, thread } = scene.palette
  const marks = [ground(scene, base)]
  const step = 104
  for (let y = -30; y < scene.height; y += step)
    marks.push(fill(box(0, y, scene.width, step / 2), thread, 0.36))
  for (let x = -20; x < scene.width; x += step)
    marks.push(fill(box(x, 0, step / 2, scene.height), thread, 0.36))
  for (let y = 4; y < scene.height; y += 8) marks.push(stroke(`M0 ${y}H${scene.width}`, '#ffffff', 1.2, 0.12))
  return marks.join('')
}

function planks(scene: Scene, top: number, bottom: number, colour: string, rows: number): string {
  const dark = mix(colour, scene.palette.shadow, 0.55)
  const light = mix(colour, '#ffe9c4', 0.45)
  const marks: string[] = []
  const tall = (bottom - top) / rows
  for (let row = 0; row < rows; row++) {
    const y = top + row * tall
    const tint = mix(colour, row % 2 ? dark : light, scene.between(0.04, 0.2))
    marks.push(fill(box(0, y, scene.width, tall + 1), tint, 0.6))
    for (let line = 0; line < 11; line++) {
      const at = y + ((line + scene.between(0.1, 0.9)) * tall) / 11
      const sway = scene.between(-tall / 14, tall / 14)
      const x = scene.between(-300, scene.width * 0.6)
      const length = scene.between(300, scene.width)
      const grain = smooth(
        [
          [x, at],
          [x + length * 0.4, at + sway],
          [x + length, at - sway / 2],
        ],
        false,
      )
      marks.push(stroke(grain, line % 3 ? dark : light, scene.between(1.2, 3.6), 0.2))
    }
    marks.push(stroke(`M0 ${round(y)}H${scene.width}`, dark, 3.4, 0.55))
    marks.push(stroke(`M0 ${round(y + 3.5)}H${scene.width}`, light, 2, 0.4))
  }
  return marks.join('')
}

function wood(scene: Scene): string {
  const { board } = scene.palette
  return ground(scene, board) + planks(scene, 0, scene.height, board, Math.round(scene.height / 250))
}

function stone(scene: Scene): string {
  const base = mix(scene.palette.cloth, '#f4f1ea', 0.55)
  const vein = mix(scene.palette.thread, '#8f8a86', 0.6)
  const marks = [ground(scene, base)]
  for (let index = 0; index < 9; index++) {
    let x = scene.between(-100, scene.width * 0.8)
    let y = scene.between(-100, scene.height)
    const points: [number, number][] = [[x, y]]
    for (let step = 0; step < 6; step++) {
      x += scene.between(60, 220)
      y += scene.between(-30, 150)
      points.push([x, y])
    }
    const path = smooth(points, false)
    marks.push(stroke(path, vein, scene.between(14, 34), 0.07), stroke(path, vein, scene.between(2, 5), 0.3))
  }
  const { width, height } = scene
  const flecks = { x: width / 2, y: height / 2, radiusX: width * 0.75, radiusY: height * 0.75, colour: vein }
  marks.push(speckle(scene, { ...flecks, count: 260, size: [0.8, 3], opacity: 0.35 }))
  return marks.join('')
}

/** Four panes of sun, leaning as late light does. */
function panes(x: number, y: number, size: number, opacity: number): string {
  const marks: string[] = []
  for (const column of [0, 1]) {
    for (const row of [0, 1]) {
      const left = x + column * size * 1.08 + row * size * 0.36
      const top = y + row * size * 1.16 + column * size * 0.12
      const corners = [
        [left, top],
        [left + size, top + size * 0.12],
      ] as const
      const feet = [
        [left + size * 1.33, top + size * 1.2],
        [left + size * 0.33, top + size * 1.08],
      ] as const
      marks.push(fill(polygon([...corners, ...feet]), '#fff3d0', opacity))
    }
  }
  return marks.join('')
}

function room(scene: Scene): string {
  const { wall, table, board, shadow } = scene.palette
  const line = scene.height * TABLE_LINE
  const top = mix(table, board, 0.35)
  const front = gradient(scene, mix(top, '#fff0d4', 0.35), mix(top, shadow, 0.25))
  return (
    ground(scene, wall) +
    brush(scene, mix(wall, '#ffffff', 0.7), 50, 0, line) +
    panes(scene.width * 0.3, -scene.height * 0.05, scene.width * 0.3, 0.42) +
    fill(box(0, line, scene.width, scene.height - line), front) +
    planks(scene, line, scene.height, top, 3) +
    fill(box(0, line - 3, scene.width, 6), mix(top, '#fff4dc', 0.6), 0.8)
  )
}

const SETTINGS = { cloth, gingham, wood, stone, paint, room } as const

/** The ground of a picture with the sun on it. */
export function ambience(scene: Scene, setting: Setting): string {
  const sun = panes(-scene.width * 0.12, -scene.height * 0.06, scene.width * 0.46, 0.2)
  return SETTINGS[setting](scene) + (setting === 'room' ? '' : sun)
}

/** Warm light over the finished picture and a darker corner away from the window. */
export function atmosphere(scene: Scene): string {
  const warm = scene.define(
    (id) =>
      `<radialGradient id="${id}" cx="0.18" cy="0.08" r="1.05"><stop offset="0" stop-color="#fff1c9" stop-opacity="0.36"/>` +
      `<stop offset="0.5" stop-color="#ffe2b0" stop-opacity="0.07"/>` +
      `<stop offset="1" stop-color="${scene.palette.shadow}" stop-opacity="0.3"/></radialGradient>`,
  )
  return fill(box(0, 0, scene.width, scene.height), `url(#${warm})`)
}
