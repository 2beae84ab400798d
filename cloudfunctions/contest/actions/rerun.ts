import type { Contract } from '../../../contract/index'
import { AppError } from '../../kit/app-error'
import type { Run } from '../../kit/handler'
import { inTransaction } from '../../kit/transaction'
import { CONTESTS, type ContestDocument } from '../collections'
import { contestIn, recordDecision } from '../contest-store'
import { addDraft, managedView } from '../managing'

/** Makes the draft of a cancelled contest's rerun, once: the contest that was cancelled names it. */
export const rerun: Run<Contract['contest.rerun']> = async ({ contestId }, { actor, now, newId }) => {
  const draftId = newId('cst')
  const draft = await inTransaction(async (tx) => {
    const { state, plan, rerunId } = await contestIn(tx, contestId)
    if (state !== 'cancelled') throw new AppError('NOT_FOUND')
    if (rerunId !== undefined) return contestIn(tx, rerunId)
    await tx.collection<ContestDocument>(CONTESTS).update(contestId, { rerunId: draftId })
    const what = { what: 'rerun', subjectId: draftId, decision: 'rerun' } as const
    await recordDecision(tx, { contestId, ...what, reason: '', by: actor._id, at: now })
    return addDraft(tx, { _id: draftId, plan, createdAt: now, rerunOf: contestId })
  })
  return { contest: await managedView(draft, now) }
}
