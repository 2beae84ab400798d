/**
 * Encryption of what must not be read out of a copy of the database: codes and addresses. AES-256-GCM under a key of the
 * function's environment, so that a document without the environment says nothing.
 */
import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto'
import { randomBytes } from '../kit/clock'
import { randomDigits } from '../kit/id'
import type { Sealed } from './order-collections'

/**
 * The variable that holds the keys, `{id}:{32 bytes in base64}`, separated by commas. The first seals; the others still
 * open what was sealed with them. The last also makes digests: it has to stay.
 */
export const KEYS_VARIABLE = 'MALL_KEYS'
const KEY_BYTES = 32
const NONCE_BYTES = 12
/** 130 bits. */
const DIGEST_DIGITS = 26

interface Key {
  readonly id: string
  readonly secret: Buffer
}

/** @throws Error without a sound key: nothing is kept that everybody could read. */
function keys(): readonly [Key, ...Key[]] {
  const parts = (process.env[KEYS_VARIABLE] ?? '').split(',').filter((part) => part !== '')
  const [first, ...rest] = parts.map((part) => {
    const [id = '', secret = ''] = part.split(':')
    return { id, secret: Buffer.from(secret, 'base64') }
  })
  const isSound = (key: Key) => key.id !== '' && key.secret.length === KEY_BYTES
  if (!first || ![first, ...rest].every(isSound))
    throw new Error(`the environment has no ${KEYS_VARIABLE}: codes and addresses cannot be kept`)
  return [first, ...rest]
}

/** @param about what it belongs to, such as an order's id: moved to another document it opens no more. */
export function seal(text: string, about: string): Sealed {
  const [{ id, secret }] = keys()
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', secret, nonce).setAAD(Buffer.from(about))
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return {
    keyId: id,
    nonce: Buffer.from(nonce).toString('base64'),
    text: sealed.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
  }
}

/** @throws Error when it was changed, belongs elsewhere, or its key is gone. */
export function open(sealed: Sealed, about: string): string {
  const key = keys().find(({ id }) => id === sealed.keyId)
  if (!key) throw new Error(`the environment has no key ${sealed.keyId} any more`)
  const decipher = createDecipheriv('aes-256-gcm', key.secret, Buffer.from(sealed.nonce, 'base64'))
    .setAAD(Buffer.from(about))
    .setAuthTag(Buffer.from(sealed.tag, 'base64'))
  return Buffer.concat([decipher.update(Buffer.from(sealed.text, 'base64')), decipher.final()]).toString(
    'utf8',
  )
}

/** A digest by which the same code is known again, and from which nobody comes back to it by trying all codes. */
export function secretDigest(text: string): string {
  const ring = keys()
  const { secret } = ring.at(-1) ?? ring[0]
  return randomDigits(createHmac('sha256', secret).update(`digest:${text}`).digest(), DIGEST_DIGITS)
}
