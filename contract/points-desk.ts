/** What staff do to points: rules, adjustments, reversals. PRODUCT 5.7, 5.9, 11.1. */
import * as z from 'zod'
import { action } from './action'
import { ADJUSTMENT_POINTS_MAX, ADJUSTMENT_WORDS_LENGTH_MAX, HOUR_MS } from './limits'
import { Adjustment, AdjustmentReason, EarningRule, EarningSource } from './points-shapes'
import { Count, Cursor, Instant, MemberId, PageSize, RequestId } from './shared'

/** What can be set: the rules of earning, and the caps. */
export const PointsValues = z.strictObject({
  rules: z.record(EarningSource, EarningRule),
  /** The most points of one member's day. */
  memberDayMax: z.number().int().min(0).max(10_000),
  /** How often one member can make another earn on one day. */
  pairDayMax: z.number().int().min(1).max(100),
  /** Likes of one post and day that are paid. */
  likesPaidMax: z.number().int().min(1).max(1_000),
})
export type PointsValues = z.output<typeof PointsValues>

const SavedVersion = z.object({ version: Count, values: PointsValues, savedBy: MemberId, savedAt: Instant })
const AdjustmentId = z.string().regex(/^adj_[0-9a-z]{8,40}$/)
const AdjustmentWords = z.string().trim().min(1).max(ADJUSTMENT_WORDS_LENGTH_MAX)

export const pointsDesk = {
  /** The rules and caps as they are saved; version 0 before anybody has saved any. */
  'points.getSettings': action({
    auth: 'ledger.read',
    effect: 'read',
    input: z.strictObject({}),
    output: z.object({ version: Count, values: PointsValues }),
    errors: [],
    idempotent: 'natural',
  }),
  /**
   * Saves rules and caps over the version that was looked at; they hold everywhere within half a minute, and
   * what a changed budget has left within two: it goes on from what it has paid.
   * Errors: STALE_VERSION when somebody else has saved since.
   */
  'points.saveSettings': action({
    auth: 'ledger.adjust',
    effect: 'write',
    input: z.strictObject({ requestId: RequestId, version: Count, values: PointsValues }),
    output: z.object({ version: Count }),
    errors: ['STALE_VERSION'],
    idempotent: 'requestId',
    rateLimit: { max: 30, windowMs: HOUR_MS },
  }),
  /** Every version of rules and caps that was ever saved, the latest first. */
  'points.listSettings': action({
    auth: 'ledger.read',
    effect: 'read',
    input: z.strictObject({ cursor: Cursor.optional(), limit: PageSize.optional() }),
    output: z.object({ versions: z.array(SavedVersion), nextCursor: Cursor.optional() }),
    errors: [],
    idempotent: 'natural',
  }),
  /**
   * Thanks a member with points, or puts their points right by an amount of either sign: at once up to
   * ADJUSTMENT_ALONE_MAX, above that once a second person has approved it, or after a day where there is nobody else.
   * What was spent already is owed. Errors: NOT_FOUND for no such member; CONTENT_REJECTED for the words; BOOKS_CLOSED:
   * nothing is given while the audit has found a fault.
   */
  'points.adjust': action({
    auth: 'ledger.adjust',
    effect: 'write',
    input: z.strictObject({
      requestId: RequestId,
      memberId: MemberId,
      kind: z.enum(['thanks', 'correction']),
      reason: AdjustmentReason,
      words: AdjustmentWords,
      points: z
        .number()
        .int()
        .min(-ADJUSTMENT_POINTS_MAX)
        .max(ADJUSTMENT_POINTS_MAX)
        .refine((amount) => amount !== 0),
    }),
    output: z.object({ adjustment: Adjustment }),
    errors: ['NOT_FOUND', 'CONTENT_REJECTED', 'BOOKS_CLOSED'],
    idempotent: 'requestId',
    rateLimit: { max: 60, windowMs: HOUR_MS },
  }),
  /**
   * Approves or declines an adjustment that somebody else has asked for; who has asked may only take it back. A
   * decision that has been taken is answered as it was. Errors: NOT_FOUND; SECOND_PERSON_NEEDED for one's own;
   * BOOKS_CLOSED for points that would be given.
   */
  'points.decideAdjustment': action({
    auth: 'ledger.adjust',
    effect: 'write',
    input: z.strictObject({ adjustmentId: AdjustmentId, approved: z.boolean() }),
    output: z.object({ adjustment: Adjustment }),
    errors: ['NOT_FOUND', 'SECOND_PERSON_NEEDED', 'BOOKS_CLOSED'],
    idempotent: 'natural',
    rateLimit: { max: 60, windowMs: HOUR_MS },
  }),
  /**
   * Takes what an entry has brought back, once: `fraud` with its XP. The entry is named by its number in the member's
   * statement. Errors: NOT_FOUND for an entry that there is not or that has brought nothing; CONTENT_REJECTED.
   */
  'points.reverseEntry': action({
    auth: 'ledger.adjust',
    effect: 'write',
    input: z.strictObject({
      requestId: RequestId,
      memberId: MemberId,
      number: z.number().int().positive(),
      reason: AdjustmentReason,
      words: AdjustmentWords,
    }),
    output: z.object({ adjustment: Adjustment }),
    errors: ['NOT_FOUND', 'CONTENT_REJECTED'],
    idempotent: 'requestId',
    rateLimit: { max: 60, windowMs: HOUR_MS },
  }),
  /** Adjustments in one state, whole, for staff: those that wait are the work list. The latest first. */
  'points.listAdjustmentRequests': action({
    auth: 'ledger.read',
    effect: 'read',
    input: z.strictObject({
      state: z.enum(['waiting', 'booked', 'declined']),
      cursor: Cursor.optional(),
      limit: PageSize.optional(),
    }),
    output: z.object({ adjustments: z.array(Adjustment), nextCursor: Cursor.optional() }),
    errors: [],
    idempotent: 'natural',
  }),
} as const
