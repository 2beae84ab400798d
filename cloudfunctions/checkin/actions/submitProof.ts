import { checkin } from '../../../contract/checkin'
import type { Proof } from '../../../contract/checkin-shapes'
import { AppError } from '../../kit/app-error'
import { type MemberContext, prefetching } from '../../kit/handler'
import { periodOf } from '../../kit/period'
import { checkText } from '../../kit/text-check'
import { inTransaction } from '../../kit/transaction'
import { findMedia } from '../../media/store'
import { demandProofKind } from '../challenge-rules'
import { findChallenge } from '../challenge-store'
import type { CalendarDocument, ChallengeDocument } from '../collections'
import { calendarIdOf } from '../marking-rules'
import { creditedDays } from '../outage-rules'
import { listOutages } from '../outage-store'
import { type ProofChecks, photoIdOf, proofKept, standingOf } from '../proof-rules'
import { keepProof } from '../proving'
import type { CreditedDays } from '../streak-rules'
import { myChallenge } from '../views'

/** Proves a day of a challenge: the check of a text first, then the day with what it completes in one transaction. */
export const submitProof = prefetching(checkin['checkin.submitProof'], {
  prefetch({ challengeId, proof }) {
    const photoId = photoIdOf(proof)
    return Promise.all([
      findChallenge(challengeId),
      listOutages(),
      photoId === undefined ? undefined : findMedia(photoId),
    ])
  },
  async run({ challengeId, day, proof }, ctx, [challenge, outages, photo]) {
    if (challenge?.state !== 'published') throw new AppError('NOT_FOUND')
    demandProofKind(challenge, proof)
    const today = periodOf('day', ctx.now)
    const given = proofKept(proof, photo, ctx.callerKey)
    const standing = standingOf({
      ...(await textChecked(proof, ctx)),
      ...(photo ? { photo: photo.state } : {}),
    })
    if (standing.mark === 'void') throw new AppError('CONTENT_REJECTED')
    const credited = creditedDays(outages)
    const kept = await inTransaction((tx) =>
      keepProof(tx, {
        challenge,
        calendarId: calendarIdOf(challengeId, ctx.actor._id),
        day: day ?? today,
        given,
        standing,
        place: ctx.newId('prf'),
        credited,
        at: ctx.now,
      }),
    )
    return provenAs(challenge, kept, credited, today)
  },
})

/** What the platform says of a proof's text. @throws AppError CONTENT_REJECTED for a risky one */
async function textChecked(proof: Proof, ctx: MemberContext): Promise<Pick<ProofChecks, 'text'>> {
  if (proof.how !== 'text') return {}
  const verdict = await checkText(ctx, 'comment', proof.text)
  if (verdict === 'risky') throw new AppError('CONTENT_REJECTED')
  return { text: verdict }
}

function provenAs(
  challenge: ChallengeDocument,
  kept: CalendarDocument,
  credited: CreditedDays,
  today: string,
) {
  return {
    mine: myChallenge(challenge, kept, credited, today),
    ...(kept.completedAt !== undefined && challenge.coupon ? { coupon: challenge.coupon } : {}),
  }
}
