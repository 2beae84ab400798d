/** Who has shown that they mean well, and so meets wider limits. Pure. */
import { DAY_MS } from '../../contract/limits'
import type { Actor } from './actor'

/** A member for this long who was never struck is trusted. */
export const TRUSTED_AFTER_DAYS = 90

/** Whether a member is trusted: their tier is proven, or they joined long ago; and they were never struck. */
export function isTrusted(
  actor: Pick<Actor, 'joinedAt' | 'tierProven' | 'standing' | 'struckAt'>,
  now: number,
): boolean {
  if (actor.standing !== 'active' || actor.struckAt !== undefined) return false
  return actor.tierProven === true || actor.joinedAt <= now - TRUSTED_AFTER_DAYS * DAY_MS
}
