/** An excerpt cut where the searched words stand. PURE. */
import type { Highlights } from '../../../contract/post-feeds'

export interface Piece {
  readonly text: string
  readonly isFound: boolean
}

/** Cuts an excerpt at its highlights; what does not lie within it, or before the last one, is passed over. */
export function piecesOf(excerpt: string, highlights: Highlights): Piece[] {
  const pieces: Piece[] = []
  let at = 0
  for (const [start, length] of highlights) {
    const end = Math.min(start + length, excerpt.length)
    if (start < at || end <= start) continue
    if (start > at) pieces.push({ text: excerpt.slice(at, start), isFound: false })
    pieces.push({ text: excerpt.slice(start, end), isFound: true })
    at = end
  }
  if (at < excerpt.length) pieces.push({ text: excerpt.slice(at), isFound: false })
  return pieces
}
