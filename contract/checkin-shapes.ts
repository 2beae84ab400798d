/** Check-ins and challenges as they are shown. PRODUCT 4. */
import * as z from 'zod'
import {
  CHALLENGE_DAYS_MAX,
  CHALLENGE_MAKE_UPS_MAX,
  CHALLENGE_RULES_LENGTH_MAX,
  CHALLENGE_TITLE_LENGTH_MAX,
  COUPON_VALID_DAYS_MAX,
  MAKE_UP_WITHIN_DAYS,
  MAKE_UPS_PER_MONTH,
  MONTH_DAYS_MAX,
  PROOF_TEXT_LENGTH_MAX,
  PROOF_TEXT_LENGTH_MIN,
} from './limits'
import { Earned } from './points-shapes'
import { ChallengeId, Count, Day, Instant, MediaId, MemberCard, ProofId } from './shared'

/** How somebody feels today. */
export const Mood = z.enum(['happy', 'proud', 'calm', 'tired', 'low'])
export type Mood = z.output<typeof Mood>

/** How a day is done. */
export const ProofKind = z.enum(['tap', 'mood', 'text', 'photo'])
export type ProofKind = z.output<typeof ProofKind>

/** A month of the community, `2026-11`. */
export const Month = z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/)

/** What a member gives for a day. A photo is one of their own, taken in by `media.complete`. */
const ByTap = z.strictObject({ how: z.literal('tap') })
const ByMood = z.strictObject({ how: z.literal('mood'), mood: Mood })
const ByPhoto = z.strictObject({ how: z.literal('photo'), photoId: MediaId })
const ByText = z.strictObject({
  how: z.literal('text'),
  text: z.string().trim().min(PROOF_TEXT_LENGTH_MIN).max(PROOF_TEXT_LENGTH_MAX),
})
export const Proof = z.discriminatedUnion('how', [ByTap, ByMood, ByText, ByPhoto])
export type Proof = z.output<typeof Proof>
/** What the daily check-in takes. */
export const DailyProof = z.discriminatedUnion('how', [ByTap, ByMood, ByPhoto])
export type DailyProof = z.output<typeof DailyProof>

/** A coupon that can be earned: the mall knows its template by this key. */
export const CouponOffer = z.object({
  templateKey: z.string().regex(/^[a-z][a-zA-Z0-9]{1,39}$/),
  validDays: z.number().int().min(1).max(COUPON_VALID_DAYS_MAX),
})
export type CouponOffer = z.output<typeof CouponOffer>

/**
 * What became of a day. `counted`; `waiting`: done, and its photo is being checked; `madeUp`; `void`: its proof was
 * rejected; `credited`: the community could not be reached, and nobody loses by it; `missed`.
 */
export const DayMark = z.enum(['counted', 'waiting', 'madeUp', 'void', 'credited', 'missed'])
export type DayMark = z.output<typeof DayMark>

/** Days in a row up to today, or up to yesterday as long as today can still be done. */
export const Streak = z.object({
  days: Count,
  /** Its first day; absent without one. */
  since: Day.optional(),
  doneToday: z.boolean(),
  /** The longest there ever was. */
  longest: Count,
})
export type Streak = z.output<typeof Streak>

/** A day of one's own calendar that says something. */
export const CalendarDay = z.object({
  day: Day,
  mark: DayMark,
  mood: Mood.optional(),
  /** At a temporary address. */
  photoUrl: z.string().optional(),
  /** The milestone that was reached with it. */
  milestone: Count.optional(),
})
export type CalendarDay = z.output<typeof CalendarDay>

/** One month of one's own calendar: the days that say something, the first first. */
export const CalendarMonth = z.object({ month: Month, days: z.array(CalendarDay).max(MONTH_DAYS_MAX) })
export type CalendarMonth = z.output<typeof CalendarMonth>

/** What a check-in has brought: the same however often it is asked. */
export const CheckInResult = z.object({
  day: Day,
  /** Days in a row with this one, as they were when it was done. */
  streak: Count,
  /** Absent when a coupon was chosen instead, or a cap has made it nothing. */
  earned: Earned.optional(),
  /** The coupon that was chosen instead. */
  coupon: CouponOffer.optional(),
  /** The milestone that was reached with it: 3, 7, 14, 30, 60, 100 or 365 days. */
  milestone: Count.optional(),
})
export type CheckInResult = z.output<typeof CheckInResult>

