/** Codes of our own, which people read out to one another (PRODUCT 6.3). Pure. */
import { createHash } from 'node:crypto'
import { randomDigits } from '../kit/id'

/** 60 bits: nobody guesses one, and twelve digits can be read out. */
export const SERVICE_CODE_DIGITS = 12
const GROUP = 4
/** 130 bits. */
const KEY_DIGITS = 26

/** A service code of these random bytes, `7K3M-9QXA-2D8F`. Needs SERVICE_CODE_DIGITS bytes. */
export function serviceCodeOf(randomBytes: Uint8Array): string {
  const digits = randomDigits(randomBytes, SERVICE_CODE_DIGITS).toUpperCase()
  return digits.match(new RegExp(`.{${GROUP}}`, 'g'))?.join('-') ?? digits
}

/** What a code is looked up by: read out or typed in, with or without its dashes, o for 0 and l or i for 1. */
export function serviceCodeKey(code: string): string {
  const digits = code
    .toLowerCase()
    .replace(/[^0-9a-z]/g, '')
    .replace(/o/g, '0')
    .replace(/[il]/g, '1')
  return randomDigits(createHash('sha256').update(`service:${digits}`).digest(), KEY_DIGITS)
}
