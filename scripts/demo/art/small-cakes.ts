import { arrange, laid } from './arrange'
import { radians, round, type Scene, shadow, speckle, volume } from './canvas'
import { mix, paints, type Tones } from './palette'
import { blueberry, strawberry } from './props'
import { blob, box, ellipse, fill, fluted, onEllipse, type Point, smooth, stroke } from './shapes'

/** A jagged crack from the middle outwards. */
function crack(scene: Scene, angle: number, from: number, to: number): string {
  const points: Point[] = []
  for (let step = 0; step <= 4; step++) {
    const far = from + ((to - from) * step) / 4
    points.push(onEllipse(0, 0, far, far, angle + scene.between(-9, 9)))
  }
  return smooth(points, false)
}

/** A muffin from above, of radius about 80: paper cup, cracked dome, berries sunk in it. */
function muffin(scene: Scene, batter: Tones, hasBerries: boolean): string {
  const paper = fluted(0, 0, 84, 84, 22, 0.03)
  const dome = blob(scene, 0, 0, 74, 73, 0.035)
  const pleats = Array.from({ length: 44 }, (_, index) => {
    const [inner, outer] = [onEllipse(0, 0, 68, 68, index * 8.2), onEllipse(0, 0, 85, 85, index * 8.2)]
    return stroke(`M${inner.map(round).join(' ')}L${outer.map(round).join(' ')}`, '#a8763f', 1.5, 0.4)
  })
  const cracks = [20, 96, 170, 242, 310].map((angle) => {
    const path = crack(scene, angle, 8, 58)
    return stroke(path, mix(batter.deep, '#2a0f06', 0.3), 3.4, 0.5) + stroke(path, batter.glow, 1.3, 0.6)
  })
  const berries: string[] = []
  for (let index = 0; index < 7; index++) {
    const [x, y] = onEllipse(
      0,
      0,
      scene.between(14, 52),
      scene.between(14, 52),
      index * 52 + scene.between(-12, 12),
    )
    berries.push(scene.place(x, y, scene.between(0.9, 1.25), 0, () => blueberry(scene)))
  }
  return (
    shadow(scene, paper, 8, 8, 0.5) +
    volume(scene, paper, paints.cream, { reach: 84, layers: 6, core: 0.8 }) +
    pleats.join('') +
    shadow(scene, dome, 3, 4, 0.4) +
    volume(scene, dome, batter, { reach: 74, layers: 13, from: 0.08, to: 0.95 }) +
    scene.within(
      dome,
      () =>
        cracks.join('') +
        speckle(scene, {
          radiusX: 70,
          radiusY: 70,
          count: 110,
          size: [0.5, 1.5],
          colour: '#fffaf0',
          opacity: 0.55,
        }),
    ) +
    (hasBerries ? berries.join('') : fill(ellipse(-26, -30, 12, 7), '#fffaf0', 0.3))
  )
}

/** Muffins: six blueberry ones on a board, or four on a cloth, two of them cocoa. */
export function muffins(scene: Scene, variant: number): string {
  const six = [
    [0.28, 0.3, 0.36, 0],
    [0.7, 0.28, 0.36, 30],
    [0.29, 0.54, 0.36, 60],
    [0.71, 0.52, 0.36, 100],
    [0.3, 0.78, 0.36, 140],
    [0.72, 0.76, 0.36, 200],
  ] as const
  const four = [
    [0.3, 0.32, 0.47, 15],
    [0.72, 0.34, 0.47, 70],
    [0.32, 0.68, 0.47, 130],
    [0.73, 0.7, 0.47, 190],
  ] as const
  if (variant % 2 === 0)
    return laid(
      scene,
      'board',
      arrange(scene, six, () => muffin(scene, paints.golden, true)),
    )
  const batter = (index: number) => (index === 1 || index === 2 ? paints.cocoa : paints.golden)
  return laid(
    scene,
    'cloth',
    arrange(scene, four, (index) => muffin(scene, batter(index), index === 0 || index === 3)),
  )
}

/** A brownie of about 90 square: papery crackled top, walnuts. */
function brownie(scene: Scene): string {
  const top = box(-44, -44, 88, 88, 7)
  const cracks = Array.from({ length: 9 }, (_, index) => {
    const start: Point = [scene.between(-44, 44), scene.between(-44, 44)]
    const path = smooth(
      [
        start,
        [start[0] + scene.between(-18, 18), start[1] + scene.between(8, 18)],
        [start[0] + scene.between(-26, 26), start[1] + scene.between(20, 34)],
      ],
      false,
    )
    return stroke(path, index % 2 ? '#1d0c06' : '#c08a68', index % 2 ? 2 : 1, 0.6)
  })
  const nuts = Array.from({ length: 4 }, () => {
    const [x, y] = [scene.between(-32, 32), scene.between(-32, 32)]
    const nut = blob(scene, x, y, 8, 6.4, 0.22)
    return (
      shadow(scene, nut, 1.5, 1.5, 0.5) + volume(scene, nut, paints.golden, { x, y, reach: 8, layers: 5 })
    )
  })
  return (
    shadow(scene, top, 7, 6, 0.55) +
    `<g transform="translate(2 5)">${fill(top, '#24100b')}</g>` +
    volume(scene, top, paints.cocoa, { reach: 52, layers: 10, from: 0.22, to: 0.86, core: 0.4 }) +
    scene.within(
      top,
      () =>
        cracks.join('') +
        speckle(scene, {
          radiusX: 44,
          radiusY: 44,
          count: 50,
          size: [0.4, 1.2],
          colour: '#d9a884',
          opacity: 0.5,
        }),
    ) +
    nuts.join('')
  )
}

