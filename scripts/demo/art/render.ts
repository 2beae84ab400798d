import sharp from 'sharp'
import { seeded } from './seeded'

const GRAIN_SIDE = 256

/** The tooth of gouache paper: grey noise around the middle, which soft light leaves unchanged where it is 128. */
function grain(): Buffer {
  const random = seeded(7)
  const pixels = Buffer.alloc(GRAIN_SIDE * GRAIN_SIDE * 4)
  for (let pixel = 0; pixel < GRAIN_SIDE * GRAIN_SIDE; pixel++) {
    const grey = 128 + Math.round((random() + random() - 1) * 62)
    pixels.fill(grey, pixel * 4, pixel * 4 + 3)
    pixels[pixel * 4 + 3] = 255
  }
  return pixels
}

/**
 * Renders one picture of ours to the JPEG a member's phone would have sent. The paper's grain is laid over it here,
 * because noise made by an SVG filter costs ten times as much.
 */
export async function renderPicture(svg: string): Promise<Buffer> {
  const raw = { width: GRAIN_SIDE, height: GRAIN_SIDE, channels: 4 } as const
  return sharp(Buffer.from(svg))
    .flatten({ background: '#f4eadb' })
    .composite([{ input: grain(), raw, tile: true, blend: 'soft-light' }])
    .jpeg({ quality: 88 })
    .toBuffer()
}
