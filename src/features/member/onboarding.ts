/** The newcomer's ladder: its steps, the survey in progress, and what changed because of the answers. */
import { create } from 'zustand'
import type { Input } from '../../../contract'
import { INTERESTS_MAX, RULES_VERSION } from '../../../contract/limits'
import type { WechatGroup } from '../../../contract/member-groups'
import type { SuggestedMember } from '../../../contract/member-people'
import type { MyProfile } from '../../../contract/member-shapes'
import { sayRefusal } from '../../i18n/say-refusal'
import { wordsNow } from '../../i18n/words'
import { call } from '../../platform/cloud'
import { openPage, openTab } from '../../platform/navigate'
import { newRequestId } from '../../platform/request-id'
import { forget, hasFields, keep, recall } from '../../platform/storage'
import { toast } from '../../platform/toast'
import { celebrate } from '../points/joy'
import { markOffered } from './group'
import { patchMe, receiveMe, useMemberStore } from './store'

export type Step = keyof MyProfile['onboarding']['steps']
type Survey = Omit<Input<'member.saveSurvey'>, 'requestId'>
type Reason = Survey['reasons'][number]
type Need = Survey['needs'][number]
type ClaimedTier = Survey['skillTier']

/** In the order in which they are taken. */
export const STEPS: readonly Step[] = ['rules', 'survey', 'firstPost', 'checkIns', 'gift']
export const REASONS: readonly Reason[] = ['learn', 'share', 'friends', 'fun', 'teach']
export const NEEDS: readonly Need[] = ['guidance', 'answers', 'classes', 'company', 'tools']
export const CLAIMABLE_TIERS: readonly ClaimedTier[] = ['potential', 'beginner', 'enthusiast', 'expert']

/** Where each step is taken. */
export const STEP_WAYS: Readonly<Record<Step, () => void>> = {
  rules: () => openPage('/packages/member/rules', {}),
  survey: () => openPage('/packages/member/survey', {}),
  firstPost: () => openPage('/packages/compose/index', {}),
  checkIns: () => openTab('activity'),
  gift: () => openTab('activity'),
}

/** The steps that the community offers; what is `closed` is not spoken of. */
export function openSteps({ steps }: MyProfile['onboarding']): readonly Step[] {
  return STEPS.filter((step) => steps[step] !== 'closed')
}

/** The step to take next, if one is left. */
export function nextStep({ steps }: MyProfile['onboarding']): Step | undefined {
  return STEPS.find((step) => steps[step] === 'todo')
}

/** Passes over a step, quietly; it can still be taken. */
export async function skipStep(step: Step): Promise<void> {
  try {
    patchMe(await call('member.skipStep', { step }))
    toast(wordsNow().onboarding.skipped)
  } catch (error) {
    toast(sayRefusal(error, wordsNow()))
  }
}

/**
 * Accepts the rules as they stand now.
 * @throws CallError when no answer came.
 */
export async function acceptRules(): Promise<void> {
  const { onboarding, earned } = await call('member.acceptRules', { rulesVersion: RULES_VERSION })
  patchMe({ onboarding })
  celebrate(earned)
}

/** The answers so far, kept on the phone so that the survey can be left and gone on with. */
export interface SurveyAnswers {
  readonly position: number
  readonly reasons: readonly Reason[]
  readonly skillTier?: ClaimedTier
  readonly interests: readonly string[]
  readonly needs: readonly Need[]
  readonly city: string
}

const KEY = 'survey'
const UNANSWERED: SurveyAnswers = { position: 0, reasons: [], interests: [], needs: [], city: '' }

export const useSurveyStore = create<SurveyAnswers>(() => UNANSWERED)

/** Opens the survey where it was left, or with the answers that were given before. */
export function openSurvey(): void {
  const kept = recall(KEY, hasFields<SurveyAnswers>('position', 'reasons', 'interests', 'needs', 'city'))
  const { survey } = useMemberStore.getState().me ?? {}
  const given = survey ? { ...survey, position: 0, city: survey.city ?? '' } : UNANSWERED
  useSurveyStore.setState(kept ?? given, true)
}

/** Changes an answer, or which question is open. */
export function answerSurvey(change: Partial<SurveyAnswers>): void {
  useSurveyStore.setState(change)
  keep(KEY, useSurveyStore.getState())
}

/** The same list with the item in it, or without it when it was there. */
export function toggled<T>(items: readonly T[], item: T): readonly T[] {
  return items.includes(item) ? items.filter((each) => each !== item) : [...items, item]
}

/** Chooses a board or leaves it again; above the most that the cloud takes nothing is added. */
export function toggleInterest(boardId: string): void {
  const interests = toggled(useSurveyStore.getState().interests, boardId)
  if (interests.length <= INTERESTS_MAX) answerSurvey({ interests })
}

/**
 * Hands the answers in.
 * @throws CallError CONTENT_REJECTED for the city, or no answer.
 */
export async function saveSurvey(): Promise<void> {
  const { reasons, skillTier, interests, needs, city } = useSurveyStore.getState()
  const { member, earned } = await call('member.saveSurvey', {
    requestId: newRequestId(),
    reasons: [...reasons],
    skillTier: skillTier ?? 'potential',
    interests: [...interests],
    needs: [...needs],
    ...(city.trim() ? { city: city.trim() } : {}),
  })
  receiveMe(member)
  celebrate(earned)
  forget(KEY)
}

/** What the answers have brought: people to meet, and a group. */
export interface Welcome {
  readonly members: readonly SuggestedMember[]
  readonly group?: WechatGroup
}

/** Asks for both at once. What does not come is left out: neither is worth an error. */
export async function loadWelcome(): Promise<Welcome> {
  const [suggested, offered] = await Promise.allSettled([
    call('member.suggestMembers', {}),
    call('member.offerGroup', {}),
  ])
  const group = offered.status === 'fulfilled' ? offered.value.group : undefined
  if (group) markOffered(group)
  return {
    members: suggested.status === 'fulfilled' ? suggested.value.members : [],
    group,
  }
}
