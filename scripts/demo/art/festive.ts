import { arrange, laid } from './arrange'
import { type Scene, shadow, speckle, volume } from './canvas'
import { mix, paints, type Tones } from './palette'
import { pressed } from './pressed'
import { blob, ellipse, fill, fluted, onEllipse, ring, smooth, stroke } from './shapes'

/** A petal from the middle outwards, pointing along `angle`. */
function petal(angle: number, from: number, to: number, wide: number): string {
  const half = (from + to) / 2
  return smooth([
    onEllipse(0, 0, from, from, angle),
    onEllipse(0, 0, half, half, angle - wide),
    onEllipse(0, 0, to, to, angle),
    onEllipse(0, 0, half, half, angle + wide),
  ])
}

/** A mooncake of radius about 82: a fluted rim and a flower in a ring of beads. */
function mooncake(scene: Scene, dough: Tones, petals: number): string {
  const body = fluted(0, 0, 82, 82, 18, 0.028)
  const face = fluted(0, 0, 70, 70, 18, 0.012)
  const outer = Array.from({ length: petals }, (_, index) =>
    pressed(petal((index * 360) / petals, 20, 54, 17), dough, 2.6),
  )
  const inner = Array.from({ length: petals }, (_, index) =>
    pressed(petal(((index + 0.5) * 360) / petals, 22, 42, 8), dough, 1.8),
  )
  const beads = Array.from({ length: 36 }, (_, index) => {
    const [x, y] = onEllipse(0, 0, 61.5, 61.5, index * 10)
    return fill(ellipse(x + 0.8, y + 1, 2.2), dough.deep, 0.6) + fill(ellipse(x, y, 1.9), dough.light, 0.9)
  })
  return (
    shadow(scene, body, 9, 8, 0.5) +
    volume(scene, body, dough, { reach: 82, layers: 10, from: 0, to: 0.7, core: 0.55 }) +
    volume(scene, face, dough, { reach: 70, layers: 12, from: 0.25, to: 0.92, core: 0.3 }) +
    pressed(ring(0, 0, 66, 57), dough, 1.8) +
    beads.join('') +
    outer.join('') +
    inner.join('') +
    pressed(ellipse(0, 0, 15), dough, 2.4) +
    pressed(petal(0, 0, 12, 30) + petal(120, 0, 12, 30) + petal(240, 0, 12, 30), dough, 1.6) +
    fill(blob(scene, -32, -36, 15, 8, 0.1), '#fff3cf', 0.28)
  )
}

/** Mooncakes: five on a plate, or four of two kinds on a board. */
export function mooncakes(scene: Scene, variant: number): string {
  const five = [
    [0.5, 0.33, 0.38, 0],
    [0.26, 0.5, 0.38, 20],
    [0.74, 0.5, 0.38, 40],
    [0.37, 0.71, 0.38, 10],
    [0.64, 0.71, 0.38, 33],
  ] as const
  const four = [
    [0.3, 0.34, 0.47, 5],
    [0.71, 0.32, 0.47, 25],
    [0.31, 0.7, 0.47, 48],
    [0.72, 0.69, 0.47, 12],
  ] as const
  if (variant % 2 === 0)
    return laid(
      scene,
      'plate',
      arrange(scene, five, () => mooncake(scene, paints.crust, 8)),
    )
  const dough = (index: number) => (index % 3 === 0 ? paints.golden : paints.matcha)
  return laid(
    scene,
    'board',
    arrange(scene, four, (index) => mooncake(scene, dough(index), index % 2 ? 6 : 8)),
  )
}

/** A green dumpling of radius about 72, shining with oil, on its square of leaf. */
function qingtuan(scene: Scene): string {
  const body = blob(scene, 0, 0, 68, 66, 0.02)
  const leaf = smooth([
    [-78, -58],
    [0, -74],
    [76, -60],
    [86, 4],
    [74, 66],
    [0, 78],
    [-76, 64],
    [-86, 0],
  ])
  const veins = [-44, -22, 0, 22, 44].map((y) =>
    stroke(
      smooth(
        [
          [-84, y + 4],
          [0, y - 6],
          [84, y + 4],
        ],
        false,
      ),
      mix(scene.palette.leaf, '#ffffff', 0.35),
      1.1,
      0.5,
    ),
  )
  return (
    shadow(scene, leaf, 4, 4, 0.4) +
    volume(scene, leaf, paints.matcha, { reach: 80, layers: 6, from: 0.05, to: 0.5, core: 0.6 }) +
    scene.within(leaf, () => veins.join('')) +
    shadow(scene, body, 8, 9, 0.5) +
    volume(scene, body, paints.jade, { reach: 68, layers: 15, from: 0.02, to: 0.95 }) +
    scene.within(body, () =>
      speckle(scene, {
        radiusX: 62,
        radiusY: 60,
        count: 70,
        size: [0.5, 1.5],
        colour: '#1f3d22',
        opacity: 0.3,
      }),
    ) +
    fill(
      smooth([
        [-44, -16],
        [-34, -38],
        [-12, -48],
        [-16, -40],
        [-32, -28],
      ]),
      '#fbfff0',
      0.75,
    ) +
    fill(ellipse(-46, -2, 3.4), '#fbfff0', 0.6)
  )
}

/** A cut dumpling: the red bean inside. */
function cutQingtuan(scene: Scene): string {
  const face = blob(scene, 0, 0, 66, 60, 0.02)
  const paste = blob(scene, 2, 2, 46, 40, 0.05)
  return (
    shadow(scene, face, 7, 7, 0.45) +
    volume(scene, face, paints.jade, { reach: 66, layers: 8, from: 0.3, to: 0.85, core: 0.6 }) +
    volume(scene, paste, paints.plum, { reach: 46, layers: 8, from: 0.05, to: 0.75, core: 0.5 }) +
    speckle(scene, {
      x: 2,
      y: 2,
      radiusX: 40,
      radiusY: 34,
      count: 70,
      size: [0.8, 2.6],
      colour: '#2a1019',
      opacity: 0.5,
    }) +
    speckle(scene, {
      x: 0,
      y: -2,
      radiusX: 40,
      radiusY: 32,
      count: 30,
      size: [0.5, 1.3],
      colour: '#e0b0c0',
      opacity: 0.5,
    })
  )
}

/** Green dumplings: three and a cut one on a plate, or six in rows on a cloth. */
export function qingtuans(scene: Scene, variant: number): string {
  const three = [
    [0.36, 0.36, 0.42, -8],
    [0.67, 0.43, 0.42, 14],
    [0.35, 0.64, 0.42, 6],
  ] as const
  const six = Array.from({ length: 6 }, (_, index) => {
    return [index % 2 ? 0.7 : 0.31, 0.27 + Math.floor(index / 2) * 0.24, 0.4, scene.between(-16, 16)] as const
  })
  if (variant % 2)
    return laid(
      scene,
      'cloth',
      arrange(scene, six, () => qingtuan(scene)),
    )
  const cut = arrange(scene, [[0.66, 0.7, 0.42, 20]], () => cutQingtuan(scene))
  return laid(scene, 'plate', arrange(scene, three, () => qingtuan(scene)) + cut)
}
