/**
 * A 64-bit hash of what a picture looks like: the signs of its lowest frequencies against their median. Pictures
 * that look alike differ in few bits, through scaling and saving. Pure: pixels in, digits out.
 */

/** Width and height of the grey picture that is hashed, in pixels. */
export const HASH_SIDE = 32

/** So many frequencies in each direction are kept: 8 × 8 = 64 bits. */
const FREQUENCIES = 8
const BAND_HEX_DIGITS = 4

/** `COSINES[k][n]`: the k-th frequency of the discrete cosine transform at the n-th of HASH_SIDE places. */
const COSINES = Array.from({ length: FREQUENCIES }, (_, k) =>
  Array.from({ length: HASH_SIDE }, (__, n) => Math.cos((Math.PI / HASH_SIDE) * (n + 0.5) * k)),
)

/**
 * The perceptual hash as 16 hexadecimal digits.
 * @param grey HASH_SIDE × HASH_SIDE brightnesses, row by row
 */
export function perceptualHash(grey: Uint8Array): string {
  if (grey.length !== HASH_SIDE * HASH_SIDE) {
    throw new RangeError(`a picture of ${HASH_SIDE} × ${HASH_SIDE} grey pixels is hashed`)
  }
  const rows = Array.from({ length: HASH_SIDE }, (_, y) =>
    lowFrequencies(Array.from(grey.subarray(y * HASH_SIDE, (y + 1) * HASH_SIDE))),
  )
  const coefficients = Array.from({ length: FREQUENCIES }, (_, x) =>
    lowFrequencies(rows.map((row) => row[x] ?? 0)),
  ).flat()
  // The first one is the mean brightness, which says nothing of the picture and would spoil the median.
  const median = medianOf(coefficients.slice(1))
  const bits = coefficients.map((coefficient) => (coefficient > median ? '1' : '0')).join('')
  return BigInt(`0b${bits}`)
    .toString(16)
    .padStart(bits.length / 4, '0')
}

function lowFrequencies(values: readonly number[]): number[] {
  return COSINES.map((cosines) => cosines.reduce((sum, cosine, n) => sum + cosine * (values[n] ?? 0), 0))
}

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
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
