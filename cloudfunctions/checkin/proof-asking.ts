/**
 * Words of a proof that the platform could not check: asked about again a few times, further and further apart, then
 * left to a person. The day counts meanwhile, and nobody is shown them because they have waited.
 */
import { ASKS_MAX, isTimeToAsk, TEXT_PATIENCE_MS } from '../kit/asking-rules'
import { now } from '../kit/clock'
import type { Slice, SliceOutcome } from '../kit/jobs'
import { checkText } from '../kit/text-check'
import { findManyMembers } from '../member/store'
import { countAsk, findUnchecked } from './check-in-store'
import type { CheckInDocument } from './collections'
import { decideUnlessRefused } from './proof-settling'

const PROOFS_PER_SLICE = 20

/** A slice of the job. */
export async function askAboutProofs(slice: Slice): Promise<SliceOutcome> {
  const found = await findUnchecked(slice.cursor, PROOFS_PER_SLICE)
  const due = found.filter(
    ({ at, textAsks = 0, textAskedAt }) =>
      at <= slice.now - TEXT_PATIENCE_MS && isTimeToAsk(textAsks, textAskedAt, slice.now),
  )
  const members = await findManyMembers([...new Set(due.map(({ memberId }) => memberId))])
  const openids = new Map(members.map(({ _id, openid }) => [_id, openid]))
  // One after another: two days of one calendar would only meet.
  for (const proof of due) await askAbout(proof, openids.get(proof.memberId), slice)
  const last = found.length < PROOFS_PER_SLICE ? undefined : found.at(-1)
  return { next: last?._id, handled: found.length, repaired: due.length }
}

/** Asks about one: what passes is shown, what is risky makes its day void; anything else was asked in vain. */
async function askAbout(proof: CheckInDocument, openid: string | undefined, slice: Slice): Promise<void> {
  const { text = '', textAsks = 0 } = proof
  const caller = { openid: openid ?? '', requestId: slice.requestId }
  const verdict = openid === undefined ? 'unknown' : await checkText(caller, 'comment', text)
  if (verdict === 'pass' || verdict === 'risky') {
    await decideUnlessRefused(proof, { passed: verdict === 'pass', whileIt: 'unchecked', at: now() })
    return
  }
  const asks = textAsks + 1
  await countAsk(proof, { asks, at: slice.now, isLast: verdict === 'review' || asks >= ASKS_MAX })
}
