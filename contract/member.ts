/** Members: how they join and who they are. PRODUCT 1; what else there is of them, by what it is about. */
import * as z from 'zod'
import { action } from './action'
import { INTERESTS_MAX, MINUTE_MS, RULES_VERSION } from './limits'
import { memberGroups } from './member-groups'
import { memberHonours } from './member-honours'
import { memberPeople } from './member-people'
import {
  City,
  ClaimedTier,
  distinct,
  MemberProfile,
  MemberSettings,
  MyProfile,
  Nickname,
  NotifyChoices,
  Onboarding,
  OnboardingStep,
  QuietHours,
  SurveyNeed,
  SurveyReason,
} from './member-shapes'
import { Earned } from './points-shapes'
import { BoardId, MediaId, MemberId, RequestId } from './shared'

/** Where somebody came from: WeChat's scene, who sent them, by which channel, and the page they arrived at. */
export const Arrival = z.strictObject({
  scene: z.number().int().min(0).max(100_000).optional(),
  inviterId: MemberId.optional(),
  channel: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,32}$/)
    .optional(),
  /** A page's path, without its query. */
  page: z
    .string()
    .regex(/^[A-Za-z0-9/_-]{1,100}$/)
    .optional(),
})
export type Arrival = z.output<typeof Arrival>

export const member = {
  ...memberPeople,
  ...memberHonours,
  ...memberGroups,
  /** Who WeChat says I am. `member` is absent for a guest who has not joined. One read. */
  'member.getMe': action({
    auth: 'guest',
    effect: 'read',
    input: z.strictObject({}),
    output: z.object({ member: MyProfile.optional() }),
    errors: [],
    idempotent: 'natural',
  }),
  /**
   * Joins with a nickname and perhaps a picture; joining again answers the member there is. With `rulesVersion` the
   * rules of that version are accepted. Where somebody came from is kept from the first joining only.
   * LEFT_RECENTLY: whoever has left may join again only after a while; the details say when.
   */
  'member.join': action({
    auth: 'guest',
    effect: 'write',
    input: z.strictObject({
      requestId: RequestId,
      nickname: Nickname,
      avatarMediaId: MediaId.optional(),
      rulesVersion: z.number().int().min(1).max(RULES_VERSION).optional(),
      arrival: Arrival.optional(),
    }),
    output: z.object({ member: MyProfile, earned: Earned.optional() }),
    errors: ['CONTENT_REJECTED', 'MEDIA_NOT_READY', 'LEFT_RECENTLY'],
    idempotent: 'requestId',
    rateLimit: { max: 20, windowMs: 10 * MINUTE_MS },
  }),
  /** Changes nickname or picture; posts and comments already made follow. */
  'member.updateProfile': action({
    auth: 'member',
    effect: 'write',
    input: z.strictObject({
      requestId: RequestId,
      nickname: Nickname.optional(),
      avatarMediaId: MediaId.optional(),
    }),
    output: z.object({ member: MyProfile }),
    errors: ['CONTENT_REJECTED', 'MEDIA_NOT_READY'],
    idempotent: 'requestId',
    rateLimit: { max: 20, windowMs: 10 * MINUTE_MS },
  }),
  /** Another member's page. */
  'member.getMember': action({
    auth: 'public',
    effect: 'read',
    input: z.strictObject({ memberId: MemberId }),
    output: z.object({ member: MemberProfile }),
    errors: ['NOT_FOUND'],
    idempotent: 'natural',
  }),
  /** Accepts the rules, for who joined without or before they changed. */
  'member.acceptRules': action({
    auth: 'member',
    effect: 'write',
    input: z.strictObject({ rulesVersion: z.number().int().min(1).max(RULES_VERSION) }),
    output: z.object({ onboarding: Onboarding, earned: Earned.optional() }),
    errors: [],
    idempotent: 'natural',
    rateLimit: { max: 20, windowMs: 10 * MINUTE_MS },
  }),
  /**
   * Answers the survey, or answers it anew. The tier is a claim: a tier that was proven stays until another is claimed.
   * A city is checked before it is kept.
   */
  'member.saveSurvey': action({
    auth: 'member',
    effect: 'write',
    input: z.strictObject({
      requestId: RequestId,
      reasons: distinct(SurveyReason, SurveyReason.options.length),
      skillTier: ClaimedTier,
      interests: distinct(BoardId, INTERESTS_MAX),
      needs: distinct(SurveyNeed, SurveyNeed.options.length),
      city: City.optional(),
    }),
    output: z.object({ member: MyProfile, earned: Earned.optional() }),
    errors: ['CONTENT_REJECTED'],
    idempotent: 'requestId',
    rateLimit: { max: 20, windowMs: 10 * MINUTE_MS },
  }),
  /** Passes over a step of the ladder; one that is done stays done, and one that was passed over can still be done. */
  'member.skipStep': action({
    auth: 'member',
    effect: 'write',
    input: z.strictObject({ step: OnboardingStep }),
    output: z.object({ onboarding: Onboarding }),
    errors: [],
    idempotent: 'natural',
    rateLimit: { max: 30, windowMs: 10 * MINUTE_MS },
  }),
  /** Changes settings: what is absent stays as it is; `quietHours: null` takes them away. */
  'member.updateSettings': action({
    auth: 'member',
    effect: 'write',
    input: z.strictObject({
      hideFromLeaderboards: z.boolean().optional(),
      notify: NotifyChoices.partial().optional(),
      quietHours: QuietHours.nullable().optional(),
    }),
    output: z.object({ settings: MemberSettings }),
    errors: [],
    idempotent: 'natural',
    rateLimit: { max: 60, windowMs: 10 * MINUTE_MS },
  }),
} as const
