/** Signatures that open private files for a while. */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { writeAtomically } from './atomic-file'

const KEY_BYTES = 32
/** 12 characters of base64url carry 72 bits: short in an answer, long enough not to be guessed. */
const SIGNATURE_LENGTH = 12

/** What a signature allows: reading a file, or putting one. */
export type Purpose = 'get' | 'put'

/** The key of a data folder, made at the first start and kept, so that addresses survive a restart. */
export async function loadSigningKey(file: string): Promise<Buffer> {
  try {
    const key = readFileSync(file)
    if (key.length === KEY_BYTES) return key
  } catch {
    // There is none yet.
  }
  const key = randomBytes(KEY_BYTES)
  await writeAtomically(file, key)
  return key
}

/** `expiresAtS` in epoch seconds. */
export function sign(key: Buffer, purpose: Purpose, path: string, expiresAtS: number): string {
  return createHmac('sha256', key)
    .update(`${purpose}\n${expiresAtS}\n${path}`)
    .digest('base64url')
    .slice(0, SIGNATURE_LENGTH)
}

export function isSignatureOf(
  key: Buffer,
  purpose: Purpose,
  path: string,
  expiresAtS: number,
  signature: string,
): boolean {
  const expected = Buffer.from(sign(key, purpose, path, expiresAtS))
  const given = Buffer.from(signature)
  return expected.length === given.length && timingSafeEqual(expected, given)
}
