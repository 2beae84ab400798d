import { arrange, laid } from './arrange'
import { round, type Scene, shadow, speckle, volume } from './canvas'
import { paints, type Tones } from './palette'
import { pressed } from './pressed'
import { blob, ellipse, fill, fluted, onEllipse, type Point, smooth, stroke } from './shapes'

/** A pie of radius 92 from above: woven strips over dark fruit, a crimped rim. */
function latticePie(scene: Scene, filling: Tones): string {
  const rim = fluted(0, 0, 92, 92, 30, 0.02)
  const well = ellipse(0, 0, 76)
  const strips: string[] = []
  for (let line = -3; line <= 3; line++) {
    const at = line * 22
    const across = smooth(
      [
        [-80, at],
        [0, at + scene.between(-1.5, 1.5)],
        [80, at],
      ],
      false,
    )
    strips.push(
      stroke(across, '#5e2a10', 14.5, 0.35),
      stroke(across, paints.golden.dark, 13),
      stroke(across, paints.golden.light, 9),
      stroke(across, paints.golden.glow, 2.4, 0.7),
    )
  }
  for (let line = -3; line <= 3; line++) {
    const at = line * 22
    const parts: string[] = []
    for (let row = -4; row < 4; row++) {
      if ((row + line) % 2 === 0) parts.push(`M${at} ${round(row * 22 - 2)}V${round(row * 22 + 24)}`)
    }
    const over = parts.map(
      (path) =>
        stroke(path, '#5e2a10', 14.5, 0.35) +
        stroke(path, paints.golden.mid, 13) +
        stroke(path, paints.golden.light, 9) +
        stroke(path, paints.golden.glow, 2.4, 0.7),
    )
    strips.push(over.join(''))
  }
  const crimps = Array.from({ length: 30 }, (_, index) => {
    const [inner, outer] = [onEllipse(0, 0, 79, 79, index * 12), onEllipse(0, 0, 91, 91, index * 12 + 4)]
    return pressed(`M${inner.map(round).join(' ')}L${outer.map(round).join(' ')}`, paints.golden, 2.2)
  })
  const fruit = Array.from({ length: 46 }, () => {
    const [x, y] = [scene.between(-72, 72), scene.between(-72, 72)]
    return volume(scene, ellipse(x, y, 9, 8), filling, { x, y, reach: 9, layers: 4, from: 0.1, to: 0.9 })
  })
  return (
    shadow(scene, rim, 9, 9, 0.5) +
    volume(scene, rim, paints.golden, { reach: 92, layers: 8, from: 0, to: 0.85, core: 0.7 }) +
    fill(well, filling.deep) +
    scene.within(well, () => fruit.join('') + strips.join('')) +
    stroke(well, '#7a3f16', 2.4, 0.6) +
    crimps.join('') +
    speckle(scene, {
      radiusX: 88,
      radiusY: 88,
      count: 150,
      size: [0.5, 1.4],
      colour: '#fffaf0',
      opacity: 0.7,
    })
  )
}

/** Lattice pies: a cherry one on a board, or a blueberry one on a cloth with cups of fruit. */
export function pies(scene: Scene, variant: number): string {
  const filling = variant % 2 ? paints.plum : paints.berry
  const pie = arrange(scene, [[0.5, 0.52, 0.86, variant % 2 ? 30 : 12]], () => latticePie(scene, filling))
  return laid(scene, variant % 2 ? 'cloth' : 'board', pie)
}

/** A thin round of lemon of radius 20: rind, pith, eight cells. */
function lemonSlice(scene: Scene): string {
  const cells = Array.from({ length: 8 }, (_, index) => {
    const points: Point[] = [
      onEllipse(0, 0, 3, 3, index * 45),
      onEllipse(0, 0, 15.5, 15.5, index * 45 - 17),
      onEllipse(0, 0, 16.4, 16.4, index * 45),
      onEllipse(0, 0, 15.5, 15.5, index * 45 + 17),
    ]
    return (
      fill(smooth(points), paints.lemon.mid, 0.9) +
      fill(smooth(points.map(([x, y]): Point => [x * 0.8 - 0.4, y * 0.8 - 0.4])), paints.lemon.light, 0.7)
    )
  })
  return (
    shadow(scene, ellipse(0, 0, 20), 2, 2, 0.35) +
    fill(ellipse(0, 0, 20), paints.lemon.dark) +
    fill(ellipse(0, 0, 18), '#fffbe6') +
    cells.join('')
  )
}

/** A lemon tart of radius 90: a fluted case, a trembling curd, slices and small peaks of meringue. */
function lemonTart(scene: Scene, hasPeaks: boolean): string {
  const shell = fluted(0, 0, 90, 90, 32, 0.018)
  const curd = ellipse(0, 0, 76)
  const peaks = Array.from({ length: 16 }, (_, index) => {
    const [x, y] = onEllipse(0, 0, 60, 60, index * 22.5)
    const drop = blob(scene, x, y, 11, 11, 0.05)
    return (
      shadow(scene, drop, 2, 2, 0.3) +
      volume(scene, drop, paints.cream, { x, y, reach: 11, layers: 7, from: 0.3, to: 1 }) +
      fill(blob(scene, x + 2, y + 1, 4, 3, 0.2), '#b9722c', 0.5)
    )
  })
  const slices = hasPeaks
    ? [[0, 0, 1.05, 10]]
    : [
        [-30, -22, 1.1, 0],
        [26, -28, 1, 20],
        [30, 24, 1.1, 8],
        [-22, 30, 1.05, 33],
      ]
  return (
    shadow(scene, shell, 9, 9, 0.5) +
    volume(scene, shell, paints.golden, { reach: 90, layers: 8, from: 0, to: 0.9, core: 0.75 }) +
    stroke(ellipse(0, 0, 77.5), '#8a4412', 2.4, 0.5) +
    volume(scene, curd, paints.lemon, { reach: 76, layers: 12, from: 0.2, to: 0.85, core: 0.2 }) +
    slices
      .map(([x = 0, y = 0, size = 1, turn = 0]) => scene.place(x, y, size, turn, () => lemonSlice(scene)))
      .join('') +
    (hasPeaks ? peaks.join('') : '') +
    fill(
      smooth([
        [-58, -24],
        [-46, -44],
        [-24, -58],
        [-30, -48],
        [-46, -36],
      ]),
      '#fffef0',
      0.7,
    )
  )
}

/** Lemon tarts: one with meringue on a plate, or four small ones on a board. */
export function lemonTarts(scene: Scene, variant: number): string {
  const four = [
    [0.3, 0.33, 0.46, 0],
    [0.71, 0.35, 0.46, 40],
    [0.31, 0.69, 0.46, 80],
    [0.72, 0.71, 0.46, 20],
  ] as const
  return variant % 2
    ? laid(
        scene,
        'board',
        arrange(scene, four, (index) => lemonTart(scene, index % 3 === 0)),
      )
    : laid(
        scene,
        'plate',
        arrange(scene, [[0.5, 0.52, 0.78, 0]], () => lemonTart(scene, true)),
      )
}
