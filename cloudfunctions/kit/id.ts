/** Ids and keys. The pure parts take the clock and the randomness as arguments. */
import { createHash } from 'node:crypto'

/** Crockford's base 32 in lower case: its digits sort as their values do, so ids sort as their times do. */
const DIGITS = '0123456789abcdefghjkmnpqrstvwxyz'
/** 45 bits of milliseconds: enough until the year 3084. */
const TIME_DIGITS = 9
/** 40 bits: two ids of one millisecond are the same once in 10^12. */
const RANDOM_DIGITS = 8

const RANDOM_ID_DIGITS = 13

/** An id's kind, as the contract's schemas demand it. */
export type IdPrefix =
  | 'mbr'
  | 'pst'
  | 'cmt'
  | 'med'
  | 'fav'
  | 'rev'
  | 'ntc'
  | 'cas'
  | 'fol'
  | 'grp'
  | 'ttl'
  | 'adj'
  | 'chl'
  | 'prf'
  | 'otg'
  | 'itm'
  | 'ord'
  | 'cpn'
  | 'cst'
  | 'wrk'
  | 'apl'

/**
 * A time-ordered id: `{prefix}_{9 digits of nowMs}{8 random digits}`, 21 characters.
 * @param nowMs epoch milliseconds, 0 or more
 * @param randomBytes at least RANDOM_DIGITS bytes
 */
export function timeOrderedId(prefix: IdPrefix, nowMs: number, randomBytes: Uint8Array): string {
  return `${prefix}_${timeDigits(nowMs)}${randomDigits(randomBytes, RANDOM_DIGITS)}`
}

/** The id that everything of this kind made before the instant sorts below. */
export function idsFrom(prefix: IdPrefix, nowMs: number): string {
  return `${prefix}_${timeDigits(nowMs)}`
}

/** A random id that says nothing of when it was made: `{prefix}_{13 random digits}`, 65 bits. Needs 13 bytes. */
export function randomId(prefix: IdPrefix, randomBytes: Uint8Array): string {
  return `${prefix}_${randomDigits(randomBytes, RANDOM_ID_DIGITS)}`
}

/** `count` digits of base 32, five bits of each byte. */
export function randomDigits(randomBytes: Uint8Array, count: number): string {
  if (randomBytes.length < count) throw new RangeError(`needs ${count} random bytes`)
  return Array.from(randomBytes.subarray(0, count), (byte) => DIGITS.charAt(byte & 31)).join('')
}

/**
 * The key under which a caller's requests and uploads are kept: stable, and no way back to the openid
 * for who sees a document. 130 bits.
 */
export function callerKey(openid: string): string {
  const digest = createHash('sha256').update(`tonghao:caller:${openid}`).digest()
  return randomDigits(digest, 26)
}

/** An instant as TIME_DIGITS digits that sort as time runs. */
export function timeDigits(nowMs: number): string {
  if (!Number.isSafeInteger(nowMs) || nowMs < 0)
    throw new RangeError('an instant is a whole number, 0 or more')
  let rest = nowMs
  let text = ''
  for (let place = 0; place < TIME_DIGITS; place += 1) {
    text = DIGITS.charAt(rest % 32) + text
    rest = Math.floor(rest / 32)
  }
  return text
}
