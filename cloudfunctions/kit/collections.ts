import type { RateLimit } from '../../contract/action'
import type { CollectionSpecs } from './collection-specs'

/**
 * `requests`: what has been asked for with a requestId, so that asking again does nothing twice.
 * `_id` = `{caller key}:{requestId}`; the caller key is `callerKey(openid)`, never the openid itself.
 */
export interface RequestDocument {
  readonly _id: string
  readonly schemaVersion: 1
  readonly action: string
  /** Hash of the canonical input: another input under the same requestId is a mistake. */
  readonly fingerprint: string
  /** The id that the work's document has or will have, so that a second attempt completes the first. */
  readonly workId: string
  /** Epoch milliseconds of the first attempt; the work is dated by it. */
  readonly createdAt: number
}

/** `rate_limits`: `_id` = `{caller key}:{action}`; with `:trusted` what a trusted member did beyond the usual limit. */
export interface RateLimitDocument {
  readonly _id: string
  readonly schemaVersion: 1
  /** Instants of the last accepted calls, oldest first, as many as the limit allows; 0 for none yet. */
  readonly acceptedAt: readonly number[]
  /** The newest of them, by which documents that nobody uses any more are found. */
  readonly usedAt: number
}

interface SavedSettings {
  readonly schemaVersion: 1
  /** 1 for the first that was saved. */
  readonly version: number
  readonly flags: Readonly<Record<string, boolean>>
  readonly killSwitches: readonly string[]
  readonly rateLimits: readonly (RateLimit & { readonly action: string })[]
  readonly values: Readonly<Record<string, unknown>>
  /** Who saved it, when. */
  readonly savedBy: string
  readonly savedAt: number
}

/** `configs`: `_id` = the domain. */
export interface ConfigDocument extends SavedSettings {
  readonly _id: string
}

/** `config_versions`: every version that was ever saved, `_id` = `{domain}:{version}`. */
export interface ConfigVersionDocument extends SavedSettings {
  readonly _id: string
  readonly domain: string
}

/** `member_guards`: `_id` = the member's id. Written by whatever must not happen after a ban, and by the ban. */
export interface MemberGuardDocument {
  readonly _id: string
  readonly schemaVersion: 1
  readonly standing: 'active' | 'banned' | 'deleted'
  /** How often it was written: each writer changes it, so that two never pass each other. */
  readonly writes: number
}

/** `outbox`: a fact for somebody further up, `_id` = `{kind}:{cause}`, written in the transaction of its cause. */
export interface FactDocument {
  readonly _id: string
  readonly schemaVersion: 1
  readonly kind: string
  /** Facts of one key are consumed in the order of `place`. */
  readonly key: string
  /** `{instant in time digits}:{_id}`. */
  readonly place: string
  readonly payload: Readonly<Record<string, unknown>>
  /** `dead`: given up after so many attempts; a person has to look. */
  readonly state: 'waiting' | 'done' | 'dead'
  readonly attempts: number
  /** Not before this instant: when the cause has settled, or after an attempt that failed. */
  readonly dueAt: number
  /** When it was written, epoch milliseconds. */
  readonly at: number
  readonly lastError?: string
}

/** `job_runs`: `_id` = `{job}:{period}`. One run of a job, however many times it was begun again. */
export interface JobRunDocument {
  readonly _id: string
  readonly schemaVersion: 1
  readonly job: string
  readonly period: string
  readonly state: 'running' | 'done'
  /** Who may go on with it, until when. Whoever has lost it writes nothing here any more. */
  readonly holder: string
  readonly leaseUntil: number
  /** Where the next slice begins; absent at the beginning. */
  readonly cursor?: string
  readonly slices: number
  /** Documents that were looked at, and put right. */
  readonly handled: number
  readonly repaired: number
  /** What was found wrong and could not be put right; absent when nothing was. */
  readonly faults?: number
  readonly failures: number
  readonly lastError?: string
  readonly startedAt: number
  readonly doneAt?: number
}

/** `jobs`: `_id` = the job's name. How it fares, for whoever looks. */
export interface JobHealthDocument {
  readonly _id: string
  readonly schemaVersion: 1
  /** The last period whose run has ended well; '' before the first. */
  readonly lastPeriod: string
  readonly lastSuccessAt?: number
  /** How long after its period began the last run ended. */
  readonly lagMs?: number
  /** Failures since the last success. */
  readonly failures: number
  readonly lastError?: string
  readonly lastFailureAt?: number
}

/** `migrations`: `_id` = the migration's name. How far it has come. */
export interface MigrationDocument {
  readonly _id: string
  readonly schemaVersion: 1
  readonly state: 'running' | 'done'
  /** The last document of the collection that was looked at in this pass; '' at its beginning. */
  readonly cursor: string
  /** How many were upgraded, in all and in this pass. */
  readonly upgraded: number
  readonly upgradedInPass: number
  readonly startedAt: number
  readonly doneAt?: number
}

export const REQUESTS = 'requests'
export const RATE_LIMITS = 'rate_limits'
export const CONFIGS = 'configs'
export const CONFIG_VERSIONS = 'config_versions'
export const MEMBER_GUARDS = 'member_guards'
export const OUTBOX = 'outbox'
export const JOB_RUNS = 'job_runs'
export const JOBS = 'jobs'
export const MIGRATIONS = 'migrations'

export const collections: CollectionSpecs = {
  [REQUESTS]: { indexes: [{ name: 'created', keys: [['createdAt', 1]] }] },
  [RATE_LIMITS]: { indexes: [{ name: 'used', keys: [['usedAt', 1]] }] },
  [CONFIGS]: { indexes: [] },
  [CONFIG_VERSIONS]: {
    indexes: [
      {
        name: 'domain_version',
        keys: [
          ['domain', 1],
          ['version', -1],
        ],
      },
    ],
  },
  [MEMBER_GUARDS]: { indexes: [] },
  [OUTBOX]: {
    indexes: [
      {
        name: 'place',
        keys: [
          ['state', 1],
          ['place', 1],
        ],
      },
      {
        name: 'key_place',
        keys: [
          ['key', 1],
          ['state', 1],
          ['place', 1],
        ],
      },
    ],
  },
  [JOB_RUNS]: { indexes: [{ name: 'started', keys: [['startedAt', 1]] }] },
  [JOBS]: { indexes: [] },
  [MIGRATIONS]: { indexes: [] },
}
