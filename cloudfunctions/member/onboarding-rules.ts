/** The ladder that leads a newcomer in (PRODUCT 1.2). Pure. */
import { RULES_VERSION } from '../../contract/limits'
import type { Onboarding, OnboardingStep, StepState } from '../../contract/member-shapes'
import type { Actor } from '../kit/actor'

type OnTheLadder = Pick<
  Actor,
  'rulesVersion' | 'survey' | 'postCount' | 'lastPostAt' | 'skippedSteps' | 'returned'
>

/** Steps that the community does not offer yet: nobody is asked for them, and nobody can pass them over. */
const CLOSED: readonly OnboardingStep[] = ['checkIns', 'gift']

/**
 * Where a member stands. What is done is read from what they have done, so that a step can be done at any time, in any
 * order, and on another phone; only what was passed over is kept for itself.
 */
export function onboardingOf(member: OnTheLadder): Onboarding {
  const steps: Record<OnboardingStep, StepState> = {
    rules: stateOf('rules', (member.rulesVersion ?? 0) >= RULES_VERSION, member),
    survey: stateOf('survey', member.survey !== undefined, member),
    firstPost: stateOf('firstPost', member.lastPostAt !== undefined || member.postCount > 0, member),
    checkIns: stateOf('checkIns', false, member),
    gift: stateOf('gift', false, member),
  }
  return { steps, finished: !Object.values(steps).includes('todo') }
}

function stateOf(step: OnboardingStep, isDone: boolean, member: OnTheLadder): StepState {
  if (isDone) return 'done'
  if (CLOSED.includes(step)) return 'closed'
  return member.skippedSteps?.includes(step) ? 'skipped' : 'todo'
}

/** The skipped steps with one more; a closed one is not there to be skipped. */
export function withSkipped(
  skipped: readonly OnboardingStep[],
  step: OnboardingStep,
): readonly OnboardingStep[] {
  return skipped.includes(step) || CLOSED.includes(step) ? skipped : [...skipped, step]
}
