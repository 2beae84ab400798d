/** Brings proofs to what has become known of them: of a photo by the platform, of anything by a person. */
import { now } from '../kit/clock'
import { isGuardRefusal } from '../kit/guard'
import type { Slice, SliceOutcome } from '../kit/jobs'
import { inTransaction } from '../kit/transaction'
import { findManyMedia } from '../media/store'
import { findChallenge } from './challenge-store'
import { findWaiting } from './check-in-store'
import type { CheckInDocument } from './collections'
import { creditedDays } from './outage-rules'
import { listOutages } from './outage-store'
import { type Decision, decideIn } from './proving'

const PROOFS_PER_SLICE = 20

/** Decides a proof as it was looked at; whether that changed anything. */
export async function decide(
  proof: Pick<CheckInDocument, '_id' | 'place' | 'challengeId'>,
  decision: Pick<Decision, 'passed' | 'whileIt' | 'at'>,
): Promise<boolean> {
  const [challenge, outages] = await Promise.all([findChallenge(proof.challengeId), listOutages()])
  if (!challenge) return false
  const credited = creditedDays(outages)
  return inTransaction((tx) => decideIn(tx, { ...decision, lookedAt: proof, challenge, credited }))
}

/** The same for a job: a proof whose member may not earn now stays as it is, and stops no other. */
export async function decideUnlessRefused(...about: Parameters<typeof decide>): Promise<boolean> {
  try {
    return await decide(...about)
  } catch (error) {
    if (isGuardRefusal(error)) return false
    throw error
  }
}

/** A slice of the job: days that wait for the check of their photo. */
export async function settleWaiting({ cursor }: Slice): Promise<SliceOutcome> {
  const waiting = await findWaiting(cursor, PROOFS_PER_SLICE)
  const photos = await findManyMedia(waiting.flatMap(({ photo }) => photo?.mediaId ?? []))
  const stateOf = (proof: CheckInDocument) => photos.find(({ _id }) => _id === proof.photo?.mediaId)?.state
  let repaired = 0
  // One after another: two days of one calendar would only meet.
  for (const proof of waiting) {
    const state = stateOf(proof)
    if (state !== 'passed' && state !== 'rejected') continue
    const decision = { passed: state === 'passed', whileIt: 'waiting', at: now() } as const
    if (await decideUnlessRefused(proof, decision)) repaired += 1
  }
  const last = waiting.length < PROOFS_PER_SLICE ? undefined : waiting.at(-1)
  return { next: last?._id, handled: waiting.length, repaired }
}
