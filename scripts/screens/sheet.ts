/** Screens of one page side by side, each with its name above it, as one small picture. */
import sharp from 'sharp'

const CELL_WIDTH = 280
const CELL_HEIGHT = 606
const CAPTION_HEIGHT = 28
const GAP = 12
const GROUND = '#e4dfd8'
const INK = '#3a332d'
/** At most so many side by side. */
const COLUMNS_MAX = 6
/** All sheets together must stay a small part of the repository. */
const SHEET_BYTES_MAX = 130 * 1024
const QUALITIES = [62, 52, 42, 32] as const

/** One screen as a PNG, and what it shows. */
export interface Shot {
  readonly caption: string
  readonly png: Buffer
}

const captionOf = (text: string) =>
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${CELL_WIDTH}" height="${CAPTION_HEIGHT}">` +
      `<text x="2" y="19" font-family="sans-serif" font-size="14" fill="${INK}">${text}</text></svg>`,
  )

/** Composes the shots and compresses them until they are small enough; the last quality is taken as it is. */
export async function makeSheet(shots: readonly Shot[]): Promise<Buffer> {
  const columns = Math.min(shots.length, COLUMNS_MAX)
  const rows = Math.ceil(shots.length / columns)
  const placed = await Promise.all(
    shots.map(async ({ caption, png }, index) => {
      const left = GAP + (index % columns) * (CELL_WIDTH + GAP)
      const top = GAP + Math.floor(index / columns) * (CELL_HEIGHT + CAPTION_HEIGHT + GAP)
      const picture = await sharp(png).resize(CELL_WIDTH, CELL_HEIGHT, { position: 'top' }).toBuffer()
      return [
        { input: captionOf(caption), left, top },
        { input: picture, left, top: top + CAPTION_HEIGHT },
      ]
    }),
  )
  const sheet = await sharp({
    create: {
      width: GAP + columns * (CELL_WIDTH + GAP),
      height: GAP + rows * (CELL_HEIGHT + CAPTION_HEIGHT + GAP),
      channels: 3,
      background: GROUND,
    },
  })
    .composite(placed.flat())
    .png()
    .toBuffer()
  return compress(sheet, SHEET_BYTES_MAX, QUALITIES)
}

/** As WebP, at the first quality that is small enough, else at the last. */
export async function compress(
  picture: Buffer,
  bytesMax: number,
  qualities: readonly number[],
): Promise<Buffer> {
  let small = picture
  for (const quality of qualities) {
    small = await sharp(picture).webp({ quality, effort: 6 }).toBuffer()
    if (small.byteLength <= bytesMax) break
  }
  return small
}
