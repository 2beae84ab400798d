/** What is kept of votes: ballots, the log that is counted, and what is said of single votes. */
import type { FraudSignal } from '../../contract/contest-shapes'
import type { CollectionSpecs } from '../kit/collection-specs'
import type { LoggedBallot } from './log-rules'

/**
 * `ballots`: `_id` = `{contest}:{member}:{day}`. What one member votes for on one day, to be changed until midnight. A
 * ballot without works says that its voter came that day.
 */
export interface BallotDocument {
  readonly _id: string
  readonly schemaVersion: 1
  readonly contestId: string
  readonly memberId: string
  /** The key under which the voter calls, by which their ballots are read while they are still being looked up. */
  readonly callerKey: string
  readonly day: string
  /** The voter's pseudonym in this contest: what stands in the log instead of them. */
  readonly voter: string
  readonly workIds: readonly string[]
  /** They joined after voting had begun. */
  readonly isNewcomer?: true
  /** The pseudonym of whoever brought them. */
  readonly inviter?: string
  /** When it was changed last, epoch milliseconds. */
  readonly at: number
}

/**
 * `ballot_chunks`: `_id` = `{contest}:{day}:{number from 0, four digits}`. The log: the ballots of a day that is over, by
 * their voters' pseudonyms in ascending order; without anything that leads to a person. Never changed.
 */
export interface BallotChunkDocument {
  readonly _id: string
  readonly schemaVersion: 1
  readonly contestId: string
  readonly day: string
  /** The first of its voters, by which a receipt finds its chunk. */
  readonly firstVoter: string
  /** How many leaves of the day come before it. */
  readonly from: number
  /** The Merkle root of its leaves. */
  readonly root: string
  readonly ballots: readonly LoggedBallot[]
}

/** `ballot_anchors`: `_id` = `{contest}:{day}`. What was published of a day. Never changed. */
export interface BallotAnchorDocument {
  readonly _id: string
  readonly schemaVersion: 1
  readonly contestId: string
  readonly day: string
  readonly ballots: number
  /** The Merkle root of the day's leaves, and the roots of its chunks, of CHUNK_BALLOTS leaves each but the last. */
  readonly root: string
  readonly chunkRoots: readonly string[]
  /** Hash of the head before and this day's root: no day can be left out or put in. */
  readonly head: string
  readonly at: number
}

/** `quarantined_votes`: `_id` = `{work}:{day}:{voter}`. A vote under two signals or more. Never removed. */
export interface QuarantinedVoteDocument {
  readonly _id: string
  readonly schemaVersion: 1
  readonly contestId: string
  readonly workId: string
  readonly day: string
  readonly voter: string
  readonly signals: readonly FraudSignal[]
  readonly state: 'underReview' | 'released' | 'excluded'
  readonly decidedBy?: string
  readonly reason?: string
  readonly decidedAt?: number
  readonly foundAt: number
}

/** `excluded_voters`: `_id` = `{contest}:{voter}`; there while an operator excludes all of a voter's votes. */
export interface ExcludedVoterDocument {
  readonly _id: string
  readonly schemaVersion: 1
  readonly contestId: string
  readonly voter: string
  readonly by: string
  readonly reason: string
  readonly at: number
}

/** `voter_risks`: `_id` = the member's id. What the platform has said of a voter last. */
export interface VoterRiskDocument {
  readonly _id: string
  readonly schemaVersion: 1
  readonly callerKey: string
  /** 0 to 4. PLATFORM (getUserRiskRank). */
  readonly rank: number
  readonly askedAt: number
}

export const BALLOTS = 'ballots'
export const BALLOT_CHUNKS = 'ballot_chunks'
export const BALLOT_ANCHORS = 'ballot_anchors'
export const QUARANTINED_VOTES = 'quarantined_votes'
export const EXCLUDED_VOTERS = 'excluded_voters'
export const VOTER_RISKS = 'voter_risks'

export const collections: CollectionSpecs = {
  [BALLOTS]: {
    indexes: [
      // The order of a day's leaves.
      {
        name: 'day_voter',
        keys: [
          ['contestId', 1],
          ['day', 1],
          ['voter', 1],
        ],
      },
      {
        name: 'caller',
        keys: [
          ['callerKey', 1],
          ['contestId', 1],
          ['day', -1],
        ],
      },
      {
        name: 'voter',
        keys: [
          ['contestId', 1],
          ['voter', 1],
        ],
      },
      {
        name: 'work_day',
        keys: [
          ['workIds', 1],
          ['day', 1],
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
  [BALLOT_CHUNKS]: {
    indexes: [
      {
        name: 'contest_day',
        keys: [
          ['contestId', 1],
          ['_id', 1],
        ],
      },
      {
        name: 'voter',
        keys: [
          ['contestId', 1],
          ['day', 1],
          ['firstVoter', -1],
        ],
      },
    ],
  },
  [BALLOT_ANCHORS]: {
    indexes: [
      {
        name: 'contest_day',
        keys: [
          ['contestId', 1],
          ['day', 1],
        ],
      },
    ],
  },
  [QUARANTINED_VOTES]: {
    indexes: [
      {
        name: 'contest',
        keys: [
          ['contestId', 1],
          ['_id', 1],
        ],
      },
      {
        name: 'work',
        keys: [
          ['workId', 1],
          ['_id', 1],
        ],
      },
      {
        name: 'work_state',
        keys: [
          ['workId', 1],
          ['state', 1],
        ],
      },
      {
        name: 'voter',
        keys: [
          ['contestId', 1],
          ['voter', 1],
        ],
      },
    ],
  },
  [EXCLUDED_VOTERS]: {
    indexes: [
      {
        name: 'contest',
        keys: [
          ['contestId', 1],
          ['_id', 1],
        ],
      },
    ],
  },
  [VOTER_RISKS]: { indexes: [{ name: 'caller', keys: [['callerKey', 1]] }] },
}
