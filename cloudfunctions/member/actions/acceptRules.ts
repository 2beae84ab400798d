import type { Contract } from '../../../contract/index'
import type { Run } from '../../kit/handler'
import { onboardingOf } from '../onboarding-rules'
import { changeMember } from '../profile-store'

/** Keeps that the caller has accepted the rules of this version. */
export const acceptRules: Run<Contract['member.acceptRules']> = async ({ rulesVersion }, ctx) => {
  const accepted = Math.max(rulesVersion, ctx.actor.rulesVersion ?? 0)
  await changeMember(ctx.actor._id, { rulesVersion: accepted })
  return { onboarding: onboardingOf({ ...ctx.actor, rulesVersion: accepted }) }
}
