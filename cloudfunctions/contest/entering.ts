/** Entering a work (PRODUCT 3.2): it, its licence and its author's place stand or fall together. */
import type { Input } from '../../contract/index'
import { WORKS_PER_MEMBER } from '../../contract/limits'
import { AppError } from '../kit/app-error'
import { passGuard } from '../kit/guard'
import { type Claim, claimInTransaction, type Wish } from '../kit/request'
import type { Transaction } from '../kit/transaction'
import {
  ENTRANTS,
  type EntrantDocument,
  LICENCES,
  type LicenceDocument,
  WORKS,
  type WorkDocument,
} from './collections'
import { demandNewPhoto, entrantIdOf } from './entry-rules'

/** A work as it is wished, without what its claim gives it. */
export type WishedWork = Omit<WorkDocument, '_id' | 'enteredAt'>

/** The claim under which a work is entered once. */
export function entryWish(
  input: Input<'contest.enterWork'>,
  { callerKey, workId, now }: Pick<Wish, 'callerKey' | 'workId' | 'now'>,
): Wish {
  return { callerKey, requestId: input.requestId, action: 'contest.enterWork', input, workId, now }
}

/**
 * Enters a work; undefined when the wish was fulfilled before.
 * @throws AppError LIMIT_REACHED for a third work; DUPLICATE_WORK for a photo that they have entered here; and what the
 *   guard says
 */
export async function enterIn(
  tx: Transaction,
  wish: Wish,
  wanted: WishedWork,
): Promise<{ readonly work: WorkDocument | undefined; readonly claim: Claim }> {
  const claim = await claimInTransaction(tx, wish)
  if (!claim.first) return { work: undefined, claim }
  const work: WorkDocument = { ...wanted, _id: claim.workId, enteredAt: claim.createdAt }
  await passGuard(tx, work.authorId)
  await takePlace(tx, work)
  await tx.collection<WorkDocument>(WORKS).add(work)
  const { _id, authorId: memberId, licence, enteredAt: givenAt } = work
  await tx
    .collection<LicenceDocument>(LICENCES)
    .add({ _id, schemaVersion: 1, memberId, licence, version: 1, givenAt })
  return { work, claim }
}

/** The document of what somebody has in a contest is what two of their entries meet at. */
async function takePlace(tx: Transaction, work: WorkDocument): Promise<void> {
  const { _id: workId, contestId, authorId: memberId } = work
  const entrants = tx.collection<EntrantDocument>(ENTRANTS)
  const _id = entrantIdOf(contestId, memberId)
  const entrant = await entrants.get(_id)
  const workIds = entrant?.workIds ?? []
  const own: WorkDocument[] = []
  for (const ownId of workIds) {
    const found = await tx.collection<WorkDocument>(WORKS).get(ownId)
    if (found) own.push(found)
  }
  demandNewPhoto(work.perceptualHash, own)
  if (workIds.length >= WORKS_PER_MEMBER) throw new AppError('LIMIT_REACHED')
  if (entrant) await entrants.update(_id, { workIds: [...workIds, workId] })
  else await entrants.add({ _id, schemaVersion: 1, contestId, memberId, workIds: [workId] })
}
