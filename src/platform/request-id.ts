/** Request ids: one for each intent of a member, so that a repeated call does nothing twice. */

const ALPHABET = '0123456789abcdefghijklmnopqrstuvwxyz'
const RANDOM_LENGTH = 16

/** A new id of 24 to 26 characters: the time, then chance. Unguessable it need not be, only different. */
export function newRequestId(): string {
  let random = ''
  for (let i = 0; i < RANDOM_LENGTH; i += 1) random += ALPHABET[Math.floor(Math.random() * ALPHABET.length)]
  return `${Date.now().toString(36)}-${random}`
}