/** What of a missed day can still be done. */
export const MakeUpOffer = z.object({
  /** Days that can be made up, the first first. */
  days: z.array(Day).max(MAKE_UP_WITHIN_DAYS),
  /** How many more this month allows. */
  left: z.number().int().min(0).max(MAKE_UPS_PER_MONTH),
  /** What it costs without a card. */
  points: Count,
  cards: Count,
})
export type MakeUpOffer = z.output<typeof MakeUpOffer>

/** Where a challenge stands by the server's day. */
export const ChallengePhase = z.enum(['upcoming', 'running', 'over'])
export type ChallengePhase = z.output<typeof ChallengePhase>

/** How far the caller has come in a challenge. */
export const MyChallenge = z.object({
  /** Days that count, those made up included. */
  done: Count,
  madeUp: Count,
  doneToday: z.boolean(),
  /** When all days were done and every photo had passed. */
  completedAt: Instant.optional(),
})
export type MyChallenge = z.output<typeof MyChallenge>

/** A challenge in a list. */
export const ChallengeCard = z.object({
  challengeId: ChallengeId,
  title: z.string().max(CHALLENGE_TITLE_LENGTH_MAX),
  phase: ChallengePhase,
  firstDay: Day,
  lastDay: Day,
  days: z.number().int().min(1).max(CHALLENGE_DAYS_MAX),
  proofs: z.array(ProofKind),
  makeUpsMax: z.number().int().min(0).max(CHALLENGE_MAKE_UPS_MAX),
  coupon: CouponOffer.optional(),
  /** About how many have joined. */
  memberCount: Count,
  /** How far the caller has come; absent for who has not joined. */
  mine: MyChallenge.optional(),
})
export type ChallengeCard = z.output<typeof ChallengeCard>

/** A challenge on its own page. */
export const ChallengeDetail = ChallengeCard.extend({
  rules: z.string().max(CHALLENGE_RULES_LENGTH_MAX),
  /** The caller's days of it, the first first; absent for who has not joined. */
  calendar: z.array(CalendarDay).max(CHALLENGE_DAYS_MAX).optional(),
  /** Days whose proof was rejected, and until when another can be given. */
  toReplace: z.array(z.object({ day: Day, until: Instant })).optional(),
  makeUp: MakeUpOffer.optional(),
})
export type ChallengeDetail = z.output<typeof ChallengeDetail>

/** Operators also see what is not published, or was called off. */
export const ManagedChallenge = ChallengeCard.omit({ mine: true }).extend({
  state: z.enum(['draft', 'published', 'cancelled']),
  rules: z.string(),
})
export type ManagedChallenge = z.output<typeof ManagedChallenge>

/** What somebody gave for a day of a challenge, as others see it. */
export const ShownProof = z.object({
  proofId: ProofId,
  member: MemberCard,
  day: Day,
  how: ProofKind,
  text: z.string().max(PROOF_TEXT_LENGTH_MAX).optional(),
  photoUrl: z.string().optional(),
  at: Instant,
})
export type ShownProof = z.output<typeof ShownProof>

/** A line of a ranking. Whoever does not want to be seen in it has no card, and keeps their rank. */
export const RankingLine = z.object({
  rank: z.number().int().min(1),
  member: MemberCard.optional(),
  isMe: z.boolean(),
  /** Days that count for it: those made up do not. */
  days: Count,
})
export type RankingLine = z.output<typeof RankingLine>

/** A time in which the community could not be reached. */
export const Outage = z.object({ startsAt: Instant, endsAt: Instant, reason: z.string() })
export type Outage = z.output<typeof Outage>

/** Why a run of days ended. */
export const BrokenRun = z.object({
  days: Count,
  from: Day,
  to: Day,
  /** The day that was missed, or whose proof was rejected. */
  brokenOn: Day,
  why: z.enum(['missed', 'void']),
  /** The last day on which it can be made up; absent when that is over. */
  makeUpUntil: Day.optional(),
})
export type BrokenRun = z.output<typeof BrokenRun>

/** One day of the explanation. */
export const ExplainedDay = z.object({
  day: Day,
  mark: DayMark,
  /** When it was done, by the server's clock. */
  at: Instant.optional(),
  how: ProofKind.optional(),
  /** What a made-up day was paid with. */
  paidWith: z.enum(['points', 'card']).optional(),
  /** An outage, in the operators' words. */
  reason: z.string().optional(),
})
export type ExplainedDay = z.output<typeof ExplainedDay>
