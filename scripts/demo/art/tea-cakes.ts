import { arrange, laid } from './arrange'
import { round, type Scene, shadow, speckle, volume } from './canvas'
import { paints } from './palette'
import { cup } from './props'
import { blob, ellipse, fill, onEllipse, smooth, stroke } from './shapes'

/** A scone of radius 66: a split, floury side and a glazed top. */
function scone(scene: Scene): string {
  const body = blob(scene, 0, 6, 66, 62, 0.045)
  const top = blob(scene, 0, -6, 58, 50, 0.035)
  const split = smooth(
    [
      [-62, 14],
      [-30, 30],
      [4, 26],
      [36, 34],
      [62, 16],
    ],
    false,
  )
  return (
    shadow(scene, body, 8, 7, 0.5) +
    volume(scene, body, paints.pale, { reach: 66, layers: 9, from: 0, to: 0.8, core: 0.5 }) +
    stroke(split, '#8a5a24', 5, 0.5) +
    stroke(split, '#fff3d6', 1.6, 0.8) +
    volume(scene, top, paints.golden, { y: -6, reach: 58, layers: 12, from: 0.12, to: 0.95 }) +
    scene.within(top, () => {
      const raisins = Array.from({ length: 6 }, () => {
        const [x, y] = [scene.between(-40, 40), scene.between(-40, 26)]
        return volume(scene, blob(scene, x, y, 5, 4, 0.2), paints.plum, { x, y, reach: 5, layers: 4 })
      })
      return (
        raisins.join('') +
        speckle(scene, {
          y: -6,
          radiusX: 54,
          radiusY: 46,
          count: 90,
          size: [0.5, 1.5],
          colour: '#fffaf0',
          opacity: 0.6,
        })
      )
    })
  )
}

/** A small bowl of radius 60 with jam or cream in it. */
function dip(scene: Scene, isJam: boolean): string {
  const bowl = ellipse(0, 0, 60)
  const inside = blob(scene, 0, 0, 47, 47, 0.03)
  const tones = isJam ? paints.berry : paints.cream
  return (
    shadow(scene, bowl, 8, 8, 0.45) +
    volume(scene, bowl, paints.china, { reach: 60, layers: 8, core: 0.8 }) +
    fill(ellipse(0, 0, 50), scene.palette.shadow, 0.3) +
    volume(scene, inside, tones, { reach: 47, layers: 10, from: isJam ? 0.1 : 0.35, to: isJam ? 0.8 : 1 }) +
    fill(
      smooth([
        [-28, -12],
        [-18, -26],
        [-4, -30],
        [-14, -20],
      ]),
      '#ffffff',
      isJam ? 0.6 : 0.9,
    )
  )
}

/** Scones: with jam and cream on a plate, or with tea on a cloth. */
export function scones(scene: Scene, variant: number): string {
  const three = [
    [0.36, 0.4, 0.46, 0],
    [0.65, 0.44, 0.46, 40],
    [0.36, 0.66, 0.46, -30],
  ] as const
  const five = [
    [0.3, 0.42, 0.46, 0],
    [0.62, 0.36, 0.44, 30],
    [0.33, 0.7, 0.48, -20],
    [0.68, 0.63, 0.46, 60],
  ] as const
  if (variant % 2 === 0) {
    const jam = arrange(scene, [[0.64, 0.68, 0.3, 0]], () => dip(scene, true))
    return laid(scene, 'plate', arrange(scene, three, () => scone(scene)) + jam)
  }
  const tea = arrange(scene, [[0.78, 0.16, 0.34, 20]], () => cup(scene, '#a8571e'))
  const cream = arrange(scene, [[0.2, 0.2, 0.3, 0]], () => dip(scene, false))
  return laid(scene, 'cloth', tea + cream + arrange(scene, five, () => scone(scene)))
}

/** A madeleine of about 90 by 140: the shell's ribs, browner towards its edge. */
function madeleine(scene: Scene): string {
  const shell = smooth([
    [0, 68],
    [-17, 52],
    [-34, 16],
    [-44, -22],
    [-34, -54],
    [0, -66],
    [34, -54],
    [44, -22],
    [34, 16],
    [17, 52],
  ])
  const ribs = Array.from({ length: 7 }, (_, index) => {
    const turn = -90 + (index - 3) * 17
    const [x, y] = onEllipse(0, 40, 52, 106, turn)
    const path = `M0 60Q${round(x * 0.55)} ${round(y * 0.3 + 16)} ${round(x)} ${round(y)}`
    return (
      stroke(path, '#8a4a18', 3.6, 0.5) +
      `<g transform="translate(2.2 .6)">${stroke(path, '#fff0c2', 2.2, 0.6)}</g>`
    )
  })
  return (
    shadow(scene, shell, 6, 6, 0.5) +
    volume(scene, shell, paints.golden, { y: -6, reach: 60, layers: 13, from: 0, to: 0.95, core: 0.25 }) +
    scene.within(
      shell,
      () =>
        ribs.join('') +
        speckle(scene, {
          radiusX: 40,
          radiusY: 60,
          count: 60,
          size: [0.5, 1.3],
          colour: '#fffaf0',
          opacity: 0.7,
        }),
    )
  )
}

/** Madeleines: a fan on a plate, or rows of them on a cloth. */
export function madeleines(scene: Scene, variant: number): string {
  const squeeze = Math.min(scene.width, scene.height) / scene.height
  const fan = Array.from({ length: 8 }, (_, index) => {
    const angle = (index * 45 * Math.PI) / 180
    return [
      0.5 + Math.sin(angle) * 0.235,
      0.52 - Math.cos(angle) * 0.235 * squeeze,
      0.42,
      index * 45,
    ] as const
  })
  const rows = Array.from({ length: 9 }, (_, index) => {
    return [
      0.25 + (index % 3) * 0.25,
      0.28 + Math.floor(index / 3) * 0.23,
      0.4,
      scene.between(-12, 12) + (index % 2) * 180,
    ] as const
  })
  return variant % 2
    ? laid(
        scene,
        'cloth',
        arrange(scene, rows, () => madeleine(scene)),
      )
    : laid(
        scene,
        'plate',
        arrange(scene, fan, () => madeleine(scene)),
      )
}
