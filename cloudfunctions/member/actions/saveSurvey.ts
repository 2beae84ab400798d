import type { Contract } from '../../../contract/index'
import { replacedBy } from '../../kit/cloud'
import type { Run } from '../../kit/handler'
import { claimInTransaction } from '../../kit/request'
import { checkText } from '../../kit/text-check'
import { inTransaction } from '../../kit/transaction'
import { demandVisible } from '../../kit/visible-text'
import { MEMBERS, type MemberDocument } from '../collections'
import { demandShownText } from '../rules'
import { findMember, ownAvatarUrls } from '../store'
import { claimed } from '../tier-rules'
import { myProfile } from '../views'

/** Keeps the survey's answers and the tier that is claimed with them. */
export const saveSurvey: Run<Contract['member.saveSurvey']> = async (input, ctx) => {
  const { requestId, skillTier, ...survey } = input
  if (survey.city !== undefined) {
    demandVisible('city', survey.city)
    demandShownText(await checkText(ctx, 'profile', survey.city))
  }
  await inTransaction(async (tx) => {
    const claim = await claimInTransaction(tx, {
      callerKey: ctx.callerKey,
      requestId,
      action: 'member.saveSurvey',
      input,
      workId: ctx.actor._id,
      now: ctx.now,
    })
    if (!claim.first) return
    const members = tx.collection<MemberDocument>(MEMBERS)
    const current = (await members.get(ctx.actor._id)) ?? ctx.actor
    await members.update(ctx.actor._id, { survey: replacedBy(survey), ...claimedBy(current, skillTier) })
  })
  const saved = (await findMember(ctx.actor._id)) ?? ctx.actor
  return { member: myProfile(saved, await ownAvatarUrls(saved)) }
}

/** An instructor was certified: a survey does not undo that. */
function claimedBy(current: MemberDocument, claim: Parameters<typeof claimed>[1]) {
  const isInstructor = current.skillTier === 'instructor' && current.tierProven === true
  return isInstructor ? {} : claimed(current, claim)
}
