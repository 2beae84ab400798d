/** How a decision asks for a new version of the result. */
import { increasedBy } from '../kit/cloud'
import type { Transaction } from '../kit/transaction'
import { CONTESTS, type ContestDocument } from './collections'

/**
 * Asks for a new version of the result, in the transaction of whatever changes what counts: a vote's review, a voter's
 * exclusion, a work that comes or goes after the close. Because it writes the contest, as the final result does, either
 * the result has heard of the decision or the decision finds that it is final. Asked before the first version it does
 * no harm.
 */
export async function wantRecount(
  tx: Transaction,
  contestId: string,
  why: 'reviewed' | 'appeal',
): Promise<void> {
  await tx
    .collection<ContestDocument>(CONTESTS)
    .update(contestId, { recountWanted: why, recountAsks: increasedBy(1) })
}
