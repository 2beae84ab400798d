/**
 * A feed as one column of cards, or as two of about the same height. PURE. The columns are worked out once, when a
 * page arrives, so that the next page only appends: what is on the phone already is not sent to it again.
 */
import type { PostCard } from '../../../contract/post-feeds'

export interface Columns {
  readonly left: readonly string[]
  readonly right: readonly string[]
  /** How tall the columns are estimated to be, in widths of a column. */
  readonly leftHeight: number
  readonly rightHeight: number
}

/** A waterfall of photographs, or one column with room to read: then all cards stand on the left. */
export type Layout = 'waterfall' | 'list'

/** Narrower and taller pictures than these are cropped (DESIGN: 3:4 to 4:3). Height by width. */
export const COVER_RATIO_MIN = 3 / 4
export const COVER_RATIO_MAX = 4 / 3

// Parts of a card in widths of a column (about 165 px): measured on the drawn card at standard text.
const FOOTER_HEIGHT = 0.31
const CAPTION_LINE_HEIGHT = 0.135
const CAPTION_LINES_MAX = 2
const CAPTION_LINE_WIDTH = 10
const QUOTE_FRAME_HEIGHT = 0.5
const QUOTE_LINE_HEIGHT = 0.16
const QUOTE_LINES_MAX = 6
const QUOTE_LINE_WIDTH = 8

export const NO_COLUMNS: Columns = { left: [], right: [], leftHeight: 0, rightHeight: 0 }

/** Height by width of a cover as it is shown. */
export function coverRatio(cover: { readonly width: number; readonly height: number }): number {
  return Math.min(COVER_RATIO_MAX, Math.max(COVER_RATIO_MIN, cover.height / cover.width))
}

/** On a post's page: a frame as tall as its first picture, within these bounds (height by width). */
const FRAME_RATIO_MIN = 0.66
const FRAME_RATIO_MAX = 1.34

/** The style of that frame; further pictures are shown whole inside it. */
export function frameOf({ width, height }: { readonly width: number; readonly height: number }) {
  const ratio = Math.min(FRAME_RATIO_MAX, Math.max(FRAME_RATIO_MIN, height / width))
  return { paddingBottom: `${Math.round(ratio * 1000) / 10}%` }
}

/** What stands in a column: its id, and how tall it is estimated to be, in widths of a column. */
export interface Piece {
  readonly id: string
  readonly height: number
}

/** Lays further cards under the shorter column (or the only one), in order; one that is there already is passed over. */
export function appendCards(
  columns: Columns,
  cards: readonly PostCard[],
  layout: Layout = 'waterfall',
): Columns {
  const pieces = cards.map((card): Piece => ({ id: card.postId, height: cardHeight(card) }))
  return appendPieces(columns, pieces, layout)
}

/** The same for whatever else hangs in two columns. */
export function appendPieces(
  columns: Columns,
  pieces: readonly Piece[],
  layout: Layout = 'waterfall',
): Columns {
  const left = [...columns.left]
  const right = [...columns.right]
  const present = new Set([...left, ...right])
  let { leftHeight, rightHeight } = columns
  for (const { id, height } of pieces) {
    if (present.has(id)) continue
    present.add(id)
    if (layout === 'list' || leftHeight <= rightHeight) {
      left.push(id)
      leftHeight += height
    } else {
      right.push(id)
      rightHeight += height
    }
  }
  return { left, right, leftHeight, rightHeight }
}

/** Puts a card that has just been published first, at the top left. */
export function prependCard(columns: Columns, card: PostCard): Columns {
  return {
    ...columns,
    left: [card.postId, ...columns.left],
    leftHeight: columns.leftHeight + cardHeight(card),
  }
}

/** Takes a card out; the columns keep their estimates, a gap at the end does not matter. */
export function withoutCard(columns: Columns, postId: string): Columns {
  const others = (id: string) => id !== postId
  return { ...columns, left: columns.left.filter(others), right: columns.right.filter(others) }
}

export function isEmpty(columns: Columns): boolean {
  return columns.left.length === 0 && columns.right.length === 0
}

function cardHeight(card: PostCard): number {
  if (card.cover) {
    const lines = lineCount(card.excerpt, CAPTION_LINE_WIDTH, CAPTION_LINES_MAX)
    return coverRatio(card.cover) + lines * CAPTION_LINE_HEIGHT + FOOTER_HEIGHT
  }
  const lines = lineCount(card.excerpt, QUOTE_LINE_WIDTH, QUOTE_LINES_MAX)
  return QUOTE_FRAME_HEIGHT + lines * QUOTE_LINE_HEIGHT + FOOTER_HEIGHT
}

/** Lines that a text takes; a Latin letter is about half as wide as a Chinese character. */
function lineCount(text: string, lineWidth: number, linesMax: number): number {
  let width = 0
  for (const character of text) width += character.charCodeAt(0) < 0x2e80 ? 0.55 : 1
  return Math.min(linesMax, Math.max(1, Math.ceil(width / lineWidth)))
}
