/** The community's books: what all entries come to, and what would be wrong with an account. Pure. */
import type { EntryDocument } from './collections'
import { applied, type Balance, trialOf, type Unit } from './ledger'

/** What every account has been given, all members' together: `available`, `held`, `debt`, `xp`, `mint:post`, … */
export type Totals = Readonly<Record<string, Readonly<Record<Unit, number>>>>

/** What an audit may find: postings that do not sum to zero, a number that is missing, a balance nothing explains. */
export type Fault = 'unbalanced' | 'gap' | 'balance'

/** Totals with these entries in them. */
export function folded(totals: Totals, entries: readonly Pick<EntryDocument, 'postings'>[]): Totals {
  const result: Record<string, Record<Unit, number>> = {}
  for (const [account, sums] of Object.entries(totals)) result[account] = { ...sums }
  for (const { account, unit, amount } of entries.flatMap(({ postings }) => postings)) {
    const sums = result[account] ?? { points: 0, xp: 0 }
    sums[unit] += amount
    result[account] = sums
  }
  return result
}

/** What all accounts come to: nothing, or the books are wrong. */
export function trialBalance(totals: Totals): Record<Unit, number> {
  const all = Object.values(totals)
  const sum = (unit: Unit) => all.reduce((total, sums) => total + sums[unit], 0)
  return { points: sum('points'), xp: sum('xp') }
}

/** How far an audit has come in one account. */
export interface Audited {
  readonly version: number
  readonly balance: Balance
}

export const NOTHING_AUDITED: Audited = {
  version: 0,
  balance: { available: 0, held: 0, debt: 0, xp: 0 },
}

/**
 * Goes on with the audit of an account: each entry must be the next, sum to zero, and say what there is after it.
 * @param entries those after what was audited, the oldest first
 */
export function audited(
  before: Audited,
  entries: readonly Pick<EntryDocument, 'version' | 'postings' | 'after'>[],
): Audited | { readonly fault: Fault; readonly version: number } {
  let { version, balance } = before
  for (const entry of entries) {
    const wrong = faultOf({ version, balance }, entry)
    if (wrong) return { fault: wrong, version: entry.version }
    version = entry.version
    balance = entry.after
  }
  return { version, balance }
}

function faultOf(
  { version, balance }: Audited,
  entry: Pick<EntryDocument, 'version' | 'postings' | 'after'>,
): Fault | undefined {
  if (entry.version !== version + 1) return 'gap'
  const { points, xp } = trialOf(entry.postings)
  if (points !== 0 || xp !== 0) return 'unbalanced'
  return isSame(entry.after, applied(balance, entry.postings)) ? undefined : 'balance'
}

/** Whether an account is what its entries have made it. */
export function isSame(left: Balance, right: Balance): boolean {
  return (
    left.available === right.available &&
    left.held === right.held &&
    left.debt === right.debt &&
    left.xp === right.xp
  )
}
