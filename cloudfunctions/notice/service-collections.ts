/** What is stored of serving members: cases, who answers them, who waits for a first word, and the figures of it. */
import type { CaseKind, CaseState } from '../../contract/notice-cases'
import type { CollectionSpecs } from '../kit/collection-specs'

/** One thing said in a case. */
export interface CaseTurn {
  /** The requestId's claim: one wish is said once. */
  readonly turnId: string
  readonly by: 'member' | 'butler'
  readonly authorId: string
  readonly text: string
  readonly textVerdict: 'pass' | 'review' | 'unknown'
  readonly photoIds: readonly string[]
  readonly at: number
}

/** `cases`: `_id` = `cas_…`, time-ordered. */
export interface CaseDocument {
  readonly _id: string
  /** 1 until a migration has added the two keys. */
  readonly schemaVersion: 1 | 2
  readonly memberId: string
  /** The key under which the member calls, by which their list is read while they are still being looked up. */
  readonly callerKey?: string
  readonly kind: CaseKind
  readonly state: CaseState
  /** Whose it is to answer; absent while nobody answers cases. */
  readonly butlerId?: string
  /** The key under which that one calls. */
  readonly butlerCallerKey?: string
  /** What has been said, oldest first. */
  readonly turns: readonly CaseTurn[]
  /** Whether some text waits for its check to be made again; how often it was asked for. */
  readonly unchecked: boolean
  readonly textAsks: number
  /** Counts the changes: each is bound to the one that was seen. */
  readonly version: number
  /** When an answer is due, while the case is open. */
  readonly dueAt: number
  readonly openedAt: number
  readonly firstAnsweredAt?: number
  readonly stars?: number
  readonly ratingText?: string
  readonly closedAt?: number
}

/** `butlers`: `_id` = a member who answers cases; the one who was given a case longest ago is next. */
export interface ButlerDocument {
  readonly _id: string
  readonly schemaVersion: 1
  /** Epoch milliseconds; 0 for never. */
  readonly givenAt: number
}

/** `butler_tasks`: a post that waits for its first reply, `_id` = the post's id. */
export interface ButlerTaskDocument {
  readonly _id: string
  readonly schemaVersion: 1
  /** Its author. */
  readonly memberId: string
  readonly kind: 'newcomer' | 'question' | 'post'
  readonly state: 'waiting' | 'replied' | 'ended'
  readonly postedAt: number
  /** When a butler should look: at once for a newcomer's, later for a question; absent for any other post. */
  readonly dueAt?: number
  /** Whose turn it was when a butler was called. */
  readonly butlerId?: string
  /** Whether a butler was told. */
  readonly told: boolean
  /** The comment that has ended the waiting, and when. */
  readonly replyId?: string
  readonly repliedAt?: number
}

/** `service_days`: `_id` = a day. How long first replies to that day's posts took, and how cases went. */
export interface ServiceDayDocument {
  readonly _id: string
  readonly schemaVersion: 1
  /** `r{n}`: how many first replies fell into the n-th step of REPLY_STEPS_MS; absent for none, as all the others. */
  readonly [step: `r${number}`]: number | undefined
  /** `s1` to `s5`: ratings of so many stars. */
  readonly [stars: `s${number}`]: number | undefined
  readonly casesOpened?: number
  /** First answers within the clock and after it, on the day on which their case was opened. */
  readonly casesInTime?: number
  readonly casesLate?: number
}

export const CASES = 'cases'
export const BUTLERS = 'butlers'
export const BUTLER_TASKS = 'butler_tasks'
export const SERVICE_DAYS = 'service_days'

export const collections: CollectionSpecs = {
  [CASES]: {
    indexes: [
      {
        name: 'member',
        keys: [
          ['memberId', 1],
          ['_id', -1],
        ],
      },
      {
        name: 'list',
        keys: [
          ['callerKey', 1],
          ['_id', -1],
        ],
      },
      {
        name: 'state',
        keys: [
          ['state', 1],
          ['_id', -1],
        ],
      },
      {
        name: 'butler',
        keys: [
          ['butlerCallerKey', 1],
          ['state', 1],
          ['_id', -1],
        ],
      },
      {
        name: 'unchecked',
        keys: [
          ['unchecked', 1],
          ['_id', 1],
        ],
      },
    ],
  },
  [BUTLERS]: { indexes: [{ name: 'given', keys: [['givenAt', 1]] }] },
  [BUTLER_TASKS]: {
    indexes: [
      {
        name: 'waiting',
        keys: [
          ['state', 1],
          ['dueAt', 1],
        ],
      },
      {
        name: 'untold',
        keys: [
          ['state', 1],
          ['told', 1],
          ['dueAt', 1],
        ],
      },
      { name: 'member', keys: [['memberId', 1]] },
      { name: 'age', keys: [['postedAt', 1]] },
    ],
  },
  [SERVICE_DAYS]: { indexes: [] },
}
