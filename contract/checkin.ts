/** Daily check-ins, streaks and challenges. PRODUCT 4. */
import * as z from 'zod'
import { action } from './action'
import { checkinDesk } from './checkin-desk'
import {
  BrokenRun,
  CalendarMonth,
  ChallengeDetail,
  CheckInResult,
  CouponOffer,
  DailyProof,
  ExplainedDay,
  MakeUpOffer,
  Month,
  MyChallenge,
  Proof,
  RankingLine,
  ShownProof,
  Streak,
} from './checkin-shapes'
import { EXPLAINED_DAYS, MINUTE_MS } from './limits'
import { ChallengeId, Count, Cursor, Day, Instant, PageSize } from './shared'

export const checkin = {
  /**
   * Checks in for today, by the server's clock in Asia/Shanghai (PRODUCT 4.1): once a day, and asked again it answers
   * the same. It pays points by the day of the streak, one to seven and then flat, or gives the day's coupon instead. A
   * photo counts at once and is shown to nobody else.
   * Errors: NOT_FOUND for a coupon on a day that offers none; MEDIA_NOT_READY for a photo that is not the caller's own.
   */
  'checkin.checkIn': action({
    auth: 'member',
    effect: 'write',
    input: z.strictObject({
      proof: DailyProof,
      reward: z.enum(['points', 'coupon']).optional(),
    }),
    output: CheckInResult,
    errors: ['NOT_FOUND', 'MEDIA_NOT_READY'],
    idempotent: 'natural',
    rateLimit: { max: 30, windowMs: 10 * MINUTE_MS },
  }),
  /** One month of the caller's daily check-ins, with their photos. */
  'checkin.getMonth': action({
    auth: 'member',
    effect: 'read',
    input: z.strictObject({ month: Month }),
    output: CalendarMonth,
    errors: [],
    idempotent: 'natural',
  }),
  /**
   * Makes up a missed day of the daily check-in, or of a challenge (PRODUCT 4.3): within three days, two a month, for
   * points or a card. It counts for the streak, is shown as made up, and earns nothing. Asked again it answers the same.
   * Errors: CHECK_IN_CLOSED for a day that cannot be made up (any more); LIMIT_REACHED when the month's are used;
   * NOT_FOUND without a card, or for a challenge that was not joined; INSUFFICIENT_POINTS.
   */
  'checkin.makeUp': action({
    auth: 'member',
    effect: 'write',
    input: z.strictObject({
      challengeId: ChallengeId.optional(),
      day: Day,
      payWith: z.enum(['points', 'card']),
    }),
    output: z.object({ streak: Streak, makeUp: MakeUpOffer, challenge: MyChallenge.optional() }),
    errors: ['CHECK_IN_CLOSED', 'LIMIT_REACHED', 'NOT_FOUND', 'INSUFFICIENT_POINTS'],
    idempotent: 'natural',
    rateLimit: { max: 30, windowMs: 10 * MINUTE_MS },
  }),
  /**
   * Why the streak was kept or lost, from what is stored of each day (PRODUCT 4.3): the last EXPLAINED_DAYS days, the
   * latest first, and the run before this one with what ended it.
   */
  'checkin.explainStreak': action({
    auth: 'member',
    effect: 'read',
    input: z.strictObject({}),
    output: z.object({
      streak: Streak,
      before: BrokenRun.optional(),
      days: z.array(ExplainedDay).max(EXPLAINED_DAYS),
    }),
    errors: [],
    idempotent: 'natural',
  }),
  /**
   * What the poster of a milestone shows besides the caller's name and its number of days (PRODUCT 4.4): the latest
   * photo of this month's check-ins whose check has passed, if there is one, and the mini program code that leads to
   * the community, made once and kept; both at temporary addresses.
   * Errors: NOT_FOUND for a number that is no milestone, or that the caller has not reached.
   */
  'checkin.getPoster': action({
    auth: 'member',
    effect: 'write',
    input: z.strictObject({ days: Count }),
    output: z.object({ codeUrl: z.string(), photoUrl: z.string().optional() }),
    errors: ['NOT_FOUND'],
    idempotent: 'natural',
    rateLimit: { max: 30, windowMs: 10 * MINUTE_MS },
  }),
  /** A challenge, with how far the caller has come. Errors: NOT_FOUND for one that is not published. */
  'checkin.getChallenge': action({
    auth: 'guest',
    effect: 'read',
    input: z.strictObject({ challengeId: ChallengeId }),
    output: z.object({ challenge: ChallengeDetail }),
    errors: ['NOT_FOUND'],
    idempotent: 'natural',
  }),
  /** Joins a challenge before it is over. Errors: NOT_FOUND; CHECK_IN_CLOSED when it is over. */
  'checkin.joinChallenge': action({
    auth: 'member',
    effect: 'write',
    input: z.strictObject({ challengeId: ChallengeId }),
    output: z.object({ mine: MyChallenge }),
    errors: ['NOT_FOUND', 'CHECK_IN_CLOSED'],
    idempotent: 'natural',
    rateLimit: { max: 30, windowMs: 10 * MINUTE_MS },
  }),
  /**
   * Proves today's day of a challenge, or gives another proof for a day whose proof was rejected less than 24 hours ago
   * (PRODUCT 4.2). Asked again it answers the same. The last day that counts earns the challenge's coupon, once, when
   * no photo is waiting.
   * Errors: NOT_FOUND for who has not joined; CHECK_IN_CLOSED for a day that is not open; INVALID_INPUT for a proof of
   * a kind that the challenge does not take; CONTENT_REJECTED for a text that the check refuses; MEDIA_NOT_READY.
   */
  'checkin.submitProof': action({
    auth: 'member',
    effect: 'write',
    input: z.strictObject({
      challengeId: ChallengeId,
      /** The day whose proof was rejected; today when absent. */
      day: Day.optional(),
      proof: Proof,
    }),
    output: z.object({ mine: MyChallenge, coupon: CouponOffer.optional() }),
    errors: ['NOT_FOUND', 'CHECK_IN_CLOSED', 'CONTENT_REJECTED', 'MEDIA_NOT_READY'],
    idempotent: 'natural',
    rateLimit: { max: 30, windowMs: 10 * MINUTE_MS },
  }),
  /** What members have given for the days of a challenge, the latest first: texts and photos that have passed. */
  'checkin.listProofs': action({
    auth: 'guest',
    effect: 'read',
    input: z.strictObject({
      challengeId: ChallengeId,
      cursor: Cursor.optional(),
      limit: PageSize.optional(),
    }),
    output: z.object({ proofs: z.array(ShownProof), nextCursor: Cursor.optional() }),
    errors: [],
    idempotent: 'natural',
  }),
  /**
   * The ranking inside a challenge: by days that were done, not made up, and among equals by who was there first
   * (PRODUCT 4.2, 4.3).
   */
  'checkin.listRanking': action({
    auth: 'guest',
    effect: 'read',
    input: z.strictObject({
      challengeId: ChallengeId,
      cursor: Cursor.optional(),
      limit: PageSize.optional(),
    }),
    output: z.object({ lines: z.array(RankingLine), nextCursor: Cursor.optional(), at: Instant }),
    errors: [],
    idempotent: 'natural',
  }),
  ...checkinDesk,
} as const
