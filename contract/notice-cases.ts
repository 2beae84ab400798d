/** Feedback and after-sales: cases with a named butler, a clock and a rating; and who must not be left cold. PRODUCT 10.3, 2.5. */
import * as z from 'zod'
import { action } from './action'
import {
  CASE_PHOTOS_MAX,
  CASE_TEXT_LENGTH_MAX,
  CASE_TURNS_MAX,
  MINUTE_MS,
  RATING_TEXT_LENGTH_MAX,
  SERVICE_DAYS_SHOWN,
} from './limits'
import {
  CaseId,
  Count,
  Cursor,
  Day,
  Done,
  Instant,
  MediaId,
  MemberCard,
  PageSize,
  PostId,
  RequestId,
} from './shared'

export const CaseKind = z.enum(['feedback', 'afterSales'])
export type CaseKind = z.output<typeof CaseKind>

/** `open`: the butler is to answer. `answered`: the member may go on, rate or leave it. `closed`: nobody adds to it. */
export const CaseState = z.enum(['open', 'answered', 'closed'])
export type CaseState = z.output<typeof CaseState>

/** One thing that was said. To the other side it shows only when it has passed its check; till then `checking`. */
const Turn = z.object({
  by: z.enum(['member', 'butler']),
  mine: z.boolean(),
  /** Empty while it is checking and not mine. */
  text: z.string(),
  photos: z
    .array(z.object({ mediaId: MediaId, url: z.string(), width: z.number().int(), height: z.number().int() }))
    .max(CASE_PHOTOS_MAX),
  checking: z.boolean(),
  at: Instant,
})

/** A case as a list shows it. */
export const CaseCard = z.object({
  caseId: CaseId,
  kind: CaseKind,
  state: CaseState,
  /** The beginning of what the member said first; empty while that is checking and not mine. */
  excerpt: z.string(),
  member: MemberCard,
  /** Absent while the community has nobody who answers cases. */
  butler: MemberCard.optional(),
  /** When an answer is due, by the office hours; absent when none is. */
  dueAt: Instant.optional(),
  stars: z.number().int().min(1).max(5).optional(),
  openedAt: Instant,
})
export type CaseCard = z.output<typeof CaseCard>

export const CaseDetail = CaseCard.extend({
  turns: z.array(Turn).max(CASE_TURNS_MAX),
  ratingText: z.string().optional(),
  viewerMay: z.object({ reply: z.boolean(), answer: z.boolean(), close: z.boolean(), rate: z.boolean() }),
})
export type CaseDetail = z.output<typeof CaseDetail>

const CasePage = z.object({ cases: z.array(CaseCard), nextCursor: Cursor.optional() })
const Words = z.string().trim().min(1).max(CASE_TEXT_LENGTH_MAX)
const PhotoIds = z.array(MediaId).max(CASE_PHOTOS_MAX)
const Stars = z.number().int().min(1).max(5)

/** How fast posts were answered on one day, and how cases went. */
const ServiceDay = z.object({
  day: Day,
  /** Posts of that day that have had their first reply, and how long that took. */
  replied: Count,
  medianMs: z.number().nonnegative().optional(),
  p90Ms: z.number().nonnegative().optional(),
})

