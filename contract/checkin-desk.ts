/** What operators do for check-ins and challenges. PRODUCT 4.2, 4.3. */
import * as z from 'zod'
import { action } from './action'
import { CouponOffer, ManagedChallenge, Outage, ProofKind } from './checkin-shapes'
import {
  CHALLENGE_DAYS_MAX,
  CHALLENGE_MAKE_UPS_MAX,
  CHALLENGE_RULES_LENGTH_MAX,
  CHALLENGE_TITLE_LENGTH_MAX,
  DAY_MS,
  OUTAGE_REASON_LENGTH_MAX,
  OUTAGES_LISTED_MAX,
} from './limits'
import { distinct } from './member-shapes'
import { ChallengeId, Cursor, Day, Done, Instant, PageSize, ProofId, RequestId } from './shared'

export const checkinDesk = {
  /**
   * Keeps a challenge as a draft, or changes one. What members have joined keeps its days, its proofs and its coupon:
   * of a published one only the words change.
   * Errors: NOT_FOUND; STALE_VERSION when a published challenge would change in more than its words;
   * CONTENT_REJECTED.
   */
  'checkin.saveChallenge': action({
    auth: 'challenge.manage',
    effect: 'write',
    input: z.strictObject({
      requestId: RequestId,
      /** Absent for a new one. */
      challengeId: ChallengeId.optional(),
      title: z.string().trim().min(1).max(CHALLENGE_TITLE_LENGTH_MAX),
      rules: z.string().trim().min(1).max(CHALLENGE_RULES_LENGTH_MAX),
      firstDay: Day,
      days: z.number().int().min(1).max(CHALLENGE_DAYS_MAX),
      proofs: distinct(ProofKind, ProofKind.options.length).refine((kinds) => kinds.length > 0),
      makeUpsMax: z.number().int().min(0).max(CHALLENGE_MAKE_UPS_MAX),
      coupon: CouponOffer.strict().optional(),
    }),
    output: z.object({ challengeId: ChallengeId }),
    errors: ['NOT_FOUND', 'STALE_VERSION', 'CONTENT_REJECTED'],
    idempotent: 'requestId',
    rateLimit: { max: 100, windowMs: DAY_MS },
  }),
  /**
   * Publishes a draft, or calls a challenge off: then nobody can join it or give proofs any more.
   * Errors: NOT_FOUND; CHECK_IN_CLOSED for a draft whose first day is over, or one that was called off.
   */
  'checkin.setChallengeState': action({
    auth: 'challenge.manage',
    effect: 'write',
    input: z.strictObject({ challengeId: ChallengeId, state: z.enum(['published', 'cancelled']) }),
    output: Done,
    errors: ['NOT_FOUND', 'CHECK_IN_CLOSED'],
    idempotent: 'natural',
    rateLimit: { max: 100, windowMs: DAY_MS },
  }),
  /** Every challenge, drafts included, the latest made first. */
  'checkin.listManaged': action({
    auth: 'challenge.manage',
    effect: 'read',
    input: z.strictObject({ cursor: Cursor.optional(), limit: PageSize.optional() }),
    output: z.object({ challenges: z.array(ManagedChallenge), nextCursor: Cursor.optional() }),
    errors: [],
    idempotent: 'natural',
  }),
  /**
   * Rejects a proof, which makes its day void with 24 hours to give another, or lets it count and be shown (PRODUCT
   * 4.2). Its member is told of a rejection. Errors: NOT_FOUND.
   */
  'checkin.decideProof': action({
    auth: 'challenge.manage',
    effect: 'write',
    input: z.strictObject({ proofId: ProofId, passed: z.boolean() }),
    output: Done,
    errors: ['NOT_FOUND'],
    idempotent: 'natural',
    rateLimit: { max: 200, windowMs: DAY_MS },
  }),
  /**
   * Says when the community could not be reached: every day that it touches keeps everybody's streak, whoever was
   * affected, and no member is written to (PRODUCT 4.3). It has begun, and lasts OUTAGE_DAYS_MAX at most.
   */
  'checkin.saveOutage': action({
    auth: 'challenge.manage',
    effect: 'write',
    input: z.strictObject({
      requestId: RequestId,
      startsAt: Instant,
      endsAt: Instant,
      reason: z.string().trim().min(1).max(OUTAGE_REASON_LENGTH_MAX),
    }),
    output: Done,
    errors: ['CONTENT_REJECTED'],
    idempotent: 'requestId',
    rateLimit: { max: 100, windowMs: DAY_MS },
  }),
  /** The latest outages. */
  'checkin.listOutages': action({
    auth: 'challenge.manage',
    effect: 'read',
    input: z.strictObject({}),
    output: z.object({ outages: z.array(Outage).max(OUTAGES_LISTED_MAX) }),
    errors: [],
    idempotent: 'natural',
  }),
} as const
