/** What each kind of notice is: its list, its message, its worth. Pure tables. */

import { HOUR_MS, MINUTE_MS } from '../../contract/limits'
import type { NoticeGroup, NoticeKind, TemplateKey } from '../../contract/notice'

/** The member's choices that a kind obeys; kinds that are about the member's own affairs obey none. */
export type Choice = 'likes' | 'comments' | 'mentions' | 'follows' | 'digest' | 'checkIn'

interface KindRule {
  readonly group: NoticeGroup
  /** The template of its message; undefined for what is told in the inbox only. */
  readonly template?: TemplateKey
  /** What a message of it is worth: the higher is sent when credits are short. PRODUCT 10.1. */
  readonly value: number
  /** How long it waits for better ones to take the credit, and for likes to gather. */
  readonly gatherMs: number
  /** How long after it happened a message still makes sense. */
  readonly freshMs: number
  readonly choice?: Choice
}

const AT_ONCE = 0
const DAY_HOURS_MS = 24 * HOUR_MS

/** Reply to my question > case answer > mention > comment > digest > likes. */
export const KIND_RULES: Readonly<Record<NoticeKind, KindRule>> = {
  firstReply: {
    group: 'comments',
    template: 'reply',
    value: 100,
    gatherMs: AT_ONCE,
    freshMs: DAY_HOURS_MS,
    choice: 'comments',
  },
  solved: {
    group: 'comments',
    template: 'reply',
    value: 90,
    gatherMs: AT_ONCE,
    freshMs: DAY_HOURS_MS,
    choice: 'comments',
  },
  case: { group: 'system', template: 'case', value: 80, gatherMs: AT_ONCE, freshMs: 3 * DAY_HOURS_MS },
  newcomer: { group: 'system', template: 'case', value: 75, gatherMs: AT_ONCE, freshMs: DAY_HOURS_MS },
  unanswered: { group: 'system', template: 'case', value: 72, gatherMs: AT_ONCE, freshMs: DAY_HOURS_MS },
  mention: {
    group: 'mentions',
    template: 'reply',
    value: 70,
    gatherMs: AT_ONCE,
    freshMs: DAY_HOURS_MS,
    choice: 'mentions',
  },
  reply: {
    group: 'comments',
    template: 'reply',
    value: 65,
    gatherMs: AT_ONCE,
    freshMs: DAY_HOURS_MS,
    choice: 'comments',
  },
  comment: {
    group: 'comments',
    template: 'reply',
    value: 60,
    gatherMs: 5 * MINUTE_MS,
    freshMs: DAY_HOURS_MS,
    choice: 'comments',
  },
  digest: {
    group: 'system',
    template: 'digest',
    value: 40,
    gatherMs: AT_ONCE,
    freshMs: 14 * HOUR_MS,
    choice: 'digest',
  },
  follow: {
    group: 'system',
    template: 'activity',
    value: 30,
    gatherMs: HOUR_MS,
    freshMs: DAY_HOURS_MS,
    choice: 'follows',
  },
  like: {
    group: 'likes',
    template: 'activity',
    value: 20,
    gatherMs: HOUR_MS,
    freshMs: DAY_HOURS_MS,
    choice: 'likes',
  },
  saleOpens: {
    group: 'system',
    template: 'activity',
    value: 85,
    gatherMs: AT_ONCE,
    freshMs: 10 * MINUTE_MS,
  },
  order: { group: 'system', template: 'activity', value: 75, gatherMs: AT_ONCE, freshMs: 3 * DAY_HOURS_MS },
  votingOpens: {
    group: 'system',
    template: 'activity',
    value: 50,
    gatherMs: AT_ONCE,
    freshMs: DAY_HOURS_MS,
  },
  resultPublished: {
    group: 'system',
    template: 'activity',
    value: 55,
    gatherMs: AT_ONCE,
    freshMs: 3 * DAY_HOURS_MS,
  },
  prizeWon: {
    group: 'system',
    template: 'activity',
    value: 88,
    gatherMs: AT_ONCE,
    freshMs: 3 * DAY_HOURS_MS,
  },
  workDisqualified: { group: 'system', value: 40, gatherMs: AT_ONCE, freshMs: DAY_HOURS_MS },
  contestCancelled: { group: 'system', value: 40, gatherMs: AT_ONCE, freshMs: DAY_HOURS_MS },
  appealDecided: { group: 'system', value: 40, gatherMs: AT_ONCE, freshMs: DAY_HOURS_MS },
  coupon: { group: 'system', value: 30, gatherMs: AT_ONCE, freshMs: DAY_HOURS_MS },
  lowStock: { group: 'system', value: 30, gatherMs: AT_ONCE, freshMs: DAY_HOURS_MS },
  titleLapsed: { group: 'system', value: 10, gatherMs: AT_ONCE, freshMs: DAY_HOURS_MS },
  pointsExpiring: { group: 'system', value: 35, gatherMs: AT_ONCE, freshMs: DAY_HOURS_MS },
  booksFailed: { group: 'system', template: 'case', value: 95, gatherMs: AT_ONCE, freshMs: DAY_HOURS_MS },
  holdOverdue: { group: 'system', value: 10, gatherMs: AT_ONCE, freshMs: DAY_HOURS_MS },
  adjustmentWaits: {
    group: 'system',
    template: 'case',
    value: 70,
    gatherMs: AT_ONCE,
    freshMs: DAY_HOURS_MS,
  },
  adjustmentDecided: { group: 'system', value: 30, gatherMs: AT_ONCE, freshMs: DAY_HOURS_MS },
  milestone: { group: 'system', value: 10, gatherMs: AT_ONCE, freshMs: DAY_HOURS_MS },
  proofRejected: { group: 'system', value: 10, gatherMs: AT_ONCE, freshMs: DAY_HOURS_MS },
  streakReminder: {
    group: 'system',
    template: 'checkIn',
    value: 45,
    gatherMs: AT_ONCE,
    // Told in the evening: tomorrow it is too late.
    freshMs: 3 * HOUR_MS,
    choice: 'checkIn',
  },
  system: { group: 'system', value: 10, gatherMs: AT_ONCE, freshMs: DAY_HOURS_MS },
}
