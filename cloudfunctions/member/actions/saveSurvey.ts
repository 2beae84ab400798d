import type { Contract } from '../../../contract/index'
import { replacedBy } from '../../kit/cloud'
import type { Run } from '../../kit/handler'
import { claimInTransaction } from '../../kit/request'
import { checkText } from '../../kit/text-check'
import { inTransaction } from '../../kit/transaction'
import { demandVisible } from '../../kit/visible-text'
import { earnedBy } from '../../points/earned-rules'
import { readEarningSettings } from '../../points/earning-store'
import { MEMBERS, type MemberDocument } from '../collections'
import { demandShownText } from '../rules'
import { payStep } from '../step-store'
import { ownAvatarUrls } from '../store'
import { claimed } from '../tier-rules'
import { myProfile } from '../views'

/** Keeps the survey's answers and the tier that is claimed with them. */
export const saveSurvey: Run<Contract['member.saveSurvey']> = async (input, ctx) => {
  const { requestId, skillTier, ...survey } = input
  if (survey.city !== undefined) demandVisible('city', survey.city)
  const [settings, urls, verdict] = await Promise.all([
    readEarningSettings(),
    ownAvatarUrls(ctx.actor),
    survey.city === undefined ? ('pass' as const) : checkText(ctx, 'profile', survey.city),
  ])
  demandShownText(verdict)
  const { saved, earned } = await inTransaction(async (tx) => {
    const claim = await claimInTransaction(tx, {
      callerKey: ctx.callerKey,
      requestId,
      action: 'member.saveSurvey',
      input,
      workId: ctx.actor._id,
      now: ctx.now,
    })
    const members = tx.collection<MemberDocument>(MEMBERS)
    const current = (await members.get(ctx.actor._id)) ?? ctx.actor
    if (!claim.first) return { saved: current, earned: undefined }
    const tier = claimedBy(current, skillTier)
    await members.update(ctx.actor._id, { survey: replacedBy(survey), ...tier })
    const isFirstStep = current.survey === undefined
    return {
      saved: { ...current, survey, ...tier },
      earned: isFirstStep
        ? await payStep(tx, current, 'survey', settings, ctx.now, { isFirst: true })
        : undefined,
    }
  })
  return { member: myProfile(saved, urls), ...(earned ? { earned: earnedBy(earned) } : {}) }
}

/** An instructor was certified: a survey does not undo that. */
function claimedBy(current: MemberDocument, claim: Parameters<typeof claimed>[1]) {
  const isInstructor = current.skillTier === 'instructor' && current.tierProven === true
  return isInstructor ? {} : claimed(current, claim)
}
