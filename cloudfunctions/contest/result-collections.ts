/** What is kept of results: the jury's scores, the versions of a result and their lines, appeals. */
import type { AppealKind, AppealState } from '../../contract/contest-shapes'
import type { CollectionSpecs } from '../kit/collection-specs'
import type { Line } from './ranking-rules'

/** `jury_scores`: `_id` = `{juror}:{work}`. */
export interface JuryScoreDocument {
  readonly _id: string
  readonly schemaVersion: 1
  readonly contestId: string
  readonly workId: string
  readonly jurorId: string
  /** 0 to JURY_SCORE_MAX. */
  readonly score: number
  readonly at: number
}

/** `jury_progress`: `_id` = `{contest}:{juror}`. How many works a juror has scored, for their own eyes. */
export interface JuryProgressDocument {
  readonly _id: string
  readonly schemaVersion: 1
  readonly jurorId: string
  readonly scored: number
}

/** `contest_results`: `_id` = `{contest}:{version, three digits}`. A version of the result; the earlier ones stay. */
export interface ContestResultDocument {
  readonly _id: string
  readonly schemaVersion: 1
  readonly contestId: string
  readonly version: number
  readonly why: 'closed' | 'reviewed' | 'appeal' | 'final'
  readonly rawVotes: number
  readonly countedVotes: number
  /** Hash of all lines in their order. */
  readonly root: string
  readonly lineCount: number
  readonly at: number
}

/** Lines of one document. */
export const LINES_TOGETHER = 100

/** `result_lines`: `_id` = `{contest}:{version, three digits}:{from, five digits}`. Ranks of works differ. */
export interface ResultLinesDocument {
  readonly _id: string
  readonly schemaVersion: 1
  readonly contestId: string
  readonly version: number
  /** The rank of its first line: one more than a multiple of LINES_TOGETHER. */
  readonly from: number
  readonly lines: readonly Line[]
}

/** `contest_appeals`: `_id` = `apl_` and digits of what it is about: one appeal of one member about one thing. */
export interface AppealDocument {
  readonly _id: string
  readonly schemaVersion: 1
  /** `apl_{time digits of at}{digits of the _id}`: where it stands among all, the oldest first. */
  readonly place: string
  readonly contestId: string
  readonly kind: AppealKind
  /** '' when it is about the result. */
  readonly workId: string
  readonly memberId: string
  readonly words: string
  readonly state: AppealState
  /** Somebody is about to grant it: votes are being released, and it cannot be refused any more. */
  readonly isGranting?: true
  readonly reason?: string
  readonly decidedBy?: string
  readonly decidedAt?: number
  readonly at: number
}

export const JURY_SCORES = 'jury_scores'
export const JURY_PROGRESS = 'jury_progress'
export const CONTEST_RESULTS = 'contest_results'
export const RESULT_LINES = 'result_lines'
export const CONTEST_APPEALS = 'contest_appeals'

export const collections: CollectionSpecs = {
  [JURY_SCORES]: {
    indexes: [
      {
        name: 'contest',
        keys: [
          ['contestId', 1],
          ['_id', 1],
        ],
      },
      {
        name: 'juror',
        keys: [
          ['contestId', 1],
          ['jurorId', 1],
        ],
      },
      {
        name: 'member',
        keys: [
          ['jurorId', 1],
          ['_id', 1],
        ],
      },
    ],
  },
  [JURY_PROGRESS]: { indexes: [{ name: 'member', keys: [['jurorId', 1]] }] },
  [CONTEST_RESULTS]: {
    indexes: [
      {
        name: 'contest',
        keys: [
          ['contestId', 1],
          ['version', 1],
        ],
      },
    ],
  },
  [RESULT_LINES]: {
    indexes: [
      {
        name: 'version',
        keys: [
          ['contestId', 1],
          ['version', 1],
          ['from', 1],
        ],
      },
    ],
  },
  [CONTEST_APPEALS]: {
    indexes: [
      {
        name: 'contest_member',
        keys: [
          ['contestId', 1],
          ['memberId', 1],
          ['place', -1],
        ],
      },
      {
        name: 'contest_state',
        keys: [
          ['contestId', 1],
          ['state', 1],
        ],
      },
      {
        name: 'state',
        keys: [
          ['state', 1],
          ['place', 1],
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
}
