import type { Contract } from '../../../contract/index'
import type { Run } from '../../kit/handler'
import { onboardingOf, withSkipped } from '../onboarding-rules'
import { changeMember } from '../profile-store'

/** Passes over a step of the ladder. */
export const skipStep: Run<Contract['member.skipStep']> = async ({ step }, ctx) => {
  const skippedSteps = withSkipped(ctx.actor.skippedSteps ?? [], step)
  await changeMember(ctx.actor._id, { skippedSteps })
  return { onboarding: onboardingOf({ ...ctx.actor, skippedSteps }) }
}
