/** A 64-bit difference hash: pictures that look alike differ in few bits. Pure: pixels in, digits out. */

/** The grey picture that is hashed, in pixels: each row gives eight comparisons of neighbours. */
export const HASH_WIDTH = 9
export const HASH_HEIGHT = 8

const BITS = 64
const BAND_HEX_DIGITS = 4

/**
 * The difference hash as 16 hexadecimal digits.
 * @param grey HASH_WIDTH × HASH_HEIGHT brightnesses, row by row
 */
export function perceptualHash(grey: Uint8Array): string {
  if (grey.length !== HASH_WIDTH * HASH_HEIGHT) {
    throw new RangeError(`a picture of ${HASH_WIDTH} × ${HASH_HEIGHT} grey pixels is hashed`)
  }
  let bits = ''
  for (let y = 0; y < HASH_HEIGHT; y += 1) {
    for (let x = 0; x < HASH_WIDTH - 1; x += 1) {
      const left = grey[y * HASH_WIDTH + x] ?? 0
      const right = grey[y * HASH_WIDTH + x + 1] ?? 0
      bits += left < right ? '1' : '0'
    }
  }
  return BigInt(`0b${bits}`)
    .toString(16)
    .padStart(BITS / 4, '0')
}

/** In how many of the 64 bits two hashes differ. */
export function hashDistance(a: string, b: string): number {
  let differing = BigInt(`0x${a}`) ^ BigInt(`0x${b}`)
  let distance = 0
  while (differing > 0n) {
    distance += Number(differing & 1n)
    differing >>= 1n
  }
  return distance
}

/**
 * The hash as four tagged bands of 16 bits. Two hashes that differ in three bits or fewer share a band, so an
 * index over the bands finds all near pictures.
 */
export function hashBands(hash: string): string[] {
  return Array.from({ length: hash.length / BAND_HEX_DIGITS }, (_, band) => {
    return `${band}:${hash.slice(band * BAND_HEX_DIGITS, (band + 1) * BAND_HEX_DIGITS)}`
  })
}
