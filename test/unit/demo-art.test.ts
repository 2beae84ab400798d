/** The demo community's pictures: enough of them, told apart by the hash that finds duplicates, and always the same. */
import sharp from 'sharp'
import { HASH_SIDE, perceptualHash } from '../../cloudfunctions/media/perceptual-hash'
import { PHOTO_DISPLAY_SIDE, PHOTO_DUPLICATE_DISTANCE_MAX } from '../../contract/limits'
import { pictures } from '../../scripts/demo/art/pictures'

const DISTINCT_MIN = 24

async function hashOf(svg: string): Promise<string> {
  const pixels = await sharp(Buffer.from(svg))
    .flatten()
    .toColourspace('b-w')
    .resize(HASH_SIDE, HASH_SIDE, { fit: 'fill' })
    .raw()
    .toBuffer()
  return perceptualHash(pixels)
}

/** In how many of its 64 bits one hash differs from another. */
function distance(left: string, right: string): number {
  const different = (BigInt(`0x${left}`) ^ BigInt(`0x${right}`)).toString(2)
  return [...different].filter((bit) => bit === '1').length
}

test(`at least ${DISTINCT_MIN} pictures that no duplicate search takes for one another`, async () => {
  const distinct: string[] = []
  for (const { svg } of pictures) {
    const hash = await hashOf(svg)
    if (distinct.every((other) => distance(hash, other) > PHOTO_DUPLICATE_DISTANCE_MAX)) distinct.push(hash)
  }
  expect(distinct.length).toBeGreaterThanOrEqual(DISTINCT_MIN)
})

test('each has a name of its own, fills the display size and stands between 3:4 and 4:3', () => {
  expect(new Set(pictures.map(({ name }) => name)).size).toBe(pictures.length)
  for (const { width, height } of pictures) {
    expect(Math.max(width, height)).toBe(PHOTO_DISPLAY_SIDE)
    expect(width / height).toBeGreaterThanOrEqual(3 / 4)
    expect(width / height).toBeLessThanOrEqual(4 / 3)
  }
})

test('they are the same each time they are drawn', () => {
  jest.isolateModules(() => {
    const again: { pictures: typeof pictures } = require('../../scripts/demo/art/pictures')
    expect(again.pictures).not.toBe(pictures)
    expect(again.pictures).toEqual(pictures)
  })
})
