import type { Contract } from '../../../contract/index'
import type { Run } from '../../kit/handler'
import { inTransaction } from '../../kit/transaction'
import { earnedBy } from '../../points/earned-rules'
import { readEarningSettings } from '../../points/earning-store'
import { MEMBERS, type MemberDocument } from '../collections'
import { onboardingOf } from '../onboarding-rules'
import { payStep } from '../step-store'

/** Keeps that the caller has accepted the rules of this version, and pays the first time that they have any. */
export const acceptRules: Run<Contract['member.acceptRules']> = async ({ rulesVersion }, ctx) => {
  const settings = await readEarningSettings()
  const { accepted, earned } = await inTransaction(async (tx) => {
    const members = tx.collection<MemberDocument>(MEMBERS)
    const current = (await members.get(ctx.actor._id)) ?? ctx.actor
    const known = current.rulesVersion ?? 0
    if (known >= rulesVersion) return { accepted: known, earned: undefined }
    await members.update(ctx.actor._id, { rulesVersion })
    const isFirstStep = known === 0
    return {
      accepted: rulesVersion,
      earned: isFirstStep
        ? await payStep(tx, current, 'rules', settings, ctx.now, { isFirst: true })
        : undefined,
    }
  })
  return {
    onboarding: onboardingOf({ ...ctx.actor, rulesVersion: accepted }),
    ...(earned ? { earned: earnedBy(earned) } : {}),
  }
}
