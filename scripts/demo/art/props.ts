import { radians, round, type Scene, shadow, speckle, volume } from './canvas'
import { mix, paints } from './palette'
import { blob, box, ellipse, fill, onEllipse, type Point, ring, smooth, stroke } from './shapes'

/** A plate seen from above (`flat` 1) or from the table (`flat` about 0.4), of radius 100. */
export function plate(scene: Scene, flat = 1): string {
  const { plate: glaze, rim, shadow: dark } = scene.palette
  const light = scene.light()
  const whole = ellipse(0, 0, 100, 100 * flat)
  return (
    shadow(scene, whole, 9, 12) +
    fill(whole, mix(glaze, dark, 0.14)) +
    fill(ellipse(light.x * 1.5, light.y * 1.5, 98, 98 * flat), glaze) +
    fill(ring(0, 0, 96, 91, flat), rim, 0.75) +
    fill(ellipse(0, 0, 71, 71 * flat), mix(glaze, dark, 0.16), 0.9) +
    fill(ellipse(-light.x * 2.6, -light.y * 2.6, 69, 69 * flat), mix(glaze, '#ffffff', 0.25)) +
    stroke(ellipse(0, 0, 83, 83 * flat), '#ffffff', 2.2, 0.5)
  )
}

/** A wooden board of 200 by `tall`, round at the corners, with a hole in its handle. */
export function board(scene: Scene, tall = 130, handle = true): string {
  const { board: wood, shadow: dark } = scene.palette
  const outline = box(-100, -tall / 2, 200, tall, 16)
  const grip = box(84, -15, 62, 30, 14)
  const whole = handle ? outline + grip : outline
  const deep = mix(wood, dark, 0.42)
  const grain: string[] = []
  for (let line = 0; line < 16; line++) {
    const y = -tall / 2 + ((line + scene.between(0, 1)) * tall) / 16
    const sway = scene.between(-4, 4)
    const path = smooth(
      [
        [-104, y],
        [-30, y + sway],
        [40, y - sway],
        [150, y],
      ],
      false,
    )
    grain.push(stroke(path, line % 3 ? deep : '#ffe6b8', scene.between(0.4, 1.3), 0.3))
  }
  return (
    shadow(scene, whole, 8, 10) +
    `<g transform="translate(1.5 4)">${fill(outline, deep)}${handle ? fill(grip, deep) : ''}</g>` +
    fill(outline, mix(wood, '#ffe2ae', 0.2)) +
    (handle ? fill(grip, mix(wood, '#ffe2ae', 0.2)) : '') +
    scene.within(whole, () => grain.join('')) +
    (handle ? fill(ellipse(132, 0, 6), mix(wood, dark, 0.75)) : '')
  )
}

/** A leafy twig from (0, 0) upwards, 100 long. */
export function sprig(scene: Scene, leaves = 9): string {
  const { leaf, shadow: dark } = scene.palette
  const stem: Point[] = [
    [0, 0],
    [5, -35],
    [-2, -70],
    [6, -100],
  ]
  const marks = [stroke(smooth(stem, false), mix(leaf, dark, 0.35), 2)]
  for (let index = 0; index < leaves; index++) {
    const along = 0.16 + (index / leaves) * 0.84
    const side = index % 2 ? 1 : -1
    const long = scene.between(22, 30) * (1.15 - along * 0.5)
    const turn = side * scene.between(38, 62)
    const half = `M0 0C${round(long * 0.42)} ${round(-long * 0.25)} ${round(long * 0.34)} ${round(-long * 0.8)} 0 ${round(-long)}`
    const other = `C${round(-long * 0.34)} ${round(-long * 0.8)} ${round(-long * 0.42)} ${round(-long * 0.25)} 0 0Z`
    const tint = mix(leaf, index % 3 ? '#f4f0c8' : dark, 0.18)
    const paint = () =>
      shadow(scene, half + other, 2.5, 2, 0.25) +
      fill(half + other, tint) +
      fill(`${half}L0 0Z`, mix(tint, dark, 0.22)) +
      stroke(`M0 0V${round(-long * 0.86)}`, mix(tint, '#ffffff', 0.4), 0.7, 0.8)
    marks.push(scene.place(Math.sin(along * 6) * 3, -100 * along, 1, turn, paint))
  }
  return marks.join('')
}

/** Spilt flour: a soft heap and its dust, about 100 across. */
export function flourDust(scene: Scene): string {
  const soft = [1, 0.8, 0.6, 0.4].map((share) => {
    return fill(blob(scene, 0, 0, 46 * share, 30 * share, 0.16), '#fffaf0', 0.3)
  })
  const dust = {
    radiusX: 82,
    radiusY: 58,
    count: 130,
    size: [0.4, 1.8],
    colour: '#fffaf0',
    opacity: 0.8,
  } as const
  return soft.join('') + speckle(scene, dust)
}

