import type { Notice, NoticeGroup, NoticeKind, TemplateKey } from '../../contract/notice'
import type { CollectionSpecs } from '../kit/collection-specs'
import { collections as ofService } from './service-collections'

/** What a notice is about: ids only. */
export type NoticeSubject = NonNullable<Notice['subject']>

/**
 * `notices`: `_id` = `ntc_{digest of receiver and cause}`; the likes of one post share one document. It keeps ids and
 * the receiver's own words, never a name or a text of anybody else's.
 */
export interface NoticeDocument {
  readonly _id: string
  /** 1 until a migration has added `callerKey`. */
  readonly schemaVersion: 1 | 2
  /** The member who is told. */
  readonly to: string
  /** The key under which they call, by which their list is read while they are still being looked up. */
  readonly callerKey?: string
  readonly group: NoticeGroup
  readonly kind: NoticeKind
  /** The members who did it, the latest last, at most NOTICE_FROM_MAX. */
  readonly fromIds: readonly string[]
  /** How many did it. For likes derived from `notice_likes`. */
  readonly count: number
  readonly subject?: NoticeSubject
  /** The beginning of the receiver's own words. */
  readonly about?: string
  /** When it happened, epoch milliseconds. */
  readonly at: number
  /** Where it stands in its list: `ntc_{arrival in time digits}{8 digits}`, latest first. */
  readonly place: string
}

/** `notice_likes`: one like that was counted into a notice, `_id` = digest of receiver and cause. */
export interface NoticeLikeDocument {
  readonly _id: string
  readonly schemaVersion: 1
  readonly noticeId: string
  readonly to: string
  readonly fromId: string
  /** Its arrival, epoch milliseconds. */
  readonly at: number
}

/**
 * `notice_inboxes`: `_id` = the member. How many notices of each list have come since it was last read, and when that
 * was. Derived: kept by `_.inc` beside the notices, and brought back to them by a job.
 */
export interface InboxDocument {
  readonly _id: string
  readonly schemaVersion: 1
  readonly likes: number
  readonly comments: number
  readonly mentions: number
  readonly system: number
  /** Those of `system` that tell of a follower. */
  readonly follows: number
  /** Epoch milliseconds; 0 when never. */
  readonly likesReadAt: number
  readonly commentsReadAt: number
  readonly mentionsReadAt: number
  readonly systemReadAt: number
}

/**
 * `messages`: one subscribe message that is to be sent, `_id` = digest of receiver and cause. Sent at most once: what
 * was begun and of which nobody knows whether it arrived is not begun again.
 */
export interface MessageDocument {
  readonly _id: string
  readonly schemaVersion: 1
  readonly to: string
  readonly templateKey: TemplateKey
  readonly kind: NoticeKind
  readonly fromId?: string
  readonly subject?: NoticeSubject
  readonly about?: string
  /**
   * `sending`: a credit was spent and the platform is being asked. `sent`, `refused` (no consent left, says the
   * platform), `failed` (the message was wrong), `doubtful` (no answer came) and `dropped` (not worth sending) are ends.
   */
  readonly state: 'waiting' | 'sending' | 'sent' | 'refused' | 'failed' | 'doubtful' | 'dropped'
  /** Why it ended so: the platform's code, or our reason. */
  readonly outcome?: string
  /** How often a credit was spent on it: more than once when the platform had no time for it. */
  readonly attempts: number
  /** When it happened, epoch milliseconds. */
  readonly at: number
  /** Not before this instant; while `sending`, after it whoever began it is no more. */
  readonly dueAt: number
  /** From this instant nobody wants it any more. */
  readonly staleAt: number
}

/** `message_credits`: the ledger of consents and messages, append-only. `_id` = what made the entry, once. */
export interface CreditEntryDocument {
  readonly _id: string
  readonly schemaVersion: 1
  readonly memberId: string
  readonly templateKey: TemplateKey
  /** +1 for a consent, -1 for a message; what is left is set right when the platform says that nothing is. */
  readonly amount: number
  readonly reason: 'consent' | 'message' | 'returned' | 'corrected'
  readonly at: number
}

/** `message_balances`: `_id` = `{memberId}:{templateKey}`, the sum of its entries, written in their transactions. */
export interface CreditBalanceDocument {
  readonly _id: string
  readonly schemaVersion: 1
  readonly memberId: string
  readonly templateKey: TemplateKey
  readonly left: number
}

/** `digests`: `_id` = the day. */
export interface DigestDocument {
  readonly _id: string
  readonly schemaVersion: 1
  readonly state: 'draft' | 'sending' | 'sent'
  readonly version: number
  readonly greeting: string
  readonly best: readonly string[]
  readonly questions: readonly string[]
  readonly slots: readonly string[]
  readonly draftedAt: number
  readonly sentAt?: number
  /** The member up to whom it was brought. */
  readonly cursor?: string
}

export const NOTICES = 'notices'
export const NOTICE_LIKES = 'notice_likes'
export const NOTICE_INBOXES = 'notice_inboxes'
export const MESSAGES = 'messages'
export const MESSAGE_CREDITS = 'message_credits'
export const MESSAGE_BALANCES = 'message_balances'
export const DIGESTS = 'digests'

export const collections: CollectionSpecs = {
  [NOTICES]: {
    indexes: [
      {
        name: 'list',
        keys: [
          ['callerKey', 1],
          ['group', 1],
          ['place', -1],
        ],
      },
      {
        name: 'receiver',
        keys: [
          ['to', 1],
          ['group', 1],
          ['place', -1],
        ],
      },
      { name: 'place', keys: [['place', 1]] },
      {
        name: 'kind',
        keys: [
          ['kind', 1],
          ['_id', 1],
        ],
      },
      { name: 'from', keys: [['fromIds', 1]] },
    ],
  },
  [NOTICE_LIKES]: {
    indexes: [
      { name: 'notice', keys: [['noticeId', 1]] },
      {
        name: 'receiver',
        keys: [
          ['to', 1],
          ['at', 1],
        ],
      },
      { name: 'from', keys: [['fromId', 1]] },
      { name: 'age', keys: [['at', 1]] },
    ],
  },
  [NOTICE_INBOXES]: { indexes: [] },
  [MESSAGES]: {
    indexes: [
      {
        name: 'due',
        keys: [
          ['state', 1],
          ['dueAt', 1],
        ],
      },
      {
        name: 'receiver',
        keys: [
          ['to', 1],
          ['state', 1],
          ['dueAt', 1],
        ],
      },
      { name: 'from', keys: [['fromId', 1]] },
      { name: 'age', keys: [['at', 1]] },
    ],
  },
  [MESSAGE_CREDITS]: {
    indexes: [
      {
        name: 'member',
        keys: [
          ['memberId', 1],
          ['_id', 1],
        ],
      },
    ],
  },
  [MESSAGE_BALANCES]: {
    indexes: [
      {
        name: 'template',
        keys: [
          ['templateKey', 1],
          ['_id', 1],
        ],
      },
    ],
  },
  ...ofService,
  [DIGESTS]: { indexes: [{ name: 'state', keys: [['state', 1]] }] },
}
