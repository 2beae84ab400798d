import type { Contract } from '../../../contract/index'
import { removed } from '../../kit/cloud'
import type { Run } from '../../kit/handler'
import { checkText } from '../../kit/text-check'
import { inTransaction } from '../../kit/transaction'
import { demandVisible } from '../../kit/visible-text'
import { demandShownText } from '../../member/rules'
import { CONTESTS, type ContestDocument } from '../collections'
import { contestIn, recordDecision } from '../contest-store'
import { managedView } from '../managing'
import { demandUnfrozen, isAnnounced, placeOf } from '../phase-rules'

/** Cancels a contest; a job tells whoever entered. Cancelled again it keeps its first reason. */
export const cancel: Run<Contract['contest.cancel']> = async ({ contestId, reason }, ctx) => {
  demandVisible('reason', reason)
  demandShownText(await checkText(ctx, 'forum', reason))
  const { actor, now } = ctx
  const cancelled = await inTransaction(async (tx): Promise<ContestDocument> => {
    const present = await contestIn(tx, contestId)
    if (present.state === 'cancelled') return present
    demandUnfrozen(present)
    const isKnown = isAnnounced(present)
    const over = {
      state: 'cancelled',
      cancelReason: reason,
      cancelledAt: now,
      place: isKnown ? placeOf('cancelled', present.plan, contestId) : '',
    } as const
    await tx
      .collection<ContestDocument>(CONTESTS)
      .update(contestId, { ...over, tellAt: isKnown ? now : removed<number>() })
    const what = { what: 'cancelled', subjectId: contestId, decision: 'cancelled' } as const
    await recordDecision(tx, { contestId, ...what, reason, by: actor._id, at: now })
    return { ...present, ...over }
  })
  return { contest: await managedView(cancelled, now) }
}