/** Brownies: nine cut apart on a board, or a little tower on a plate with strawberries. */
export function brownies(scene: Scene, variant: number): string {
  const grid = Array.from({ length: 9 }, (_, index) => {
    return [
      0.25 + (index % 3) * 0.245,
      0.32 + Math.floor(index / 3) * 0.2,
      0.43,
      scene.between(-5, 5),
    ] as const
  })
  const few = [
    [0.4, 0.43, 0.56, -14],
    [0.62, 0.55, 0.56, 12],
    [0.42, 0.67, 0.56, 4],
    [0.51, 0.53, 0.52, 33],
  ] as const
  if (variant % 2 === 0)
    return laid(
      scene,
      'board',
      arrange(scene, grid, () => brownie(scene)),
    )
  const berries = arrange(
    scene,
    [
      [0.73, 0.38, 0.62, 30],
      [0.24, 0.55, 0.56, -40],
    ],
    () => strawberry(scene),
  )
  return laid(scene, 'plate', arrange(scene, few, () => brownie(scene)) + berries)
}

/** A canelé from above, of radius about 72: twelve burnt flutes around a sunken crown. */
function canele(scene: Scene): string {
  const body = fluted(0, 0, 72, 72, 12, 0.055)
  const shoulder = fluted(0, 0, 54, 54, 12, 0.05)
  const well = blob(scene, 0, 0, 32, 32, 0.03)
  const flutes = Array.from({ length: 12 }, (_, index) => {
    const [inner, outer] = [
      onEllipse(0, 0, 48, 48, index * 30 + 15),
      onEllipse(0, 0, 70, 70, index * 30 + 15),
    ]
    return stroke(`M${inner.map(round).join(' ')}L${outer.map(round).join(' ')}`, '#1f0a04', 4.4, 0.5)
  })
  return (
    shadow(scene, body, 9, 8, 0.55) +
    volume(scene, body, paints.caramel, { reach: 72, layers: 12, from: 0, to: 0.72, core: 0.3 }) +
    flutes.join('') +
    volume(scene, shoulder, paints.caramel, { reach: 54, layers: 10, from: 0.12, to: 0.86, core: 0.4 }) +
    shadow(scene, well, -3, 4, 0.35) +
    volume(scene, well, paints.cocoa, { reach: -32, layers: 8, from: 0.15, to: 0.6, core: 0.3 }) +
    stroke(ellipse(0, 0, 33), '#e8a765', 1.6, 0.5)
  )
}

/** Canelés: seven on a plate, or six in rows on a board. */
export function caneles(scene: Scene, variant: number): string {
  const round7 = [
    [0.5, 0.52, 0.36, 8],
    ...Array.from({ length: 6 }, (_, index) => {
      const angle = radians(index * 60 + 30)
      const squeeze = Math.min(scene.width, scene.height) / scene.height
      return [
        0.5 + Math.cos(angle) * 0.275,
        0.52 + Math.sin(angle) * 0.275 * squeeze,
        0.36,
        index * 21,
      ] as const
    }),
  ] as const
  const rows = Array.from({ length: 6 }, (_, index) => {
    return [index % 2 ? 0.69 : 0.3, 0.31 + Math.floor(index / 2) * 0.225, 0.37, index * 17] as const
  })
  return variant % 2
    ? laid(
        scene,
        'board',
        arrange(scene, rows, () => canele(scene)),
      )
    : laid(
        scene,
        'plate',
        arrange(scene, round7, () => canele(scene)),
      )
}

/** A chiffon cake from above, of radius 88: a soft ring around the tin's chimney, sugared or with berries. */
function chiffon(scene: Scene, isDressed: boolean): string {
  const body = blob(scene, 0, 0, 88, 88, 0.012)
  const hole = ellipse(0, 0, 20)
  const cracks = [14, 70, 128, 190, 256, 318].map((angle) => {
    const path = crack(scene, angle, 30, 78)
    return stroke(path, '#8a4d1c', 4, 0.4) + stroke(path, '#fff0c4', 2, 0.75)
  })
  const cream = fluted(0, 0, 60, 60, 9, 0.1)
  const dressing = () => {
    const fruit = Array.from({ length: 9 }, (_, index) => {
      const [x, y] = onEllipse(0, 0, 44, 44, index * 40)
      return index % 3 === 0
        ? scene.place(x, y, 0.62, index * 50, () => strawberry(scene))
        : scene.place(x, y, 0.95, 0, () => blueberry(scene))
    })
    return (
      shadow(scene, cream, 3, 4, 0.3) +
      volume(scene, cream, paints.cream, { reach: 60, layers: 9, from: 0.3, to: 1, core: 0.3 }) +
      fruit.join('')
    )
  }
  const sugar = speckle(scene, {
    radiusX: 84,
    radiusY: 84,
    count: 520,
    size: [0.5, 1.9],
    colour: '#fffdf6',
    opacity: 0.75,
  })
  return (
    shadow(scene, body, 9, 10, 0.5) +
    volume(scene, body, paints.golden, { reach: 88, layers: 14, from: 0.02, to: 0.9, core: 0.3 }) +
    scene.within(body, () => cracks.join('') + sugar) +
    (isDressed ? dressing() : '') +
    volume(scene, hole, paints.caramel, { reach: -20, layers: 6, from: 0, to: 0.6 }) +
    stroke(hole, '#7a3f16', 2, 0.7)
  )
}

/** Chiffon cakes: a plain one on a plate, or one with cream and berries on a board. */
export function chiffons(scene: Scene, variant: number): string {
  const cake = arrange(scene, [[0.5, 0.52, 0.86, 0]], () => chiffon(scene, variant % 2 === 1))
  return laid(scene, variant % 2 ? 'board' : 'plate', cake)
}
