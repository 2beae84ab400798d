/** How a budget is divided, and which share an award draws on. Pure. */
import { createHash } from 'node:crypto'
import type { EarningBudget } from '../../contract/points-shapes'

/** As many shares as a large budget has. PRODUCT 5.6. */
export const SHARES_MAX = 64
/** A share holds so many awards at the least, or a small budget would lie in pieces too small to pay any. */
const AWARDS_PER_SHARE_MIN = 4

/** One share of a budget. */
export interface BudgetShare {
  readonly id: string
  readonly points: number
}

/** How many shares there are of a budget whose awards are of this size. */
export function sharesOf(budget: EarningBudget, awardPoints: number): number {
  const awards = Math.floor(budget.points / Math.max(1, awardPoints))
  return Math.min(SHARES_MAX, Math.max(1, Math.floor(awards / AWARDS_PER_SHARE_MIN)))
}

/** What the n-th of so many shares is worth: together they are the budget, to the point. */
export function worthOf({ points }: EarningBudget, shares: number, n: number): number {
  return Math.floor(points / shares) + (n < points % shares ? 1 : 0)
}

/**
 * The share that an award draws on: chosen by its key, so that the same award always meets the same.
 * @param award `points` are the rule's own, for one unit @param day the community day it is earned on
 */
export function shareFor(
  budget: EarningBudget,
  { source, key, points }: { readonly source: string; readonly key: string; readonly points: number },
  day: string,
): BudgetShare {
  const shares = sharesOf(budget, points)
  const n = createHash('sha256').update(key).digest().readUInt32BE(0) % shares
  const period = budget.every === 'day' ? day : 'ever'
  return { id: `${source}:${period}:${budget.points}:${shares}:${n}`, points: worthOf(budget, shares, n) }
}