/** Crumbs that fell, about 100 across. */
export function crumbs(scene: Scene, colour: string, count = 26): string {
  const marks = { radiusX: 50, radiusY: 36, count, size: [0.7, 2.6] } as const
  const under = speckle(scene, { ...marks, colour: mix(colour, scene.palette.shadow, 0.5), opacity: 0.5 })
  return under + speckle(scene, { ...marks, colour, opacity: 0.95 })
}

/** A folded napkin of 200 by 140, its stripe along the hem. */
export function napkin(scene: Scene): string {
  const { cloth, accent, shadow: dark } = scene.palette
  const outline = smooth([
    [-98, -62],
    [-30, -68],
    [40, -62],
    [98, -66],
    [102, 0],
    [96, 64],
    [20, 70],
    [-50, 64],
    [-102, 68],
    [-97, 0],
  ])
  const weave: string[] = []
  for (let y = -70; y < 74; y += 3.4)
    weave.push(stroke(`M-104 ${round(y)}H104`, mix(cloth, dark, 0.4), 0.4, 0.25))
  const folds = [
    [-60, 22],
    [-8, 34],
    [46, 26],
  ] as const
  const paint = () =>
    folds.map(([x, width]) => fill(box(x, -80, width, 160), mix(cloth, dark, 0.25), 0.16)).join('') +
    weave.join('') +
    stroke('M-110 -50H110', accent, 3.2, 0.75) +
    stroke('M-110 -44H110', accent, 1.2, 0.75) +
    stroke('M-110 52H110', accent, 3.2, 0.75)
  return (
    shadow(scene, outline, 5, 7, 0.3) +
    fill(outline, mix(cloth, '#ffffff', 0.25)) +
    scene.within(outline, paint)
  )
}

/** A cup on its saucer from above, of radius 100; `drink` is the colour of what is in it. */
export function cup(scene: Scene, drink = '#6b3a1e'): string {
  const heart = 'M0 26C-30 6 -34 -14 -18 -20C-8 -24 -1 -15 0 -10C1 -15 8 -24 18 -20C34 -14 30 6 0 26Z'
  const bowl = ellipse(0, 0, 62)
  const handle = stroke(
    'M52 -10C92 -34 104 6 58 16',
    mix(scene.palette.plate, scene.palette.shadow, 0.16),
    11,
  )
  return (
    plate(scene) +
    shadow(scene, bowl, 10, 8) +
    handle +
    volume(scene, bowl, paints.china, { reach: 62, layers: 6, core: 0.85 }) +
    fill(ellipse(0, 0, 54), mix(drink, '#1d0c06', 0.45)) +
    fill(ellipse(-1.5, -1.5, 52), drink) +
    fill(ellipse(-3, -3, 44), mix(drink, '#e9b878', 0.4)) +
    fill(heart, '#f6e3c3', 0.95)
  )
}

/** Steam from (0, 0) upwards, about 100 high. */
export function steam(scene: Scene): string {
  const marks: string[] = []
  for (const start of [-26, 0, 27]) {
    const sway = scene.between(9, 15)
    const points: Point[] = [
      [start, 0],
      [start + sway, -26],
      [start - sway, -58],
      [start + sway * 0.7, -100],
    ]
    for (const width of [13, 9, 6, 3]) marks.push(stroke(smooth(points, false), '#fff9ec', width, 0.13))
  }
  return marks.join('')
}

/** A berry of radius 10 with its bloom and its star. */
export function blueberry(scene: Scene): string {
  const body = ellipse(0, 0, 10)
  const star = Array.from({ length: 6 }, (_, tip) =>
    stroke(`M0 0L${onEllipse(0, 0, 4, 4, tip * 60).join(' ')}`, '#2a2742', 1.2),
  )
  return (
    shadow(scene, body, 2, 2) + volume(scene, body, paints.indigo, { reach: 10, layers: 7 }) + star.join('')
  )
}

/** A strawberry of about 44 by 54, its tip down. */
export function strawberry(scene: Scene): string {
  const body = smooth([
    [0, 27],
    [-13, 16],
    [-22, -4],
    [-18, -19],
    [-6, -22],
    [6, -22],
    [18, -19],
    [22, -4],
    [13, 16],
  ])
  const seeds: string[] = []
  for (let row = 0; row < 5; row++) {
    for (let column = -2; column <= 2; column++) {
      const x = (column + (row % 2) * 0.5) * 8 * (1 - row * 0.13)
      seeds.push(fill(ellipse(x, -13 + row * 8, 0.9, 1.6), '#fbe08f', 0.95))
    }
  }
  const leaves = Array.from({ length: 5 }, (_, index) => {
    const turn = radians(-90 + (index - 2) * 42)
    const tip: Point = [Math.cos(turn) * 17, -20 + Math.sin(turn) * 10]
    return fill(
      smooth([[-3, -21], [tip[0] * 0.6 - 3, tip[1]], tip, [tip[0] * 0.6 + 3, tip[1] + 5], [3, -20]]),
      '#6c8a3e',
    )
  })
  return (
    shadow(scene, body, 4, 4) +
    volume(scene, body, paints.berry, { reach: 25, layers: 9, to: 0.9 }) +
    scene.within(body, () => seeds.join('')) +
    leaves.join('')
  )
}
