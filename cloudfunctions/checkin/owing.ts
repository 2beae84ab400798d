/**
 * What a check-in leaves to be done: its member is told of a milestone or a rejected proof, and a newcomer is led up
 * the ladder. The document says so from the transaction that wrote it, and a job does it within a minute (docs/adr/0022):
 * so none of it makes a check-in wait, and a crash leaves nothing out.
 */
import { MEMBERS } from '../kit/actor'
import { removed } from '../kit/cloud'
import { readConfig } from '../kit/configs'
import type { Slice, SliceOutcome } from '../kit/jobs'
import { recordFact } from '../kit/outbox'
import { inTransaction, type Transaction } from '../kit/transaction'
import type { MemberDocument } from '../member/collections'
import { payStep } from '../member/step-store'
import { type NewNotice, notify } from '../notice/store'
import { readEarningSettings } from '../points/earning-store'
import type { PointsSettings } from '../points/settings'
import { findOwing } from './check-in-store'
import { CHECK_INS, type CheckInDocument } from './collections'
import { couponEarned } from './facts'
import { type CheckinSettings, checkinConfig } from './settings'

const OWING_PER_SLICE = 20

/** A slice of the job: each check-in that owes something, told first and then led on; either may be repeated. */
export async function settleOwing({ now }: Slice): Promise<SliceOutcome> {
  const [owing, { values }, settings] = await Promise.all([
    findOwing(OWING_PER_SLICE),
    readConfig(checkinConfig),
    readEarningSettings(),
  ])
  await notify(owing.flatMap(noticesOf))
  for (const checkIn of owing) await leadOn(checkIn, values, settings, now)
  const next = owing.length < OWING_PER_SLICE ? undefined : 'more'
  return { next, handled: owing.length, repaired: owing.length }
}

/** A milestone is told once whatever day reaches it; a rejection once each time. */
function noticesOf({ memberId: to, _id, day, challengeId, milestone, at, rejectedAt }: CheckInDocument) {
  const notices: NewNotice[] = []
  if (milestone !== undefined) {
    const about = String(milestone)
    notices.push({ to, kind: 'milestone', cause: `milestone:${about}`, about, at })
  }
  if (rejectedAt !== undefined) {
    const cause = `proofRejected:${_id}:${rejectedAt}`
    notices.push({ to, kind: 'proofRejected', subject: { challengeId, day }, cause, at: rejectedAt })
  }
  return notices
}

/** Takes off what was owed, in one transaction with what the newcomer's last day brings. */
function leadOn(
  { _id, rejectedAt }: CheckInDocument,
  values: CheckinSettings,
  settings: PointsSettings,
  now: number,
): Promise<void> {
  return inTransaction(async (tx) => {
    const checkIns = tx.collection<CheckInDocument>(CHECK_INS)
    const checkIn = await checkIns.get(_id)
    // Rejected anew since it was looked at: there is something else to tell.
    if (!checkIn?.owes || checkIn.rejectedAt !== rejectedAt) return
    if (checkIn.ladder) await endLadder(tx, checkIn.memberId, values, settings, now)
    await checkIns.update(_id, { owes: removed<true>() })
  })
}

/**
 * The newcomer's days are done: their step is, and its gift is given to who is new. Somebody who left meanwhile, or has
 * done it before, is passed over.
 */
async function endLadder(
  tx: Transaction,
  memberId: string,
  { newcomerCoupon }: CheckinSettings,
  settings: PointsSettings,
  at: number,
): Promise<void> {
  const members = tx.collection<MemberDocument>(MEMBERS)
  const member = await members.get(memberId)
  if (member?.standing !== 'active' || member.newcomerCheckInsAt !== undefined) return
  await members.update(memberId, { newcomerCheckInsAt: at })
  if (member.returned) return
  await recordFact(tx, couponEarned(memberId, `newcomer:${memberId}`, newcomerCoupon))
  await payStep(tx, member, 'checkIns', settings, at, { isFirst: true })
}
