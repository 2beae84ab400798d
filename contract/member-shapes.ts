/** How members are shown: to themselves and to others, with what they have answered and chosen. PRODUCT 1. */
import * as z from 'zod'
import {
  CITY_LENGTH_MAX,
  LEVELS_MAX,
  MARK_REASON_LENGTH_MAX,
  MARK_TEXT_LENGTH_MAX,
  NICKNAME_LENGTH_MAX,
  TITLES_MAX,
} from './limits'
import { ROLES, type Role } from './roles'
import { BoardId, Count, Instant, MemberCard, TitleId } from './shared'

export const Nickname = z.string().trim().min(1).max(NICKNAME_LENGTH_MAX)

/** How far somebody is in what the community loves (PRODUCT 1.3): claimed first, then proven. */
export const SkillTier = z.enum(['potential', 'beginner', 'enthusiast', 'expert', 'instructor'])
export type SkillTier = z.output<typeof SkillTier>
/** What a member may claim of themself: instructors are certified. */
export const ClaimedTier = SkillTier.exclude(['instructor'])
export type ClaimedTier = z.output<typeof ClaimedTier>

/** Why somebody joined. */
export const SurveyReason = z.enum(['learn', 'share', 'friends', 'fun', 'teach'])
export type SurveyReason = z.output<typeof SurveyReason>
/** What somebody needs of the community; WeChat groups are for needs too. */
export const SurveyNeed = z.enum(['guidance', 'answers', 'classes', 'company', 'tools'])
export type SurveyNeed = z.output<typeof SurveyNeed>

export const City = z.string().trim().min(1).max(CITY_LENGTH_MAX)

/** The four questions and where one lives (PRODUCT 1.2). */
export const Survey = z.object({
  reasons: z.array(SurveyReason),
  skillTier: ClaimedTier,
  interests: z.array(BoardId),
  needs: z.array(SurveyNeed),
  city: City.optional(),
})
export type Survey = z.output<typeof Survey>

/** The steps of the ladder that leads a newcomer in (PRODUCT 1.2), in their order. */
export const OnboardingStep = z.enum(['rules', 'survey', 'firstPost', 'checkIns', 'gift'])
export type OnboardingStep = z.output<typeof OnboardingStep>

/** Where a member stands on a step. `closed`: the community does not offer it yet, nobody is asked for it. */
export const StepState = z.enum(['todo', 'done', 'skipped', 'closed'])
export type StepState = z.output<typeof StepState>

/** The whole ladder; `finished` when no step is left to do. */
export const Onboarding = z.object({ steps: z.record(OnboardingStep, StepState), finished: z.boolean() })
export type Onboarding = z.output<typeof Onboarding>

/** A certification (`v`) or an honour that a member has been given, and what has become of it. */
export const Title = z.object({
  titleId: TitleId,
  kind: z.enum(['v', 'title']),
  text: z.string().min(1).max(MARK_TEXT_LENGTH_MAX),
  /** What it was given for. */
  reason: z.string().max(MARK_REASON_LENGTH_MAX),
  grantedAt: Instant,
  /** When it lapses by itself, if it does. */
  lapsesAt: Instant.optional(),
  /**
   * Only its owner is shown one that has lapsed: since when and why. `time`: it was for a while; `inactive`: nothing
   * was published for long; `withdrawn`: an operator took it back, and says why.
   */
  lapsed: z
    .object({
      at: Instant,
      why: z.enum(['time', 'inactive', 'withdrawn']),
      words: z.string().max(MARK_REASON_LENGTH_MAX).optional(),
    })
    .optional(),
})
export type Title = z.output<typeof Title>

/** A part of the day in Asia/Shanghai in which no message is sent; it may go over midnight. */
export const QuietHours = z.strictObject({
  fromHour: z.number().int().min(0).max(23),
  toHour: z.number().int().min(0).max(23),
})
export type QuietHours = z.output<typeof QuietHours>

/** Of what a member wants to be told by message; what stands in the inbox stands there anyway. */
export const NotifyChoices = z.strictObject({
  likes: z.boolean(),
  comments: z.boolean(),
  mentions: z.boolean(),
  follows: z.boolean(),
  digest: z.boolean(),
  /** In the evening of a day without a check-in, when a streak would end. */
  checkIn: z.boolean(),
})
export type NotifyChoices = z.output<typeof NotifyChoices>

/** What a member has chosen (PRODUCT 1.5). Without `quietHours` a message may come at any hour. */
export const MemberSettings = z.object({
  hideFromLeaderboards: z.boolean(),
  notify: NotifyChoices,
  quietHours: QuietHours.optional(),
})
export type MemberSettings = z.output<typeof MemberSettings>

const PublicFigures = {
  postCount: Count,
  joinedAt: Instant,
  skillTier: SkillTier,
  /** Whether the tier was proven by works, or by an operator. */
  tierProven: z.boolean(),
  titles: z.array(Title).max(TITLES_MAX),
  followingCount: Count,
  followerCount: Count,
}

/** What a member sees of themself. */
export const MyProfile = MemberCard.extend({
  ...PublicFigures,
  roles: z.array(z.enum(Object.keys(ROLES) as [Role, ...Role[]])),
  onboarding: Onboarding,
  /** The answers of the survey, once it was answered. */
  survey: Survey.optional(),
  settings: MemberSettings,
})
export type MyProfile = z.output<typeof MyProfile>

/** What others see of a member. */
export const MemberProfile = MemberCard.extend({
  ...PublicFigures,
  /** Whether the viewer follows them. */
  followed: z.boolean(),
  /** By their XP. PRODUCT 5.9 */
  level: z.number().int().min(1).max(LEVELS_MAX),
})
export type MemberProfile = z.output<typeof MemberProfile>

/** A list in which nothing stands twice. */
export const distinct = <T extends z.ZodType>(each: T, max: number) =>
  z
    .array(each)
    .max(max)
    .refine((items) => new Set(items).size === items.length)
