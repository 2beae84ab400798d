import type { CollectionSpecs } from '../kit/collection-specs'

/** `data_exports`: `_id` = the member's id. The one export that they have asked for. */
export interface ExportDocument {
  readonly _id: string
  readonly schemaVersion: 1
  readonly callerKey: string
  readonly state: 'waiting' | 'ready' | 'failed'
  readonly requestedAt: number
  /** How often making it was begun. */
  readonly attempts: number
  /** `cloud://{env}.{bucket}/exports/{random}.zip`. */
  readonly fileId?: string
  readonly bytes?: number
  /** When it is removed; absent while it waits. */
  readonly expiresAt?: number
}

/** `departures`: `_id` = the member's id. Somebody has left; how far their erasing has come. */
export interface DepartureDocument {
  readonly _id: string
  readonly schemaVersion: 1
  /** Taken away when all is erased. */
  readonly callerKey?: string
  readonly state: 'erasing' | 'done'
  readonly leftAt: number
  /** Not before this instant: whatever they were doing has ended by then. */
  readonly dueAt: number
  /** The place in the list of domains that is being erased, and its cursor. */
  readonly step: number
  readonly cursor?: string
  /** Documents and files that are gone. */
  readonly erased: number
  readonly doneAt?: number
}

export const DATA_EXPORTS = 'data_exports'
export const DEPARTURES = 'departures'

export const collections: CollectionSpecs = {
  [DATA_EXPORTS]: {
    indexes: [
      {
        name: 'waiting',
        keys: [
          ['state', 1],
          ['requestedAt', 1],
        ],
      },
      { name: 'expiring', keys: [['expiresAt', 1]] },
    ],
  },
  [DEPARTURES]: {
    indexes: [
      {
        name: 'due',
        keys: [
          ['state', 1],
          ['dueAt', 1],
        ],
      },
    ],
  },
}
