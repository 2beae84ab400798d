/** Asking as a phone does: again, unchanged, what was refused but may succeed later. */
import { ERROR_CODES } from '../../contract/errors'
import type { Envelope } from '../../contract/index'

/** So often a phone asks, at the most, what it may ask again. */
const ATTEMPTS_MAX = 5
const RETRIED = Object.entries(ERROR_CODES).flatMap(([code, { retry }]) =>
  retry && code !== 'INTERNAL' ? [code] : [],
)

/**
 * Asks until it is answered, and answers the data. Throws the code of what stays refused; an INTERNAL at once, because
 * that is a mistake of ours however well the next attempt goes.
 */
export async function insist(ask: () => Promise<Envelope<unknown>>): Promise<unknown> {
  for (let attempt = 1; ; attempt += 1) {
    const envelope = await ask()
    if (envelope.ok) return envelope.data
    const { code } = envelope.error
    if (!RETRIED.includes(code) || attempt === ATTEMPTS_MAX)
      throw new Error(`asked ${attempt} times: ${code}`)
  }
}
