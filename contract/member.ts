/** Members: how they join, who they are, how they are shown, whom they follow. PRODUCT 1. */
import * as z from 'zod'
import { action } from './action'
import {
  CITY_LENGTH_MAX,
  DAY_MS,
  GROUP_NAME_LENGTH_MAX,
  HOUR_MS,
  INTERESTS_MAX,
  MARK_REASON_LENGTH_MAX,
  MARK_TEXT_LENGTH_MAX,
  MEMBERS_FOUND_MAX,
  MEMBERS_SUGGESTED_MAX,
  MENTION_CANDIDATES_MAX,
  MINUTE_MS,
  NICKNAME_LENGTH_MAX,
  RULES_VERSION,
  TITLES_MAX,
} from './limits'
import { ROLES, type Role } from './roles'
import {
  BoardId,
  Count,
  Cursor,
  GroupId,
  Instant,
  MediaId,
  MemberCard,
  MemberId,
  PageSize,
  RequestId,
  TitleId,
} from './shared'

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

const City = z.string().trim().min(1).max(CITY_LENGTH_MAX)

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
})
export type MemberProfile = z.output<typeof MemberProfile>

/** A member in a list of people. */
export const MemberRow = MemberCard.extend({ skillTier: SkillTier, followed: z.boolean() })
export type MemberRow = z.output<typeof MemberRow>

/** Somebody worth following: for an interest or a city in common, or because they are active. */
export const SuggestedMember = MemberRow.extend({
  because: z.enum(['interest', 'city', 'active']),
  /** The interest in common. */
  boardId: BoardId.optional(),
  postCount: Count,
})
export type SuggestedMember = z.output<typeof SuggestedMember>

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

/** The WeChat group that is offered (PRODUCT 1.6). */
export const WechatGroup = z.object({
  groupId: GroupId,
  name: z.string().max(GROUP_NAME_LENGTH_MAX),
  city: City.optional(),
  needs: z.array(SurveyNeed),
  /** The picture of the group's code, at a temporary address. */
  codeUrl: z.string(),
})
export type WechatGroup = z.output<typeof WechatGroup>

/** What somebody's behaviour says of them (PRODUCT 1.4), for operators only. */
export const Persona = z.enum(['organiser', 'influencer', 'asker', 'sharer', 'challenger', 'onlooker'])
export type Persona = z.output<typeof Persona>

/** What a member has done, counted in the last hundred of their posts and in all their comments and likes. */
export const Deeds = z.object({
  posts: Count,
  /** Posts with a photo or a video. */
  works: Count,
  questions: Count,
  /** Chains and polls begun. */
  gatherings: Count,
  debates: Count,
  likesReceived: Count,
  comments: Count,
  likesGiven: Count,
  /** Posts of theirs that stand hidden. */
  hidden: Count,
})
export type Deeds = z.output<typeof Deeds>

const MarkText = z.string().trim().min(1).max(MARK_TEXT_LENGTH_MAX)
const MarkReason = z.string().trim().min(1).max(MARK_REASON_LENGTH_MAX)
const distinct = <T extends z.ZodType>(each: T, max: number) =>
  z
    .array(each)
    .max(max)
    .refine((items) => new Set(items).size === items.length)

