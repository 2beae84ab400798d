import type { Contract } from '../../../contract/index'
import { AppError } from '../../kit/app-error'
import type { Run } from '../../kit/handler'
import { periodOf } from '../../kit/period'
import { inTransaction } from '../../kit/transaction'
import { CHALLENGES, type ChallengeDocument } from '../collections'

/** Publishes a draft or calls a challenge off; what was called off stays so. */
export const setChallengeState: Run<Contract['checkin.setChallengeState']> = async (
  { challengeId, state },
  { now },
) => {
  await inTransaction(async (tx) => {
    const challenges = tx.collection<ChallengeDocument>(CHALLENGES)
    const present = await challenges.get(challengeId)
    if (!present) throw new AppError('NOT_FOUND')
    if (present.state === state) return
    const isTooLate = state === 'published' && present.firstDay < periodOf('day', now)
    if (present.state === 'cancelled' || isTooLate) throw new AppError('CHECK_IN_CLOSED')
    await challenges.update(challengeId, { state })
  })
  return {}
}
