/** What members do that others have to follow. Pure. */
import type { Fact } from '../kit/outbox'

export const SHOWN_ANEW = 'member.shownAnew'

/** Longer than any function may run: whatever was being written with the old name is there by then. */
const SETTLED_AFTER_MS = 30_000

/**
 * A member is shown under another name or picture: all that carries a copy has to follow, also what was being written
 * while it changed.
 */
export function shownAnew(memberId: string, cause: string): Fact {
  return { kind: SHOWN_ANEW, cause, key: memberId, payload: { memberId }, delayMs: SETTLED_AFTER_MS }
}