export const member = {
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
    output: z.object({ member: MyProfile }),
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
    output: z.object({ onboarding: Onboarding }),
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
    output: z.object({ member: MyProfile }),
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
  /** States the end that is wanted (followed or not). LIMIT_REACHED: who follows FOLLOWS_MAX may follow no more. */
  'member.setFollow': action({
    auth: 'member',
    effect: 'write',
    input: z.strictObject({ memberId: MemberId, followed: z.boolean() }),
    output: z.object({ followed: z.boolean() }),
    errors: ['NOT_FOUND', 'LIMIT_REACHED'],
    idempotent: 'natural',
    rateLimit: { max: 60, windowMs: 10 * MINUTE_MS, trustedMax: 150 },
  }),
  /** Whom somebody follows, or who follows them, the latest first. */
  'member.listFollows': action({
    auth: 'guest',
    effect: 'read',
    input: z.strictObject({
      memberId: MemberId,
      kind: z.enum(['following', 'followers']),
      cursor: Cursor.optional(),
      limit: PageSize.optional(),
    }),
    output: z.object({ members: z.array(MemberRow), nextCursor: Cursor.optional() }),
    errors: ['NOT_FOUND'],
    idempotent: 'natural',
  }),
  /** People worth following, by the survey's answers; none whom the caller follows already. */
  'member.suggestMembers': action({
    auth: 'member',
    effect: 'read',
    input: z.strictObject({}),
    output: z.object({ members: z.array(SuggestedMember).max(MEMBERS_SUGGESTED_MAX) }),
    errors: [],
    idempotent: 'natural',
  }),
  /** Members whose nickname has this text in it, best first. */
  'member.searchMembers': action({
    auth: 'guest',
    effect: 'read',
    input: z.strictObject({ text: z.string().trim().min(1).max(NICKNAME_LENGTH_MAX) }),
    output: z.object({ members: z.array(MemberCard).max(MEMBERS_FOUND_MAX) }),
    errors: [],
    idempotent: 'natural',
  }),
  /** The one WeChat group that fits the caller's need and city, if there is one. */
  'member.offerGroup': action({
    auth: 'member',
    effect: 'read',
    input: z.strictObject({}),
    output: z.object({ group: WechatGroup.optional() }),
    errors: [],
    idempotent: 'natural',
  }),
  /** Whom the caller may want to mention: followed or met lately, with this text in their nickname. */
  'member.recommendMentions': action({
    auth: 'member',
    effect: 'read',
    input: z.strictObject({ text: z.string().trim().max(NICKNAME_LENGTH_MAX).optional() }),
    output: z.object({ members: z.array(MemberCard).max(MENTION_CANDIDATES_MAX) }),
    errors: [],
    idempotent: 'natural',
  }),
  /** Gives a certification (`v`) or an honour; without `days` it stays. LIMIT_REACHED: they have TITLES_MAX already. */
  'member.grantMark': action({
    auth: 'member.moderate',
    effect: 'write',
    input: z.strictObject({
      requestId: RequestId,
      memberId: MemberId,
      kind: z.enum(['v', 'title']),
      text: MarkText,
      reason: MarkReason,
      days: z.number().int().min(1).max(3650).optional(),
    }),
    output: z.object({ titles: z.array(Title) }),
    errors: ['NOT_FOUND', 'CONTENT_REJECTED', 'LIMIT_REACHED'],
    idempotent: 'requestId',
    rateLimit: { max: 100, windowMs: HOUR_MS },
  }),
  /** Takes a certification or an honour back, and says why. */
  'member.withdrawMark': action({
    auth: 'member.moderate',
    effect: 'write',
    input: z.strictObject({ memberId: MemberId, titleId: TitleId, words: MarkReason }),
    output: z.object({ titles: z.array(Title) }),
    errors: ['NOT_FOUND', 'CONTENT_REJECTED'],
    idempotent: 'natural',
    rateLimit: { max: 100, windowMs: HOUR_MS },
  }),
  /** Confirms a tier for a member, an instructor's included. */
  'member.proveTier': action({
    auth: 'member.moderate',
    effect: 'write',
    input: z.strictObject({ memberId: MemberId, skillTier: SkillTier }),
    output: z.object({ skillTier: SkillTier, tierProven: z.boolean() }),
    errors: ['NOT_FOUND'],
    idempotent: 'natural',
    rateLimit: { max: 100, windowMs: HOUR_MS },
  }),
  /** What a member's behaviour says of them. `countedAt` is absent as long as nothing was counted. */
  'member.getPersona': action({
    auth: 'member.moderate',
    effect: 'read',
    input: z.strictObject({ memberId: MemberId }),
    output: z.object({ personas: z.array(Persona), deeds: Deeds, countedAt: Instant.optional() }),
    errors: ['NOT_FOUND'],
    idempotent: 'natural',
  }),
  /** Makes a WeChat group known, or changes one. Its code is a photo: it is offered once its check has passed. */
  'member.saveGroup': action({
    auth: 'member.moderate',
    effect: 'write',
    input: z.strictObject({
      requestId: RequestId,
      /** Absent for a new one. */
      groupId: GroupId.optional(),
      name: z.string().trim().min(1).max(GROUP_NAME_LENGTH_MAX),
      needs: distinct(SurveyNeed, SurveyNeed.options.length),
      city: City.optional(),
      /** The channel that who comes by this group is counted under. */
      channel: z.string().regex(/^[A-Za-z0-9_-]{1,32}$/),
      codePhotoId: MediaId,
      open: z.boolean(),
    }),
    output: z.object({ groupId: GroupId }),
    errors: ['NOT_FOUND', 'CONTENT_REJECTED', 'MEDIA_NOT_READY'],
    idempotent: 'requestId',
    rateLimit: { max: 100, windowMs: DAY_MS },
  }),
} as const
