import type { Scene } from './canvas'
import { board, crumbs, flourDust, napkin, plate, sprig } from './props'
import { type Point, smooth } from './shapes'

/** A thing's place as shares of the picture, its size against the shorter side, and how it is turned in degrees. */
export type Place = readonly [x: number, y: number, size: number, turn: number]

/** Puts one thing after another into their places. */
export function arrange(scene: Scene, places: readonly Place[], draw: (index: number) => string): string {
  const unit = Math.min(scene.width, scene.height) / 200
  return places
    .map(([x, y, size, turn], index) =>
      scene.place(scene.width * x, scene.height * y, unit * size, turn, () => draw(index)),
    )
    .join('')
}

/** What bakes are laid on. */
export type Base = 'plate' | 'board' | 'cloth' | 'bare'

const BASES: Readonly<Record<Base, (scene: Scene) => string>> = {
  plate: (scene) => arrange(scene, [[0.5, 0.52, 0.98, 0]], () => plate(scene)),
  board: (scene) => arrange(scene, [[0.48, 0.52, 0.92, -5]], () => board(scene, 178, false)),
  cloth: (scene) => arrange(scene, [[0.52, 0.56, 0.95, 7]], () => napkin(scene)),
  bare: () => '',
}

/** A table ready to be laid: a napkin in the corner, the base, a twig and some crumbs. */
export function laid(scene: Scene, base: Base, bakes: string): string {
  const corner = base === 'cloth' ? '' : arrange(scene, [[0.84, 0.92, 0.66, 21]], () => napkin(scene))
  const dust = arrange(scene, [[0.14, 0.13, 0.5, 10]], () => flourDust(scene))
  const twig = arrange(scene, [[0.1, 0.97, 0.52, 24]], () => sprig(scene))
  const fallen = arrange(scene, [[0.72, 0.84, 0.3, 0]], () => crumbs(scene, '#b96a2a'))
  return corner + dust + BASES[base](scene) + bakes + fallen + twig
}

/** A long loaf lying along x: `half` its length, `girth` half its width, its ends drawn out to points by `point`. */
export function loafOutline(half: number, girth: number, point: number): string {
  const upper: Point[] = [
    [-half, 0],
    [-half * 0.82, -girth * (1 - point * 0.55)],
    [-half * 0.42, -girth],
    [half * 0.1, -girth * 1.03],
    [half * 0.55, -girth * 0.97],
    [half * 0.86, -girth * (1 - point * 0.6)],
    [half, 0],
  ]
  const lower = upper
    .slice(1, -1)
    .reverse()
    .map(([x, y]): Point => [x, -y])
  return smooth([...upper, ...lower])
}
