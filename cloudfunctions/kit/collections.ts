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

export const REQUESTS = 'requests'

export const collections: CollectionSpecs = { [REQUESTS]: { indexes: [] } }
