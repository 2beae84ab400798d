/** The ladder that leads a newcomer in (PRODUCT 1.2). Pure. */
import { RULES_VERSION } from '../../contract/limits'
import type { Onboarding, OnboardingStep, StepState } from '../../contract/member-shapes'
import type { Actor } from '../kit/actor'

type OnTheLadder = Pick<
  Actor,
  'rulesVersion' | 'survey' | 'postCount' | 'lastPostAt' | 'skippedSteps' | 'returned' | 'newcomerCheckInsAt'
>

/**
 * Where a member stands. What is done is read from what they have done, so that a step can be done at any time, in any
 * order, and on another phone; only what was passed over is kept for itself.
 */
export function onboardingOf(member: OnTheLadder): Onboarding {
  const steps: Record<OnboardingStep, StepState> = {
    rules: stateOf('rules', (member.rulesVersion ?? 0) >= RULES_VERSION, member),
    survey: stateOf('survey', member.survey !== undefined, member),
    firstPost: stateOf('firstPost', member.lastPostAt !== undefined || member.postCount > 0, member),
    checkIns: stateOf('checkIns', member.newcomerCheckInsAt !== undefined, member),
    gift: giftOf(member),
  }
  return { steps, finished: !Object.values(steps).includes('todo') }
}

function stateOf(step: OnboardingStep, isDone: boolean, member: OnTheLadder): StepState {
  if (isDone) return 'done'
  return member.skippedSteps?.includes(step) ? 'skipped' : 'todo'
}

/** The gift comes with the days of check-in, and goes with them; whoever had left before is due none. */
function giftOf(member: OnTheLadder): StepState {
  if (member.returned) return 'closed'
  return stateOf('checkIns', member.newcomerCheckInsAt !== undefined, member)
}

/** The skipped steps with one more; the gift is no step of its own that could be skipped. */
export function withSkipped(
  skipped: readonly OnboardingStep[],
  step: OnboardingStep,
): readonly OnboardingStep[] {
  return skipped.includes(step) || step === 'gift' ? skipped : [...skipped, step]
}