export const noticeCases = {
  /** Opens a case; the butler whose turn it is gets it, and has two office hours. */
  'notice.openCase': action({
    auth: 'member',
    effect: 'write',
    input: z.strictObject({ requestId: RequestId, kind: CaseKind, text: Words, photoIds: PhotoIds }),
    output: z.object({ case: CaseDetail }),
    errors: ['CONTENT_REJECTED', 'MEDIA_NOT_READY'],
    idempotent: 'requestId',
    rateLimit: { max: 10, windowMs: 60 * MINUTE_MS },
  }),
  /** My cases, the latest first. */
  'notice.listMyCases': action({
    auth: 'member',
    effect: 'read',
    input: z.strictObject({ cursor: Cursor.optional(), limit: PageSize.optional() }),
    output: CasePage,
    errors: [],
    idempotent: 'natural',
  }),
  /** A case of mine, or any for who answers cases. */
  'notice.getCase': action({
    auth: 'member',
    effect: 'read',
    input: z.strictObject({ caseId: CaseId }),
    output: z.object({ case: CaseDetail }),
    errors: ['NOT_FOUND'],
    idempotent: 'natural',
  }),
  /**
   * Says more in a case of mine; the butler's clock begins anew. Errors: CASE_CLOSED, also when CASE_TURNS_MAX
   * things have been said.
   */
  'notice.replyToCase': action({
    auth: 'member',
    effect: 'write',
    input: z.strictObject({ requestId: RequestId, caseId: CaseId, text: Words, photoIds: PhotoIds }),
    output: z.object({ case: CaseDetail }),
    errors: ['NOT_FOUND', 'CASE_CLOSED', 'CONTENT_REJECTED', 'MEDIA_NOT_READY'],
    idempotent: 'requestId',
    rateLimit: { max: 30, windowMs: 10 * MINUTE_MS },
  }),
  /** Rates a case of mine that was answered, which closes it. A second rating changes nothing. */
  'notice.rateCase': action({
    auth: 'member',
    effect: 'write',
    input: z.strictObject({
      caseId: CaseId,
      stars: Stars,
      text: z.string().trim().max(RATING_TEXT_LENGTH_MAX).optional(),
    }),
    output: z.object({ case: CaseDetail }),
    errors: ['NOT_FOUND', 'CASE_NOT_ANSWERED', 'CONTENT_REJECTED'],
    idempotent: 'natural',
    rateLimit: { max: 30, windowMs: 10 * MINUTE_MS },
  }),
  /** The queue of cases in one state, the longest open first. */
  'notice.listCases': action({
    auth: 'case.answer',
    effect: 'read',
    input: z.strictObject({
      state: CaseState,
      /** Only those that are mine to answer. */
      mine: z.boolean().optional(),
      cursor: Cursor.optional(),
      limit: PageSize.optional(),
    }),
    output: CasePage,
    errors: [],
    idempotent: 'natural',
  }),
  /** Answers a case. The member is told. */
  'notice.answerCase': action({
    auth: 'case.answer',
    effect: 'write',
    input: z.strictObject({ requestId: RequestId, caseId: CaseId, text: Words, photoIds: PhotoIds }),
    output: z.object({ case: CaseDetail }),
    errors: ['NOT_FOUND', 'CASE_CLOSED', 'CONTENT_REJECTED', 'MEDIA_NOT_READY'],
    idempotent: 'requestId',
    rateLimit: { max: 120, windowMs: 10 * MINUTE_MS },
  }),
  /** Closes a case that was answered. */
  'notice.closeCase': action({
    auth: 'case.answer',
    effect: 'write',
    input: z.strictObject({ caseId: CaseId }),
    output: Done,
    errors: ['NOT_FOUND', 'CASE_NOT_ANSWERED'],
    idempotent: 'natural',
    rateLimit: { max: 120, windowMs: 10 * MINUTE_MS },
  }),
  /** Who waits for a first word: newcomers' first posts at once, questions after two hours; the longest first. */
  'notice.listNewcomers': action({
    auth: 'case.answer',
    effect: 'read',
    input: z.strictObject({}),
    output: z.object({
      waiting: z.array(
        z.object({
          postId: PostId,
          kind: z.enum(['newcomer', 'question']),
          author: MemberCard,
          postedAt: Instant,
          /** When somebody should have answered. */
          dueAt: Instant,
        }),
      ),
    }),
    errors: [],
    idempotent: 'natural',
  }),
  /** How fast posts are answered and how satisfied members are, of the last SERVICE_DAYS_SHOWN days. */
  'notice.getReplyTimes': action({
    auth: 'case.answer',
    effect: 'read',
    input: z.strictObject({}),
    output: z.object({
      days: z.array(ServiceDay).max(SERVICE_DAYS_SHOWN),
      /** All those days together. */
      replied: Count,
      medianMs: z.number().nonnegative().optional(),
      p90Ms: z.number().nonnegative().optional(),
      cases: z.object({
        opened: Count,
        /** First answers within the clock, and after it. */
        inTime: Count,
        late: Count,
        rated: Count,
        /** Ratings of four or five stars among all, 0 to 1; absent without ratings. */
        satisfaction: z.number().min(0).max(1).optional(),
        /** Ratings of one or two stars among all, 0 to 1. */
        badRating: z.number().min(0).max(1).optional(),
      }),
    }),
    errors: [],
    idempotent: 'natural',
  }),
} as const
