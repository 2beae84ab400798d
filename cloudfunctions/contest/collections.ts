/** Contests and their works. What is kept of votes and results stands in `vote-collections.ts` and `result-collections.ts`. */
import type {
  ContestPlan,
  ContestRules,
  DisqualifyReason,
  FraudSignal,
  Licence,
  Lineage,
  WorkState,
} from '../../contract/contest-shapes'
import type { CollectionSpecs } from '../kit/collection-specs'
import type { AuthorSnippet } from '../member/collections'
import { collections as ofResults } from './result-collections'
import { collections as ofVotes } from './vote-collections'

/**
 * What is stored of where a contest stands; between `announced` and `final` the clock says the rest (`phase-rules.ts`).
 */
export type ContestState = 'draft' | 'announced' | 'final' | 'paid' | 'archived' | 'cancelled'

/** Votes that were found suspicious, by what became of them, and those that still wait by their signals. */
export interface Reviewed {
  readonly votes: number
  readonly released: number
  readonly excluded: number
  readonly bySignal: Readonly<Partial<Record<FraudSignal, number>>>
}

/** `contests`: `_id` = `cst_…`. */
export interface ContestDocument {
  readonly _id: string
  readonly schemaVersion: 1
  readonly state: ContestState
  readonly plan: ContestPlan
  /** From the announcement on, and never changed: what was hashed, and the hash of its canonical text. */
  readonly rules?: ContestRules
  readonly rulesHash?: string
  readonly announcedAt?: number
  /** `voteUntil` and the public notice: when the result can become final. Absent before the announcement. */
  readonly noticeUntil?: number
  /** Where lists show it (`placeOf`), so that those that run come first. '' for a draft, and for one cancelled as such. */
  readonly place: string
  /** Works that take part. Derived: kept by increments, and reconciled. */
  readonly workCount: number
  /** The latest work that takes part. */
  readonly cover?: { readonly fileId: string; readonly width: number; readonly height: number }
  /** Numbers given to works, from 1, for the shuffles; absent until all have theirs. */
  readonly numberedCount?: number
  /** The latest version of the result; 0 before any. */
  readonly resultVersion: number
  /** The version by which works show their ranks; absent before any. */
  readonly rankedVersion?: number
  /** How many votes are and were under review when they were counted last. Derived (`verdict-store.ts`). */
  readonly reviewed?: Reviewed
  /** Up to which day the look for fraud has come; the first result waits until that is the last. */
  readonly quarantinedTo?: string
  /** Why a decision asks for a new version of the result; there while one does (`recount-store.ts`). */
  readonly recountWanted?: 'reviewed' | 'appeal'
  /** How often decisions have asked for one, and how many of these asks the latest version has heard. */
  readonly recountAsks?: number
  readonly heardAsks?: number
  /** While an operator decides of many votes at once: until then the result does not become final. */
  readonly heldUntil?: number
  /** Since when totals of its works are to be counted anew, because votes were put under review or decided of. */
  readonly staleAt?: number
  readonly finalAt?: number
  readonly paidAt?: number
  /** The bundle of the final result; `hash` is its seal, the SHA-256 of all its bytes before its last line. */
  readonly bundle?: { readonly fileId: string; readonly hash: string; readonly bytes: number }
  /** Where the paying of prizes goes on; absent before it, and when it is done. */
  readonly paying?: string
  /** When whoever entered is told next: that the vote has opened or, once it is cancelled, that. Absent when they were. */
  readonly tellAt?: number
  readonly cancelReason?: string
  readonly cancelledAt?: number
  /** The contest that takes the place of this cancelled one, and the one that this one repeats. */
  readonly rerunId?: string
  readonly rerunOf?: string
  /** There once the one that takes its place is announced: members are led to it then. */
  readonly isRerunAnnounced?: true
  readonly createdAt: number
}

/** `contest_secrets`: `_id` = the contest's. What must not be known while votes are taken; no action answers it whole. */
export interface ContestSecretsDocument {
  readonly _id: string
  readonly schemaVersion: 1
  /** 64 hexadecimal digits: the key of the voters' pseudonyms. Never revealed. */
  readonly voterKey: string
  /** 64 hexadecimal digits: what `drawCommitment` is the hash of; the bundle reveals it. */
  readonly drawSeed: string
}

/** The photo of a work. Sizes are pixels of the display picture. */
export interface WorkPhoto {
  readonly mediaId: string
  readonly thumbFileId: string
  readonly displayFileId: string
  readonly width: number
  readonly height: number
}

