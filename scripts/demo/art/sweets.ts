import { arrange, laid } from './arrange'
import { radians, round, type Scene, shadow, speckle, volume } from './canvas'
import { paints, type Tones } from './palette'
import { blob, box, ellipse, fill, smooth, stroke } from './shapes'

/** A macaron lying on its side, 110 wide: two shells, ruffled feet, a line of filling. */
function macaron(scene: Scene, shell: Tones, filling: Tones): string {
  const outline = smooth([
    [-54, 0],
    [-50, -24],
    [-26, -38],
    [26, -38],
    [50, -24],
    [54, 0],
    [50, 24],
    [26, 38],
    [-26, 38],
    [-50, 24],
  ])
  const cap = (side: 1 | -1) =>
    smooth([
      [-52, 13 * side],
      [-48, 28 * side],
      [-24, 38 * side],
      [24, 38 * side],
      [48, 28 * side],
      [52, 13 * side],
      [0, 16 * side],
    ])
  const feet = ([1, -1] as const).map((side) =>
    Array.from({ length: 15 }, (_, index) => {
      const x = -49 + index * 7
      return volume(scene, ellipse(x, side * 12, 5.4, 4.2), shell, {
        x,
        y: side * 12,
        reach: 5,
        layers: 3,
        from: 0.25,
        to: 0.95,
      })
    }).join(''),
  )
  return (
    shadow(scene, outline, 7, 7, 0.5) +
    fill(box(-50, -12, 100, 24, 9), shell.dark) +
    volume(scene, box(-47, -8, 94, 16, 7), filling, { reach: 46, layers: 5, from: 0.3, to: 0.9, core: 0.6 }) +
    feet.join('') +
    volume(scene, cap(-1), shell, { y: -26, reach: 40, layers: 11, from: 0.22, to: 0.96 }) +
    volume(scene, cap(1), shell, { y: 26, reach: 40, layers: 11, from: 0.02, to: 0.75 })
  )
}

const SHELLS = [paints.rose, paints.matcha, paints.lemon, paints.plum, paints.cocoa, paints.cream] as const

/** Macarons: a ring of colours on a plate, or three columns of them on a cloth. */
export function macarons(scene: Scene, variant: number): string {
  const squeeze = Math.min(scene.width, scene.height) / scene.height
  const circle = Array.from({ length: 9 }, (_, index) => {
    const angle = radians(index * 40 - 90)
    return [0.5 + Math.cos(angle) * 0.27, 0.52 + Math.sin(angle) * 0.27 * squeeze, 0.38, index * 40] as const
  })
  const columns = Array.from({ length: 12 }, (_, index) => {
    return [
      0.25 + (index % 3) * 0.255,
      0.26 + Math.floor(index / 3) * 0.17,
      0.43,
      scene.between(-7, 7),
    ] as const
  })
  const draw = (index: number) =>
    macaron(scene, SHELLS[index % SHELLS.length] ?? paints.rose, index % 2 ? paints.cream : paints.rose)
  return variant % 2
    ? laid(scene, 'cloth', arrange(scene, columns, draw))
    : laid(scene, 'plate', arrange(scene, circle, draw))
}

/** A cookie of radius 74: crisp edge, soft middle, chunks of chocolate. */
function cookie(scene: Scene, dough: Tones): string {
  const body = blob(scene, 0, 0, 74, 72, 0.045)
  const chunks = Array.from({ length: 11 }, (_, index) => {
    const angle = radians(index * 131)
    const far = 12 + index * 4.4
    const [x, y] = [Math.cos(angle) * far, Math.sin(angle) * far]
    const piece = blob(scene, x, y, scene.between(7, 12), scene.between(6, 10), 0.24)
    return (
      shadow(scene, piece, 1.6, 1.6, 0.45) +
      volume(scene, piece, paints.cocoa, { x, y, reach: 11, layers: 5, from: 0.1, to: 0.8 })
    )
  })
  const cracks = Array.from({ length: 8 }, (_, index) => {
    const angle = radians(index * 45 + scene.between(-14, 14))
    const [x, y] = [Math.cos(angle) * 40, Math.sin(angle) * 40]
    const path = smooth(
      [
        [x * 0.6, y * 0.6],
        [x + scene.between(-7, 7), y + scene.between(-7, 7)],
        [x * 1.5, y * 1.5],
      ],
      false,
    )
    return (
      stroke(path, dough.deep, 2.2, 0.45) +
      `<g transform="translate(.9 1.1)">${stroke(path, dough.glow, 1, 0.6)}</g>`
    )
  })
  return (
    shadow(scene, body, 7, 6, 0.5) +
    volume(scene, body, dough, { reach: 74, layers: 12, from: 0.05, to: 0.88, core: 0.45 }) +
    scene.within(
      body,
      () =>
        cracks.join('') +
        speckle(scene, {
          radiusX: 70,
          radiusY: 70,
          count: 90,
          size: [0.5, 1.6],
          colour: dough.deep,
          opacity: 0.35,
        }),
    ) +
    chunks.join('') +
    speckle(scene, {
      radiusX: 56,
      radiusY: 56,
      count: 26,
      size: [0.6, 1.5],
      colour: '#fffdf6',
      opacity: 0.95,
    })
  )
}

/** Cookies on a wire rack, or a loose heap on a board with one in cocoa. */
export function cookies(scene: Scene, variant: number): string {
  const grid = Array.from({ length: 9 }, (_, index) => {
    return [0.22 + (index % 3) * 0.28, 0.27 + Math.floor(index / 3) * 0.245, 0.33, index * 40] as const
  })
  const heap = [
    [0.33, 0.36, 0.48, 0],
    [0.68, 0.38, 0.48, 60],
    [0.36, 0.68, 0.5, 120],
    [0.7, 0.7, 0.46, 190],
    [0.52, 0.53, 0.48, 250],
  ] as const
  if (variant % 2)
    return laid(
      scene,
      'board',
      arrange(scene, heap, (index) => cookie(scene, index === 2 ? paints.caramel : paints.golden)),
    )
  const wire = (path: string) =>
    stroke(path, scene.palette.shadow, 9, 0.18) +
    stroke(path, paints.steel.dark, 5) +
    `<g transform="translate(-1 -1)">${stroke(path, paints.steel.glow, 1.6, 0.9)}</g>`
  const rack: string[] = []
  for (let x = 0.06; x < 0.98; x += 0.088)
    rack.push(wire(`M${round(scene.width * x)} ${round(scene.height * 0.1)}V${round(scene.height * 0.95)}`))
  for (const y of [0.12, 0.52, 0.93])
    rack.push(wire(`M${round(scene.width * 0.04)} ${round(scene.height * y)}H${round(scene.width * 0.97)}`))
  return laid(scene, 'bare', rack.join('') + arrange(scene, grid, () => cookie(scene, paints.golden)))
}
