/** What happens in the ledger that others have to tell. Pure. */
import type { Fact } from '../kit/outbox'

export const BOOKS_FAILED = 'points.booksFailed'
export const HOLD_OVERDUE = 'points.holdOverdue'
export const EXPIRING = 'points.expiring'
export const ADJUSTMENT_WAITS = 'points.adjustmentWaits'
export const ADJUSTMENT_DECIDED = 'points.adjustmentDecided'
export const COLOUR_CHANGED = 'points.colourChanged'

/** Operators are told of all that is wrong with the ledger in one order. */
const OPERATORS = 'points:operators'

/** The audit has found something wrong: redeeming and payouts stop. The payload is `{ faultId, what }`. */
export function booksFailed(faultId: string, what: string, foundAt: number): Fact {
  return { kind: BOOKS_FAILED, cause: `${faultId}:${foundAt}`, key: OPERATORS, payload: { faultId, what } }
}

/** A hold that its owner should have ended long ago. The payload is `{ holdId }`. */
export function holdOverdue(holdId: string): Fact {
  return { kind: HOLD_OVERDUE, cause: holdId, key: OPERATORS, payload: { holdId } }
}

/** An adjustment as it is told of: whose wish it was, and how many points. Never whom it is about. */
export interface ToldAdjustment {
  readonly requestedBy: string
  /** Below zero what is taken. */
  readonly points: number
}

/** An adjustment waits for a second person. The payload is a ToldAdjustment. */
export function adjustmentWaits(adjustmentId: string, { requestedBy, points }: ToldAdjustment): Fact {
  return {
    kind: ADJUSTMENT_WAITS,
    cause: adjustmentId,
    key: adjustmentId,
    payload: { requestedBy, points },
  }
}

/** An adjustment that waited was decided, by a person or by a day that has passed. The payload is a ToldAdjustment. */
export function adjustmentDecided(adjustmentId: string, told: ToldAdjustment): Fact {
  return { ...adjustmentWaits(adjustmentId, told), kind: ADJUSTMENT_DECIDED }
}

/** What a fact of an adjustment tells; undefined for one that is not whole. */
export function toldAdjustmentOf(payload: Readonly<Record<string, unknown>>): ToldAdjustment | undefined {
  const { requestedBy, points } = payload
  return typeof requestedBy === 'string' && typeof points === 'number' ? { requestedBy, points } : undefined
}

/**
 * A member's XP have gained their name another colour, or a fraud has lost it one, by this entry of theirs. In an order
 * of its own: what waits for a member to be shown anew does not keep it. The payload is `{ memberId }`.
 */
export function colourChanged(memberId: string, version: number): Fact {
  const cause = `${memberId}:${version}`
  return { kind: COLOUR_CHANGED, cause, key: `${COLOUR_CHANGED}:${memberId}`, payload: { memberId } }
}

/** Points of a member that will lapse soon. */
export interface ExpiringPoints {
  readonly memberId: string
  /** The last day on which they can be spent. */
  readonly expiresOn: string
  readonly amount: number
}

/** A member's points will lapse in so many days; told once for each lot and term. */
export function expiring({ memberId, expiresOn, amount }: ExpiringPoints, days: number): Fact {
  return {
    kind: EXPIRING,
    cause: `${memberId}:${expiresOn}:${days}`,
    key: memberId,
    payload: { memberId, expiresOn, amount },
  }
}

/** Whose points a fact `points.expiring` is about; undefined for one that is not whole. */
export function expiringOf(payload: Readonly<Record<string, unknown>>): ExpiringPoints | undefined {
  const { memberId, expiresOn, amount } = payload
  return typeof memberId === 'string' && typeof expiresOn === 'string' && typeof amount === 'number'
    ? { memberId, expiresOn, amount }
    : undefined
}
