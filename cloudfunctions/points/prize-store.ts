/** Prizes of contests: points that are won, each once (PRODUCT 3.8). */
import { isGuardRefusal } from '../kit/guard'
import type { Transaction } from '../kit/transaction'
import type { EntryDocument } from './collections'
import { earn } from './ledger'
import { append } from './store'

/** What a work has won. */
export interface Prize {
  readonly contestId: string
  readonly workId: string
  /** The work's author. */
  readonly memberId: string
  /** A whole number from 1. */
  readonly points: number
  readonly at: number
}

/**
 * Pays a prize in the transaction of its cause. Asked again it answers what there is; a prize is no earning, so no cap
 * holds it back and it brings no XP. Nothing, and no entry, for who is banned or has left: to be refused leaves nothing
 * half done, because the standing is asked before anything is written.
 * @throws AppError IDEMPOTENCY_MISMATCH when the work was paid something else
 */
export async function payPrize(
  tx: Transaction,
  { contestId, workId, memberId, points, at }: Prize,
): Promise<EntryDocument | undefined> {
  try {
    const { entry } = await append(tx, {
      key: `prize:${contestId}:${workId}`,
      memberId,
      kind: 'earn',
      reason: { what: 'prize', subjectId: workId },
      asked: { points },
      at,
      book: (account) => ({ booking: earn(account, { from: 'mint:prize', points, xp: 0 }, at) }),
    })
    return entry
  } catch (error) {
    if (isGuardRefusal(error)) return undefined
    throw error
  }
}
