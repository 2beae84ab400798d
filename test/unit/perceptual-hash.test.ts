/** Pictures that look alike have near hashes, others have not. */
import sharp from 'sharp'
import {
  HASH_SIDE,
  hashBands,
  hashDistance,
  perceptualHash,
} from '../../cloudfunctions/media/perceptual-hash'
import { PHOTO_DUPLICATE_DISTANCE_MAX } from '../../contract/limits'

const hashOf = async (bytes: Buffer) =>
  perceptualHash(
    await sharp(bytes).greyscale().resize(HASH_SIDE, HASH_SIDE, { fit: 'fill' }).raw().toBuffer(),
  )

/** Light and shade everywhere, as in a photograph: a hash of even surfaces would be one of noise. */
function shadedPhoto(): Promise<Buffer> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="800" height="600">
    <defs>
      <linearGradient id="sky" x2="1" y2="1"><stop stop-color="#fff"/><stop offset="1" stop-color="#321"/></linearGradient>
      <radialGradient id="loaf"><stop stop-color="#fb6"/><stop offset="1" stop-color="#420"/></radialGradient>
    </defs>
    <rect width="800" height="600" fill="url(#sky)"/><ellipse cx="300" cy="330" rx="260" ry="200" fill="url(#loaf)"/>
  </svg>`
  return sharp(Buffer.from(svg)).jpeg({ quality: 90 }).toBuffer()
}

test('a picture that grows brighter and one that grows darker are unlike each other', () => {
  const rising = Uint8Array.from({ length: HASH_SIDE * HASH_SIDE }, (_, n) => 4 * (n % HASH_SIDE))
  const falling = rising.map((grey) => 255 - grey)
  expect(perceptualHash(rising)).toMatch(/^[0-9a-f]{16}$/)
  expect(perceptualHash(rising)).toBe(perceptualHash(rising.slice()))
  expect(hashDistance(perceptualHash(rising), perceptualHash(falling))).toBeGreaterThan(
    PHOTO_DUPLICATE_DISTANCE_MAX,
  )
})

test('other pictures are far', async () => {
  const other = await sharp(await shadedPhoto())
    .rotate(90)
    .toBuffer()
  expect(hashDistance(await hashOf(await shadedPhoto()), await hashOf(other))).toBeGreaterThan(10)
})

test('the same picture, smaller and saved worse, is near', async () => {
  const photo = await shadedPhoto()
  const copy = await sharp(photo).resize(200).jpeg({ quality: 40 }).toBuffer()
  expect(hashDistance(await hashOf(photo), await hashOf(copy))).toBeLessThanOrEqual(
    PHOTO_DUPLICATE_DISTANCE_MAX,
  )
})

test('distance counts bits', () => {
  expect(hashDistance('0000000000000000', 'ffffffffffffffff')).toBe(64)
  expect(hashDistance('8000000000000001', '0000000000000000')).toBe(2)
})

test('four bands, each tagged by its place', () => {
  expect(hashBands('0123456789abcdef')).toEqual(['0:0123', '1:4567', '2:89ab', '3:cdef'])
})

test('another number of pixels is refused', () => {
  expect(() => perceptualHash(new Uint8Array(64))).toThrow(RangeError)
})
