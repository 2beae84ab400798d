/** What a member is told: the inbox, and the messages that a tap on "allow" pays for. PRODUCT 10.1, 2.5. */
import * as z from 'zod'
import { action } from './action'
import { MINUTE_MS, NOTICE_ABOUT_LENGTH_MAX, NOTICE_FROM_MAX, TEMPLATES_PER_TAP_MAX } from './limits'
import { noticeCases } from './notice-cases'
import { noticeDigest } from './notice-digest'
import {
  CaseId,
  ChallengeId,
  CommentId,
  ContestId,
  Count,
  Cursor,
  Day,
  Instant,
  ItemId,
  MemberCard,
  NoticeId,
  OrderId,
  PageSize,
  PostId,
  RequestId,
  WorkId,
} from './shared'

/**
 * What has happened. `firstReply` is the first answer to a post, `solved` an answer of mine that was chosen;
 * `newcomer` and `unanswered` reach butlers only, `booksFailed` and `holdOverdue` those who keep the ledger. `milestone`
 * tells of days of check-in in a row, `about` says how many; `proofRejected` of a day of a challenge that can be proven
 * anew. Why a title has lapsed stands on the member's own profile.
 * `streakReminder`: I have days of check-in in a row, `about` says how many, and none today.
 * `order`: mine was sent or given back; `coupon`: I have one more; `saleOpens`: an item that I asked for opens in a few
 * minutes; `lowStock` tells operators that an item's codes run out. `adjustmentWaits` reaches those who may approve an
 * adjustment that somebody else has asked for, `about` says how many points; `adjustmentDecided` whoever asked.
 * Of contests: `votingOpens`, `contestCancelled` and `resultPublished` reach whoever has a work in one,
 * `workDisqualified` and `prizeWon` the work's author, `appealDecided` whoever appealed.
 */
export const NoticeKind = z.enum([
  'like',
  'comment',
  'reply',
  'mention',
  'follow',
  'solved',
  'firstReply',
  'system',
  'digest',
  'case',
  'newcomer',
  'unanswered',
  'titleLapsed',
  'pointsExpiring',
  'booksFailed',
  'holdOverdue',
  'adjustmentWaits',
  'adjustmentDecided',
  'milestone',
  'proofRejected',
  'streakReminder',
  'order',
  'coupon',
  'saleOpens',
  'lowStock',
  'votingOpens',
  'workDisqualified',
  'contestCancelled',
  'resultPublished',
  'prizeWon',
  'appealDecided',
])
export type NoticeKind = z.output<typeof NoticeKind>

/**
 * The four lists of the inbox. `comments` are comments, replies, first replies and chosen answers; `system` is the
 * rest: followers, the digest, cases, a butler's calls.
 */
export const NoticeGroup = z.enum(['likes', 'comments', 'mentions', 'system'])
export type NoticeGroup = z.output<typeof NoticeGroup>

/** One line of the inbox. It leads to its subject; what that says is asked for there. */
export const Notice = z.object({
  noticeId: NoticeId,
  kind: NoticeKind,
  /** Who did it, as they are shown now, the latest first; empty when nobody or who has left. */
  from: z.array(MemberCard).max(NOTICE_FROM_MAX),
  /** How many did it: more than one for the likes of a post. */
  count: Count,
  subject: z
    .object({
      postId: PostId.optional(),
      commentId: CommentId.optional(),
      caseId: CaseId.optional(),
      challengeId: ChallengeId.optional(),
      day: Day.optional(),
      orderId: OrderId.optional(),
      itemId: ItemId.optional(),
      contestId: ContestId.optional(),
      workId: WorkId.optional(),
    })
    .optional(),
  /** The beginning of the receiver's own words that it is about; of an order, a coupon, an item or a contest its name. */
  about: z.string().max(NOTICE_ABOUT_LENGTH_MAX).optional(),
  /** Whether it has come since the list was last marked read. */
  unread: z.boolean(),
  at: Instant,
})
export type Notice = z.output<typeof Notice>

/** How many notices of each list are unread, at most 99 of each; `follows` are those of `system` that tell of a follower. */
export const UnreadCounts = z.object({
  likes: Count,
  comments: Count,
  mentions: Count,
  system: Count,
  follows: Count,
  total: Count,
})
export type UnreadCounts = z.output<typeof UnreadCounts>

/** What a message is about; each key is one template of the platform. */
export const TemplateKey = z.enum(['reply', 'activity', 'case', 'digest', 'checkIn'])
export type TemplateKey = z.output<typeof TemplateKey>

/** The taps after which a member may be asked to allow messages: never without one, and never for something else. */
export const MeaningfulTap = z.enum([
  'comment',
  'publish',
  'ask',
  'openCase',
  'readDigest',
  'checkIn',
  'settings',
])
export type MeaningfulTap = z.output<typeof MeaningfulTap>

const Template = z.object({ key: TemplateKey, templateId: z.string(), title: z.string() })

export const notice = {
  /** One list of my inbox, the latest first. */
  'notice.listNotices': action({
    auth: 'member',
    effect: 'read',
    input: z.strictObject({ group: NoticeGroup, cursor: Cursor.optional(), limit: PageSize.optional() }),
    output: z.object({ notices: z.array(Notice), nextCursor: Cursor.optional() }),
    errors: [],
    idempotent: 'natural',
  }),
  /** Marks one list as read up to now, or all of them. */
  'notice.markRead': action({
    auth: 'member',
    effect: 'write',
    input: z.strictObject({ group: NoticeGroup.optional() }),
    output: z.object({ unread: UnreadCounts }),
    errors: [],
    idempotent: 'natural',
    rateLimit: { max: 120, windowMs: 10 * MINUTE_MS },
  }),
  /** What the dot on the tab and the heads of the lists show. */
  'notice.getUnread': action({
    auth: 'member',
    effect: 'read',
    input: z.strictObject({}),
    output: z.object({ unread: UnreadCounts }),
    errors: [],
    idempotent: 'natural',
  }),
  /**
   * Which templates to ask for after which tap, at most TEMPLATES_PER_TAP_MAX (the platform takes no more in one
   * question), the most useful first; and how many messages of each key I have allowed that were not sent yet.
   */
  'notice.getTemplates': action({
    auth: 'member',
    effect: 'read',
    input: z.strictObject({}),
    output: z.object({
      templates: z.array(Template),
      afterTap: z.record(MeaningfulTap, z.array(TemplateKey).max(TEMPLATES_PER_TAP_MAX)),
      credits: z.record(TemplateKey, Count),
    }),
    errors: [],
    idempotent: 'natural',
  }),
  /**
   * What the member answered to the platform's question: each acceptance is one message that may be sent (PLATFORM
   * 1, Messages), refusals are none. No API tells what is left, so this is the only record of it.
   * Errors: NOT_FOUND for a template that is not ours.
   */
  'notice.recordConsent': action({
    auth: 'member',
    effect: 'write',
    input: z.strictObject({
      requestId: RequestId,
      templates: z
        .array(z.strictObject({ templateId: z.string().min(1).max(100), accepted: z.boolean() }))
        .min(1)
        .max(TEMPLATES_PER_TAP_MAX),
    }),
    output: z.object({ credits: z.record(TemplateKey, Count) }),
    errors: ['NOT_FOUND'],
    idempotent: 'requestId',
    rateLimit: { max: 30, windowMs: 10 * MINUTE_MS },
  }),
  ...noticeCases,
  ...noticeDigest,
} as const
