/** The community's books: what all entries come to, and what would be wrong with an account. Pure. */
import type { BooksDocument, EntryDocument } from './collections'
import { applied, type Balance, trialOf, type Unit } from './ledger'

/** What every account has been given, all members' together: `available`, `held`, `debt`, `xp`, `mint:post`, … */
export type Totals = Readonly<Record<string, Readonly<Record<Unit, number>>>>

/**
 * What an audit may find: postings that do not sum to zero, a number that is missing, a balance that nothing explains,
 * points set aside that no hold explains, and books that do not come to nothing.
 */
export type Fault = 'unbalanced' | 'gap' | 'balance' | 'held' | 'trial'

/** What the books say. */
export type Folded = Pick<BooksDocument, 'entryCount' | 'totals' | 'lots'>

/** Books with these entries in them. */
export function folded(
  { entryCount, totals, lots }: Folded,
  entries: readonly Pick<EntryDocument, 'postings' | 'lotChanges'>[],
): Folded {
  const sums: Record<string, Record<Unit, number>> = {}
  for (const [account, sum] of Object.entries(totals)) sums[account] = { ...sum }
  for (const { account, unit, amount } of entries.flatMap(({ postings }) => postings)) {
    const sum = sums[account] ?? { points: 0, xp: 0 }
    sum[unit] += amount
    sums[account] = sum
  }
  const days = new Map(Object.entries(lots))
  for (const { expiresOn, change } of entries.flatMap(({ lotChanges }) => lotChanges))
    days.set(expiresOn, (days.get(expiresOn) ?? 0) + change)
  return {
    entryCount: entryCount + entries.length,
    totals: sums,
    // A day whose points have all gone is left out: there are never more days than lots can have.
    lots: Object.fromEntries([...days].filter(([, amount]) => amount !== 0)),
  }
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
