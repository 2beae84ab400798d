import { checkin } from '../../../contract/checkin'
import { AppError } from '../../kit/app-error'
import { prefetching } from '../../kit/handler'
import { findByPlace } from '../check-in-store'
import { DAILY } from '../collections'
import { decide } from '../proof-settling'

/** Takes what a person has seen of a proof. A daily check-in needs none. */
export const decideProof = prefetching(checkin['checkin.decideProof'], {
  prefetch: ({ proofId }) => findByPlace(proofId),
  async run({ passed }, ctx, found) {
    if (!found || found.challengeId === DAILY) throw new AppError('NOT_FOUND')
    await decide(found, { passed, at: ctx.now })
    return {}
  },
})
