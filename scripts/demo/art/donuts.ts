import { radians, round, type Scene, shadow, speckle } from './canvas'
import { mix, paints, type Tones } from './palette'
import { board, cup, napkin, plate, sprig } from './props'
import { ellipse, fill, ring, smooth, stroke } from './shapes'
import { pouredRing, tube, tubeShadow } from './tubes'

const MIDDLE = 59
const GIRTH = 70
const SPRINKLES = ['#fff6e4', '#f2c14e', '#c83233', '#85994a', '#7590ae', '#f2a65a'] as const

/** What lies on a donut. */
export type Topping = 'sprinkles' | 'drizzle' | 'nuts' | 'sugar' | 'plain'

/** A point of the ring; `across` -1 is at the hole, 1 at the outer edge. */
function onRing(scene: Scene, reach: number): { x: number; y: number } {
  const angle = radians(scene.between(0, 360))
  const far = MIDDLE + scene.between(-reach, reach)
  return { x: Math.cos(angle) * far, y: Math.sin(angle) * far }
}

function sprinkles(scene: Scene): string {
  return Array.from({ length: 64 }, (_, index) => {
    const { x, y } = onRing(scene, 23)
    const lean = radians(scene.between(0, 180))
    const [dx, dy] = [Math.cos(lean) * 4.2, Math.sin(lean) * 4.2]
    const line = (down: number) =>
      `M${round(x - dx + down)} ${round(y - dy + down)}L${round(x + dx + down)} ${round(y + dy + down)}`
    const colour = SPRINKLES[index % SPRINKLES.length] ?? '#fff6e4'
    return (
      stroke(line(1.3), scene.palette.shadow, 3, 0.35) +
      stroke(line(0), colour, 3) +
      stroke(line(-0.6), mix(colour, '#ffffff', 0.6), 0.8, 0.8)
    )
  }).join('')
}

function drizzle(scene: Scene, colour: string): string {
  const marks: string[] = []
  for (let index = 0; index < 13; index++) {
    const x = -96 + index * 16
    const sway = scene.between(-4, 4)
    const line = smooth(
      [
        [x - 30, -100],
        [x + sway, 0],
        [x + 30, 100],
      ],
      false,
    )
    marks.push(`<g transform="translate(1 1.6)">${stroke(line, scene.palette.shadow, 4, 0.25)}</g>`)
    marks.push(stroke(line, colour, 4), stroke(line, mix(colour, '#ffffff', 0.5), 1, 0.7))
  }
  return marks.join('')
}

function nuts(scene: Scene): string {
  return Array.from({ length: 54 }, (_, index) => {
    const { x, y } = onRing(scene, 24)
    const size = scene.between(2.4, 5)
    const piece = smooth([
      [x - size, y + size * 0.4],
      [x - size * 0.2, y - size * scene.between(0.6, 1)],
      [x + size, y - size * 0.2],
      [x + size * 0.3, y + size * 0.8],
    ])
    const colour = index % 3 ? '#e9c78d' : '#c08a4a'
    return (
      shadow(scene, piece, 1.2, 1, 0.4) +
      fill(piece, colour) +
      fill(ellipse(x - 1, y - 1, 1.1), '#fff3d8', 0.8)
    )
  }).join('')
}

function topping(scene: Scene, kind: Topping, icing: Tones): string {
  if (kind === 'sprinkles') return sprinkles(scene)
  if (kind === 'drizzle') return drizzle(scene, icing === paints.cocoa ? '#f3e4c9' : '#5b3020')
  if (kind === 'nuts') return nuts(scene)
  return ''
}

/** Wet light on the icing: broken arcs on the side of the window, and where the hole turns to it. */
function gloss(scene: Scene): string {
  const light = scene.light()
  const toward = (Math.atan2(light.y, light.x) * 180) / Math.PI
  const arc = (radius: number, from: number, to: number) => {
    const end = (angle: number) =>
      `${round(Math.cos(radians(angle)) * radius)} ${round(Math.sin(radians(angle)) * radius)}`
    return `M${end(toward + from)}A${radius} ${radius} 0 0 1 ${end(toward + to)}`
  }
  return (
    stroke(arc(77, -34, 8), '#fffaf0', 4.6, 0.75) +
    stroke(arc(77, 16, 22), '#fffaf0', 4.2, 0.7) +
    stroke(arc(43, 158, 196), '#fffaf0', 2.8, 0.5)
  )
}

