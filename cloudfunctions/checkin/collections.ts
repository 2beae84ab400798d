import type { CouponOffer, Mood, ProofKind } from '../../contract/checkin-shapes'
import type { Earned } from '../../contract/points-shapes'
import type { CollectionSpecs } from '../kit/collection-specs'
import type { Months, StoredMark } from './calendar-rules'

/** The standing challenge that everybody is in: the daily check-in. */
export const DAILY = 'daily'

/** A photo that proves a day. Sizes are pixels of the display picture. */
export interface ProofPhoto {
  readonly mediaId: string
  readonly thumbFileId: string
  readonly displayFileId: string
  readonly width: number
  readonly height: number
}

/** What was given for a day. */
export interface GivenProof {
  readonly how: ProofKind
  readonly mood?: Mood
  readonly text?: string
  readonly photo?: ProofPhoto
}

/**
 * `check_ins`: `_id` = `{challenge}:{member}:{day}`: a day is done once. These are what has happened; calendars are
 * derived from them.
 */
export interface CheckInDocument extends Partial<GivenProof> {
  readonly _id: string
  readonly schemaVersion: 1
  /** `prf_…`, by time: what operators and lists know a proof by. */
  readonly place: string
  /** `{challenge}:{member}`. */
  readonly calendarId: string
  readonly challengeId: string
  readonly memberId: string
  /** The key under which the member calls, by which their days are read while they are still being looked up. */
  readonly callerKey: string
  readonly day: string
  readonly mark: StoredMark
  /** When it was done, epoch milliseconds. */
  readonly at: number
  /** Whether others may see the proof: it has something to see, and every check of it has passed. */
  readonly shown: boolean
  /** There while the photo's check decides whether the day counts. */
  readonly waiting?: true
  /** There while the text could not be checked: it is asked about again, and shown to nobody. */
  readonly unchecked?: true
  /** How often it was asked about again in vain, and when last, epoch milliseconds. */
  readonly textAsks?: number
  readonly textAskedAt?: number
  /** Days in a row, as they were with this one. */
  readonly streak?: number
  /** What it has earned; absent where a cap has made it nothing. */
  readonly earned?: Earned
  readonly coupon?: CouponOffer
  readonly milestone?: number
  /** What a made-up day was paid with. */
  readonly paidWith?: 'points' | 'card'
  /** When its proof was rejected, and until when another can be given. */
  readonly rejectedAt?: number
  readonly replaceUntil?: number
  /** There while the member is still to be told, or the newcomer's ladder to be moved on. */
  readonly owes?: true
  /** It is the newcomer's last. */
  readonly ladder?: true
}

/** `check_in_calendars`: `_id` = `{challenge}:{member}`. What a member's check-ins come to, written with each. */
export interface CalendarDocument {
  readonly _id: string
  readonly schemaVersion: 1
  readonly challengeId: string
  readonly memberId: string
  readonly callerKey: string
  /** The first day that can be done: that of joining. */
  readonly joinedDay: string
  readonly months: Months
  /** The highest milestone that was reached; 0 for none. */
  readonly milestone: number
  /** Where it stands in the challenge's ranking: the higher the better. */
  readonly place: string
  /** Days that the ranking counts. */
  readonly rankedDays: number
  readonly completedAt?: number
  /** Counted up with each change, so that a repair never undoes one. */
  readonly version: number
  /** There until the days were compared with the check-ins. */
  readonly unreconciled?: true
}

/** `challenges`: `_id` = `chl_…`. */
export interface ChallengeDocument {
  readonly _id: string
  readonly schemaVersion: 1
  readonly title: string
  readonly rules: string
  readonly firstDay: string
  readonly lastDay: string
  readonly days: number
  readonly proofs: readonly ProofKind[]
  readonly makeUpsMax: number
  readonly coupon?: CouponOffer
  readonly state: 'draft' | 'published' | 'cancelled'
  /** Derived from the calendars: kept by an atomic increment. */
  readonly memberCount: number
  readonly createdAt: number
}

/** `outages`: `_id` = `otg_…`. Nobody is written to: who was affected is derived. */
export interface OutageDocument {
  readonly _id: string
  readonly schemaVersion: 1
  readonly startsAt: number
  readonly endsAt: number
  readonly reason: string
  /** When the challenges that it completes are to be looked for next, epoch milliseconds; absent once they all were. */
  readonly dueAt?: number
  /** The last calendar that was looked at since then. */
  readonly creditedTo?: string
}

/** `make_up_cards`: `_id` = what it was given for, once. */
export interface MakeUpCardDocument {
  readonly _id: string
  readonly schemaVersion: 1
  readonly memberId: string
  readonly givenAt: number
  /** The check-in that it was used for; '' while it was not. */
  readonly usedFor: string
}

/** `share_codes`: `_id` = what it leads to. A mini program code that was made once for everybody. */
export interface ShareCodeDocument {
  readonly _id: 'activity'
  readonly schemaVersion: 1
  readonly fileId: string
}

export const SHARE_CODES = 'share_codes'
export const CHECK_INS = 'check_ins'
export const CHECK_IN_CALENDARS = 'check_in_calendars'
export const CHALLENGES = 'challenges'
export const OUTAGES = 'outages'
export const MAKE_UP_CARDS = 'make_up_cards'

export const collections: CollectionSpecs = {
  [CHECK_INS]: {
    indexes: [
      {
        name: 'calendar_day',
        keys: [
          ['calendarId', 1],
          ['day', 1],
        ],
      },
      {
        name: 'caller_day',
        keys: [
          ['callerKey', 1],
          ['challengeId', 1],
          ['day', 1],
        ],
      },
      {
        name: 'shown',
        keys: [
          ['challengeId', 1],
          ['shown', 1],
          ['place', -1],
        ],
      },
      { name: 'place', keys: [['place', 1]], unique: true },
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
      {
        name: 'owes',
        keys: [
          ['owes', 1],
          ['_id', 1],
        ],
      },
      {
        name: 'member',
        keys: [
          ['memberId', 1],
          ['_id', 1],
        ],
      },
    ],
  },
  [CHECK_IN_CALENDARS]: {
    indexes: [
      {
        name: 'caller',
        keys: [
          ['callerKey', 1],
          ['challengeId', 1],
        ],
      },
      {
        name: 'ranking',
        keys: [
          ['challengeId', 1],
          ['place', -1],
        ],
      },
      {
        name: 'unreconciled',
        keys: [
          ['unreconciled', 1],
          ['_id', 1],
        ],
      },
      { name: 'member', keys: [['memberId', 1]] },
    ],
  },
  [CHALLENGES]: {
    indexes: [
      {
        name: 'open',
        keys: [
          ['state', 1],
          ['lastDay', -1],
        ],
      },
    ],
  },
  [OUTAGES]: {
    indexes: [
      { name: 'starts', keys: [['startsAt', -1]] },
      { name: 'due', keys: [['dueAt', 1]] },
    ],
  },
  [SHARE_CODES]: { indexes: [] },
  [MAKE_UP_CARDS]: {
    indexes: [
      {
        name: 'unused',
        keys: [
          ['memberId', 1],
          ['usedFor', 1],
          ['givenAt', 1],
        ],
      },
    ],
  },
}
