/**
 * How often one caller may do something. A document for each caller and action keeps the instants of the last `max`
 * accepted calls; a call is accepted by one conditional update that drops the oldest, if that has left the window.
 * So in no window are more than `max` accepted, however calls interleave, and a refused one costs three calls.
 */
import type { RateLimit } from '../../contract/action'
import { AppError } from './app-error'
import { atMost, collection, largestWith } from './cloud'
import { RATE_LIMITS, type RateLimitDocument } from './collections'

const limits = collection<RateLimitDocument>(RATE_LIMITS)

/**
 * Lets a call through, and counts it.
 * @param key whose call of what: `{caller key}:{action}`
 * @param now epoch milliseconds
 * @throws AppError RATE_LIMITED with `retryAfterMs`
 */
export async function admitCall(key: string, limit: RateLimit, now: number): Promise<void> {
  if (await takePlace(key, limit, now)) return
  const found = await limits.addOrGet(firstOf(key, limit, now))
  if (!found) return
  const [oldest = 0] = found.acceptedAt
  const hasLeft = oldest <= now - limit.windowMs
  // Somebody else's first call was quicker than this one's: there may be places still.
  if (hasLeft && (await takePlace(key, limit, now))) return
  const retryAfterMs = hasLeft ? limit.windowMs : oldest + limit.windowMs - now
  throw new AppError('RATE_LIMITED', { retryAfterMs })
}

async function takePlace(key: string, { max, windowMs }: RateLimit, now: number): Promise<boolean> {
  const accepted = await limits.updateWhere(
    { _id: key, 'acceptedAt.0': atMost(now - windowMs) },
    { acceptedAt: largestWith(now, max), usedAt: now },
  )
  return accepted === 1
}

/** The document of a first call: the places not used yet have been left long ago. */
function firstOf(key: string, { max }: RateLimit, now: number): RateLimitDocument {
  const acceptedAt = Array.from({ length: max }, (_, place) => (place === max - 1 ? now : 0))
  return { _id: key, schemaVersion: 1, acceptedAt, usedAt: now }
}
