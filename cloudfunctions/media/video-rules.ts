/**
 * What an MP4 says of itself, and how it is made to say less. A file is a row of boxes: four bytes of size, four letters
 * of kind, and what is in it. Pure.
 */

/** What is taken in as a video. Pixels, as it is shown. */
export interface VideoFacts {
  readonly width: number
  readonly height: number
}

interface Box {
  readonly kind: string
  /** Where the four letters of its kind stand. */
  readonly kindAt: number
  readonly from: number
  readonly to: number
}

const SIZE_BYTES = 4
const HEADER_BYTES = 8
/** A size of 1: the real one follows in eight bytes. */
const LARGE = 1
const LARGE_HEADER_BYTES = 16
/** Boxes in which phones write where, when and by whom something was taken. */
const TELLING = new Set(['udta', 'meta', 'uuid'])
/** Boxes of which the telling ones are part. */
const HOLDING = new Set(['moov', 'trak'])
/** What is skipped by every player. */
const SKIPPED = Buffer.from('free', 'latin1')

/** Whether the bytes begin as an MP4 does; a name or a declared type is never asked. */
export function isMp4(bytes: Buffer): boolean {
  return bytes.length > HEADER_BYTES && bytes.toString('latin1', SIZE_BYTES, HEADER_BYTES) === 'ftyp'
}

/** The boxes between two places; undefined when they do not fill them exactly: the file is broken. */
function boxesOf(bytes: Buffer, from: number, to: number): Box[] | undefined {
  const boxes: Box[] = []
  let at = from
  while (at < to) {
    if (at + HEADER_BYTES > to) return undefined
    const box = boxAt(bytes, at, to)
    if (!box || box.to > to) return undefined
    boxes.push(box)
    at = box.to
  }
  return boxes
}

function boxAt(bytes: Buffer, at: number, end: number): Box | undefined {
  const kindAt = at + SIZE_BYTES
  const kind = bytes.toString('latin1', kindAt, at + HEADER_BYTES)
  const size = bytes.readUInt32BE(at)
  // The last box may leave its size out.
  if (size === 0) return { kind, kindAt, from: at + HEADER_BYTES, to: end }
  if (size !== LARGE)
    return size < HEADER_BYTES ? undefined : { kind, kindAt, from: at + HEADER_BYTES, to: at + size }
  if (at + LARGE_HEADER_BYTES > end) return undefined
  const large = Number(bytes.readBigUInt64BE(at + HEADER_BYTES))
  return large < LARGE_HEADER_BYTES
    ? undefined
    : { kind, kindAt, from: at + LARGE_HEADER_BYTES, to: at + large }
}

/** The size of the picture of a video; undefined for a file that is broken, or has none. */
export function videoFacts(bytes: Buffer): VideoFacts | undefined {
  const movie = boxesOf(bytes, 0, bytes.length)?.find((box) => box.kind === 'moov')
  const tracks = movie && boxesOf(bytes, movie.from, movie.to)?.filter((box) => box.kind === 'trak')
  for (const track of tracks ?? []) {
    const header = boxesOf(bytes, track.from, track.to)?.find((box) => box.kind === 'tkhd')
    const facts = header && factsOf(bytes.subarray(header.from, header.to))
    if (facts) return facts
  }
  return undefined
}

/** Where a track's header has its matrix: after times of four bytes each, or with version 1 of eight. */
const MATRIX_AT = [40, 52] as const
const MATRIX_BYTES = 36
/** Width and height are whole numbers in the upper half of four bytes. */
const FIXED_POINT = 65_536

/** A track of sound has no width. A picture that was taken upright is stored lying, with a matrix that turns it. */
function factsOf(header: Buffer): VideoFacts | undefined {
  const matrixAt = MATRIX_AT[header[0] === 1 ? 1 : 0]
  if (header.length < matrixAt + MATRIX_BYTES + 2 * SIZE_BYTES) return undefined
  const stored = {
    width: Math.round(header.readUInt32BE(matrixAt + MATRIX_BYTES) / FIXED_POINT),
    height: Math.round(header.readUInt32BE(matrixAt + MATRIX_BYTES + SIZE_BYTES) / FIXED_POINT),
  }
  if (stored.width === 0 || stored.height === 0) return undefined
  const isTurned = header.readInt32BE(matrixAt) === 0
  return isTurned ? { width: stored.height, height: stored.width } : stored
}

/** The same video without what tells where, when and by whom it was taken: those boxes are renamed and blanked. */
export function withoutTelling(bytes: Buffer): Buffer {
  const silent = Buffer.from(bytes)
  silence(silent, 0, silent.length)
  return silent
}

function silence(bytes: Buffer, from: number, to: number): void {
  for (const box of boxesOf(bytes, from, to) ?? []) {
    if (HOLDING.has(box.kind)) silence(bytes, box.from, box.to)
    if (!TELLING.has(box.kind)) continue
    SKIPPED.copy(bytes, box.kindAt)
    bytes.fill(0, box.from, box.to)
  }
}
