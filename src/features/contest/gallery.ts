/** How works hang: in two columns of about the same height, in stretches that can be taken down when they are far. PURE. */
import type { WorkCard } from '../../../contract/contest-shapes'
import { appendPieces, type Columns, coverRatio } from '../post/feed'

/** The words under a picture, in widths of a column (about 165 px): one line of title, one of author and heart. */
const CAPTION_HEIGHT = 0.46
/** Works of one column that are taken down and hung up again together. */
export const STRETCH = 8

/** Hangs further works; one that hangs already is passed over. */
export function hang(columns: Columns, works: readonly WorkCard[]): Columns {
  const pieces = works.map(({ workId, picture }) => ({
    id: workId,
    height: coverRatio(picture) + CAPTION_HEIGHT,
  }))
  return appendPieces(columns, pieces)
}

/** A column in stretches; those that are full stay as they are when more comes. */
export function stretchesOf(workIds: readonly string[]): readonly (readonly string[])[] {
  return Array.from({ length: Math.ceil(workIds.length / STRETCH) }, (_, at) =>
    workIds.slice(at * STRETCH, (at + 1) * STRETCH),
  )
}

/** Whether two stretches name the same works. */
export function isSameStretch(before: readonly string[], after: readonly string[]): boolean {
  return before.length === after.length && before.every((workId, at) => workId === after[at])
}
