/** How a budget is divided into shares, which of them an award tries, and how a changed budget is divided anew. Pure. */
import { createHash } from 'node:crypto'
import type { EarningBudget } from '../../contract/points-shapes'

/** As many shares as a large budget has. PRODUCT 5.6. */
export const SHARES_MAX = 64
/** A share holds so many awards at the least, or a small budget would lie in pieces too small to pay any. */
const AWARDS_PER_SHARE_MIN = 4
/** An award looks into so many shares: when all of them are empty, so is nearly the whole budget. */
const SHARES_TRIED_MAX = 8

/** How a budget stands divided. */
export interface BudgetPlan {
  /** What it holds altogether. */
  readonly points: number
  /** What the rule pays for one unit: the least that a share is made for. */
  readonly unit: number
  /** Awards draw on the shares from 0 up to this one, without it. */
  readonly shares: number
}

/** What one share holds altogether, and what of it is paid. */
export interface ShareState {
  readonly worth: number
  readonly paid: number
}

/** How many shares so many points make for awards of this size. */
export function sharesOf(points: number, unit: number): number {
  const awards = Math.floor(points / Math.max(1, unit))
  return Math.min(SHARES_MAX, Math.max(1, Math.floor(awards / AWARDS_PER_SHARE_MIN)))
}

/** What the n-th of so many shares is worth: together they are the points, to the last. */
export function worthOf(points: number, shares: number, n: number): number {
  return n < shares ? Math.floor(points / shares) + (n < points % shares ? 1 : 0) : 0
}

/** How a budget is divided that nothing was paid from yet. */
export function planOf({ points }: EarningBudget, unit: number): BudgetPlan {
  return { points, unit, shares: sharesOf(points, unit) }
}

/** The `_id` of a budget's plan: it is the same budget however often an operator changes what it holds. */
export function planId(source: string, { every }: EarningBudget, day: string): string {
  return `${source}:${every === 'day' ? day : 'ever'}`
}

/** The `_id` of a budget's n-th share. */
export function shareId(plan: string, n: number): string {
  return `${plan}:${n}`
}

/** The shares that an award looks into, in turn: its key chooses the first, so that those who earn at once seldom meet. */
export function sharesTried(key: string, shares: number): number[] {
  const first = createHash('sha256').update(key).digest().readUInt32BE(0) % shares
  return Array.from({ length: Math.min(SHARES_TRIED_MAX, shares) }, (_, n) => (first + n) % shares)
}

/** A budget that was changed, and what each share is to be worth then: what it has paid and its part of what is left. */
export interface Division {
  readonly plan: BudgetPlan
  readonly worths: readonly number[]
}

/** Divides anew what a changed budget has left. A budget below what it has paid already has nothing left. */
export function dividedAnew(
  { points }: EarningBudget,
  unit: number,
  states: readonly ShareState[],
): Division {
  const left = Math.max(0, points - states.reduce((sum, { paid }) => sum + paid, 0))
  const shares = sharesOf(left, unit)
  return {
    plan: { points, unit, shares },
    worths: states.map(({ paid }, n) => paid + worthOf(left, shares, n)),
  }
}
