/**
 * The drawn pictures as the media function would have made them of an upload, and stored. What was rendered once
 * is kept under `.cache/demo/`, by the hash of all that it is made by, because rendering is most of a seeding.
 */
import { createHash, randomUUID } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import * as z from 'zod'
import type { MediaPurposeStored, ProcessedPhoto } from '../../cloudfunctions/media/collections'
import { hashBands } from '../../cloudfunctions/media/perceptual-hash'
import { type Picture as ProcessedPicture, processPicture } from '../../cloudfunctions/media/picture'
import { picturePaths } from '../../cloudfunctions/media/rules'
import { AVATAR_DISPLAY_SIDE } from '../../contract/limits'
import type { FileStorage } from '../../emulator/types'
import { renderPicture } from './art/render'

const root = join(__dirname, '..', '..')
const CACHE_DIR = join(root, '.cache', 'demo')
/** A change of one of these changes what a picture becomes. */
const MAKERS = [
  'contract/limits.ts',
  'cloudfunctions/media/picture.ts',
  'cloudfunctions/media/perceptual-hash.ts',
  'cloudfunctions/media/rules.ts',
  'scripts/demo/art/render.ts',
]
/** More at once than processors, because each waits for its files too. */
const RENDERED_AT_ONCE = 4
const KEY_DIGITS = 16
/** An SVG's pixels to the inch, and the side of the squares that avatars are drawn in. */
const SVG_DENSITY = 72
const AVATAR_DRAWN_SIDE = 192

/** A drawing and what it is uploaded for. */
export interface Drawing {
  readonly svg: string
  readonly purpose: MediaPurposeStored
}

interface Rendered extends ProcessedPicture {
  readonly original: Buffer
}

const sizesSchema = z.object({ width: z.number(), height: z.number(), perceptualHash: z.string() })

/**
 * Renders, processes and stores these drawings; answers what became of each, in their order.
 * @param cacheDir where what was rendered is kept
 */
export async function storeDrawings(
  storage: Pick<FileStorage, 'write'>,
  drawings: readonly Drawing[],
  cacheDir = CACHE_DIR,
): Promise<ProcessedPhoto[]> {
  const makersHash = hashOfMakers()
  await mkdir(cacheDir, { recursive: true })
  const stored: ProcessedPhoto[] = []
  let next = 0
  const storeNext = async (): Promise<void> => {
    for (let place = next++; place < drawings.length; place = next++) {
      const drawing = drawings[place]
      if (!drawing) continue
      const hash = sha256(`${makersHash}:${drawing.purpose}:${drawing.svg}`)
      stored[place] = await storeDrawing(storage, drawing, hash, join(cacheDir, hash))
    }
  }
  await Promise.all(Array.from({ length: RENDERED_AT_ONCE }, storeNext))
  return stored
}

function hashOfMakers(): string {
  return sha256(MAKERS.map((maker) => readFileSync(join(root, maker), 'utf8')).join('\0'))
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

async function storeDrawing(
  storage: Pick<FileStorage, 'write'>,
  drawing: Drawing,
  hash: string,
  folder: string,
): Promise<ProcessedPhoto> {
  const picture = existsSync(folder) ? await readRendered(folder) : await renderInto(folder, drawing)
  const keys = [hash.slice(0, KEY_DIGITS), hash.slice(KEY_DIGITS, 2 * KEY_DIGITS)] as const
  const paths = picturePaths(`demo-${keys[0]}`, ...keys)
  const [thumbFileId, displayFileId, originalFileId] = await Promise.all([
    storage.write(paths.thumb, picture.thumb),
    storage.write(paths.display, picture.display),
    storage.write(paths.original, picture.original),
  ])
  const { width, height, perceptualHash } = picture
  const files = { thumbFileId, displayFileId, originalFileId }
  return { ...files, width, height, perceptualHash, hashBands: hashBands(perceptualHash) }
}

async function readRendered(folder: string): Promise<Rendered> {
  const [original, display, thumb, sizes] = await Promise.all([
    readFile(join(folder, 'original')),
    readFile(join(folder, 'display.webp')),
    readFile(join(folder, 'thumb.webp')),
    readFile(join(folder, 'sizes.json'), 'utf8'),
  ])
  return { original, display, thumb, ...sizesSchema.parse(JSON.parse(sizes)) }
}

/** Renders into a folder of its own and gives it its name at the end, so that a half one is never found. */
async function renderInto(folder: string, { svg, purpose }: Drawing): Promise<Rendered> {
  const original = await (purpose === 'avatar' ? renderAvatar(svg) : renderPicture(svg))
  const picture = await processPicture(original, purpose)
  const { width, height, perceptualHash } = picture
  const unfinished = `${folder}.${randomUUID()}`
  await mkdir(unfinished)
  await Promise.all([
    writeFile(join(unfinished, 'original'), original),
    writeFile(join(unfinished, 'display.webp'), picture.display),
    writeFile(join(unfinished, 'thumb.webp'), picture.thumb),
    writeFile(join(unfinished, 'sizes.json'), JSON.stringify({ width, height, perceptualHash })),
  ])
  try {
    await rename(unfinished, folder)
  } catch (error) {
    // Another process has rendered the same picture in the meantime.
    await rm(unfinished, { recursive: true })
    if (!existsSync(folder)) throw error
  }
  return { ...picture, original }
}

/** Drawn dense enough to be sharp at the largest size that is shown. */
function renderAvatar(svg: string): Promise<Buffer> {
  const density = (SVG_DENSITY * AVATAR_DISPLAY_SIDE) / AVATAR_DRAWN_SIDE
  return sharp(Buffer.from(svg), { density }).png().toBuffer()
}