/** Sugar that sticks to the whole ring. */
function sugar(scene: Scene): string {
  const grains = Array.from({ length: 9 }, (_, index) => {
    const angle = radians(index * 40)
    const [x, y] = [Math.cos(angle) * MIDDLE, Math.sin(angle) * MIDDLE]
    const area = { x, y, radiusX: 32, radiusY: 32, size: [0.5, 1.3] } as const
    return (
      speckle(scene, { ...area, count: 50, colour: '#fffaf0', opacity: 0.9 }) +
      speckle(scene, { ...area, count: 18, colour: '#8a4318', opacity: 0.4 })
    )
  })
  return grains.join('')
}

/** A donut of radius 94: fried dough with its pale belt, icing poured over it, and what was strewn on that. */
export function donut(scene: Scene, icing: Tones, kind: Topping): string {
  const line = ellipse(0, 0, MIDDLE)
  const dough =
    tubeShadow(scene, line, GIRTH, 10, 9, 0.55) +
    tube(scene, line, GIRTH, paints.crust, { from: 0.08, to: 0.95, layers: 14 })
  if (kind === 'sugar') {
    return (
      dough +
      scene.within(`${ellipse(0, 0, 94)}`, () => sugar(scene)) +
      fill(ring(0, 0, 30, 24), '#5e2a10', 0.3)
    )
  }
  const cover = pouredRing(scene, 84, 33, 3.4)
  const edge = stroke(ellipse(0, 0, 91), '#f8d69b', 2.4, 0.4)
  return (
    dough +
    edge +
    shadow(scene, cover, 3, 3, 0.3) +
    scene.within(
      cover,
      () =>
        tube(scene, line, GIRTH - 8, icing, { from: 0.16, to: 0.94, layers: 14, core: 0.16 }) +
        topping(scene, kind, icing),
    ) +
    stroke(cover, mix(icing.deep, '#2a0f06', 0.3), 1.2, 0.45) +
    gloss(scene)
  )
}

function tray(scene: Scene): string {
  const { width: w, height: h } = scene
  const unit = Math.min(w, h) / 200
  const rows: readonly (readonly [Tones, Topping])[] = [
    [paints.rose, 'sprinkles'],
    [paints.cocoa, 'drizzle'],
    [paints.golden, 'sugar'],
    [paints.matcha, 'drizzle'],
    [paints.cream, 'sprinkles'],
    [paints.caramel, 'nuts'],
  ]
  const put = rows.map(([icing, kind], index) => {
    const x = w * (index % 2 ? 0.735 : 0.285) + scene.between(-8, 8)
    const y = h * (0.2 + Math.floor(index / 2) * 0.305) + scene.between(-8, 8)
    return scene.place(x, y, unit * 0.42, scene.between(0, 360), () => donut(scene, icing, kind))
  })
  return scene.place(w * 0.51, h * 0.505, unit * 1.31, 90, () => board(scene, 146, false)) + put.join('')
}

/** Donuts: six flavours on a long board, or one on a plate with coffee while the others wait. */
export function donuts(scene: Scene, variant: number): string {
  if (variant % 2 === 0) return tray(scene)
  const { width: w, height: h } = scene
  const unit = Math.min(w, h) / 200
  return (
    scene.place(w * 0.3, h * 0.72, unit * 0.96, -12, () => napkin(scene)) +
    scene.place(w * 0.47, h * 0.6, unit * 0.88, 0, () => plate(scene)) +
    scene.place(w * 0.47, h * 0.595, unit * 0.62, 30, () => donut(scene, paints.rose, 'sprinkles')) +
    scene.place(w * 0.12, h * 0.12, unit * 0.5, 0, () => donut(scene, paints.cocoa, 'nuts')) +
    scene.place(w * 0.83, h * 0.17, unit * 0.42, -20, () => cup(scene)) +
    scene.place(w * 0.98, h * 0.93, unit * 0.5, 80, () => donut(scene, paints.golden, 'sugar')) +
    scene.place(w * 0.1, h * 0.99, unit * 0.5, 24, () => sprig(scene))
  )
}
