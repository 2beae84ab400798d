/** Works that come and go by somebody's deed: whatever that changes of a result is counted anew. */
import { type Patch, removed } from '../kit/cloud'
import type { Transaction } from '../kit/transaction'
import { ENTRANTS, type EntrantDocument, WORKS, type WorkDocument } from './collections'
import { addToWorkCount, contestIn } from './contest-store'
import { entrantIdOf } from './entry-rules'
import { type AnnouncedContest, demandUnfrozen, phaseOf } from './phase-rules'
import { wantRecount } from './recount-store'
import { coverOf } from './views'
import { findLatest } from './work-store'

/** A work in a transaction, and where it goes. */
export interface WorkMove {
  readonly work: WorkDocument
  /** As it was read before the transaction. */
  readonly contest: AnnouncedContest
  readonly to: Patch<WorkDocument> & { readonly state: WorkDocument['state'] }
  /** Epoch milliseconds. */
  readonly now: number
}

/**
 * Moves a work to another state. During the public notice that asks for a new version of the result, and finds out if
 * it has become final.
 * @throws AppError CONTEST_CLOSED once the result is final
 */
export async function moveWork(tx: Transaction, { work, contest, to, now }: WorkMove): Promise<void> {
  demandUnfrozen(contest)
  const change = Number(to.state === 'entered') - Number(work.state === 'entered')
  if (change !== 0 && phaseOf(contest, now) === 'notice') {
    demandUnfrozen(await contestIn(tx, contest._id))
    await wantRecount(tx, contest._id, 'reviewed')
  }
  await tx.collection<WorkDocument>(WORKS).update(work._id, to)
  if (change > 0) tx.afterCommit(() => addToWorkCount(contest._id, 1, coverOf(work)))
  if (change < 0) tx.afterCommit(() => takeOut(contest._id))
}

/** A work that takes no part any more is no cover either. */
async function takeOut(contestId: string): Promise<void> {
  const [latest] = await findLatest(contestId, undefined, 1)
  await addToWorkCount(contestId, -1, latest && coverOf(latest))
}

/** Takes a work back: its author has a place again. */
export async function withdrawIn(tx: Transaction, move: Omit<WorkMove, 'to'>): Promise<void> {
  const { work } = move
  const entrants = tx.collection<EntrantDocument>(ENTRANTS)
  const entrant = await entrants.get(entrantIdOf(work.contestId, work.authorId))
  if (entrant)
    await entrants.update(entrant._id, { workIds: entrant.workIds.filter((workId) => workId !== work._id) })
  const gone = { waiting: removed<true>(), unchecked: removed<true>(), untold: removed<true>() }
  await moveWork(tx, { ...move, to: { state: 'withdrawn', ...gone } })
}