/** `works`: `_id` = `wrk_…`, by time: among works of one score the earlier comes first. */
export interface WorkDocument {
  readonly _id: string
  readonly schemaVersion: 1
  readonly contestId: string
  readonly authorId: string
  readonly author: AuthorSnippet
  readonly callerKey: string
  readonly title: string
  readonly words: string
  readonly photo: WorkPhoto
  /** Of the photo, 16 hexadecimal digits, and its four tagged bands. */
  readonly perceptualHash: string
  readonly hashBands: readonly string[]
  readonly lineage: Lineage
  readonly licence: Licence
  readonly state: WorkState
  /** There until it was settled: while the platform has not decided on the photo, or nobody has looked for its likes. */
  readonly waiting?: true
  /** There while the words could not be checked; and when a person has to read them. */
  readonly unchecked?: true
  readonly doubtful?: true
  readonly textAsks?: number
  readonly textAskedAt?: number
  /** Works that it resembles, by distance in bits; a person has to look then. */
  readonly similar?: readonly { readonly workId: string; readonly distance: number }[]
  readonly reason?: DisqualifyReason
  /** Who of the staff decided last, and when. */
  readonly decidedBy?: string
  readonly decidedAt?: number
  /** There while its author is to be told that it was disqualified. */
  readonly untold?: true
  /** From 1, in the order of `_id` among all works of the contest; and `{contest}:{number}`, by which a shuffle finds it. */
  readonly number?: number
  readonly place?: string
  /** Derived from the ballots: kept by increments, and reconciled. */
  readonly rawVotes: number
  readonly countedVotes: number
  /** Votes of it that are under review, and how many of them have each signal. Derived, and reconciled. */
  readonly underReview?: number
  readonly reviewSignals?: Readonly<Partial<Record<FraudSignal, number>>>
  /** Its place in the latest version of the result. */
  readonly rank?: number
  readonly shareCodeFileId?: string
  readonly enteredAt: number
}

/** `entrants`: `_id` = `{contest}:{member}`. The works that somebody has in a contest: never more than two. */
export interface EntrantDocument {
  readonly _id: string
  readonly schemaVersion: 1
  readonly contestId: string
  readonly memberId: string
  /** Those that were not withdrawn. */
  readonly workIds: readonly string[]
}

/** `licences`: `_id` = the work's. What its author has allowed, as a record that stays as it was given. */
export interface LicenceDocument {
  readonly _id: string
  readonly schemaVersion: 1
  readonly memberId: string
  readonly licence: Licence
  /** Of the sentence that was agreed to. */
  readonly version: 1
  readonly givenAt: number
}

/** `contest_decisions`: `_id` = what was decided and when. Every deed of staff about a contest, with its reason. */
export interface ContestDecisionDocument {
  readonly _id: string
  readonly schemaVersion: 1
  readonly contestId: string
  readonly what: 'announced' | 'cancelled' | 'rerun' | 'work' | 'votes' | 'voter' | 'appeal'
  /** The work, the voter or the appeal. */
  readonly subjectId: string
  readonly decision: string
  readonly reason: string
  readonly by: string
  readonly at: number
}

export const CONTESTS = 'contests'
export const CONTEST_SECRETS = 'contest_secrets'
export const WORKS = 'works'
export const ENTRANTS = 'entrants'
export const LICENCES = 'licences'
export const CONTEST_DECISIONS = 'contest_decisions'

export const collections: CollectionSpecs = {
  ...ofVotes,
  ...ofResults,
  [CONTESTS]: {
    indexes: [
      { name: 'place', keys: [['place', -1]] },
      { name: 'tell', keys: [['tellAt', 1]] },
      { name: 'stale', keys: [['staleAt', 1]] },
      {
        name: 'state',
        keys: [
          ['state', 1],
          ['_id', 1],
        ],
      },
    ],
  },
  [CONTEST_SECRETS]: { indexes: [] },
  [WORKS]: {
    indexes: [
      {
        name: 'contest_state',
        keys: [
          ['contestId', 1],
          ['state', 1],
          ['_id', -1],
        ],
      },
      {
        name: 'contest',
        keys: [
          ['contestId', 1],
          ['_id', 1],
        ],
      },
      {
        name: 'standing',
        keys: [
          ['contestId', 1],
          ['state', 1],
          ['countedVotes', -1],
        ],
      },
      {
        name: 'under_review',
        keys: [
          ['contestId', 1],
          ['underReview', -1],
        ],
      },
      { name: 'place', keys: [['place', 1]] },
      { name: 'bands', keys: [['hashBands', 1]] },
      {
        name: 'author',
        keys: [
          ['authorId', 1],
          ['_id', -1],
        ],
      },
      {
        name: 'caller',
        keys: [
          ['callerKey', 1],
          ['_id', -1],
        ],
      },
      {
        name: 'caller_contest',
        keys: [
          ['callerKey', 1],
          ['contestId', 1],
          ['state', 1],
        ],
      },
      {
        name: 'untold',
        keys: [
          ['untold', 1],
          ['_id', 1],
        ],
      },
      {
        name: 'waiting',
        keys: [
          ['waiting', 1],
          ['_id', 1],
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
  [ENTRANTS]: {
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
  [LICENCES]: {
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
  [CONTEST_DECISIONS]: {
    indexes: [
      {
        name: 'subject',
        keys: [
          ['contestId', 1],
          ['subjectId', 1],
          ['at', -1],
        ],
      },
    ],
  },
}
