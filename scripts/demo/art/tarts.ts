import { radians, round, type Scene, shadow, speckle, volume } from './canvas'
import { paints } from './palette'
import { board, napkin, plate, sprig } from './props'
import { blob, ellipse, fill, fluted, smooth, stroke } from './shapes'

/** An egg tart of radius about 90: layered case, trembling custard, scorched spots. */
export function eggTart(scene: Scene): string {
  const shell = fluted(0, 0, 88, 88, 26, 0.022)
  const custard = blob(scene, 0, 0, 66, 66, 0.012)
  const layers = [84, 80, 76, 72].map((radius, index) => {
    return stroke(blob(scene, 0, 0, radius, radius, 0.012), index % 2 ? '#fce1a4' : '#9a541b', 1.5, 0.6)
  })
  const folds: string[] = []
  for (let fold = 0; fold < 26; fold++) {
    const angle = radians((fold / 26) * 360)
    const [x, y] = [Math.cos(angle), Math.sin(angle)]
    folds.push(
      stroke(`M${round(x * 70)} ${round(y * 70)}L${round(x * 87)} ${round(y * 87)}`, '#8a4a18', 1.6, 0.4),
    )
  }
  const scorch: string[] = []
  for (let spot = 0; spot < 8; spot++) {
    const angle = radians(spot * 47 + scene.between(-16, 16))
    const far = scene.between(12, 50)
    const size = scene.between(5, 15)
    const [x, y] = [Math.cos(angle) * far, Math.sin(angle) * far]
    scorch.push(
      fill(blob(scene, x, y, size * 1.3, size, 0.2), '#a34e10', 0.35),
      fill(blob(scene, x, y, size * 0.8, size * 0.6, 0.2), '#4c1d08', 0.6),
    )
  }
  return (
    shadow(scene, shell, 10, 10, 0.5) +
    volume(scene, shell, paints.golden, { reach: 88, layers: 10, from: 0, to: 0.9, core: 0.6 }) +
    folds.join('') +
    layers.join('') +
    fill(ellipse(0, 0, 69), '#8a4412', 0.75) +
    volume(scene, custard, paints.custard, { reach: 66, layers: 12, from: 0.15, to: 0.85, core: 0.2 }) +
    scene.within(
      custard,
      () =>
        scorch.join('') +
        speckle(scene, {
          radiusX: 60,
          radiusY: 60,
          count: 40,
          size: [0.5, 1.4],
          colour: '#9a4a10',
          opacity: 0.5,
        }),
    ) +
    stroke(
      smooth(
        [
          [-46, -20],
          [-34, -38],
          [-14, -48],
        ],
        false,
      ),
      '#fffbe0',
      5,
      0.85,
    ) +
    fill(ellipse(-46, -6, 3), '#fffbe0', 0.8)
  )
}

/** Egg tarts: seven on a plate, or five on a board. */
export function eggTarts(scene: Scene, variant: number): string {
  const { width: w, height: h } = scene
  const unit = Math.min(w, h) / 200
  const round = variant % 2 === 0
  const places = round
    ? [
        [0.5, 0.31],
        [0.27, 0.46],
        [0.73, 0.46],
        [0.5, 0.56],
        [0.3, 0.7],
        [0.71, 0.7],
      ]
    : [
        [0.28, 0.3],
        [0.7, 0.27],
        [0.49, 0.53],
        [0.25, 0.74],
        [0.72, 0.77],
      ]
  const scale = round ? 0.285 : 0.31
  const under = round
    ? scene.place(w * 0.5, h * 0.52, unit * 1.02, 0, () => plate(scene))
    : scene.place(w * 0.5, h * 0.53, unit * 0.97, -4, () => board(scene, 190, false))
  return (
    scene.place(w * 0.8, h * 0.9, unit * 0.7, 24, () => napkin(scene)) +
    under +
    places
      .map(([x = 0, y = 0]) => scene.place(w * x, h * y, unit * scale, 0, () => eggTart(scene)))
      .join('') +
    scene.place(w * 0.08, h * 0.98, unit * 0.55, 22, () => sprig(scene))
  )
}
