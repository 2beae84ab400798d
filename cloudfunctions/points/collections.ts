import type {
  Adjustment,
  AdjustmentKind,
  AdjustmentReason,
  CapReason,
  EntryCause,
  EntryKind,
  HoldEnd,
  PublicAdjustment,
} from '../../contract/points-shapes'
import type { CollectionSpecs } from '../kit/collection-specs'
import type { Fault, Totals } from './book-rules'
import type { BudgetPlan, ShareState } from './budget-rules'
import type { AwardsOfDay } from './earning-rules'
import type { Account, Balance, Posting, SystemAccount } from './ledger'
import type { Lot, LotChange } from './lot-rules'

/** `point_accounts`: `_id` = the member's id. What the member's entries come to; written with each of them. */
export interface AccountDocument extends Account {
  readonly _id: string
  readonly schemaVersion: 1
  /** What counts against the caps of the day. */
  readonly awards?: AwardsOfDay
  /** The last day of the lot that lapses first; '' without lots. */
  readonly lapsesAfter: string
  /** The last days of all lots, by which members are told in time. */
  readonly lotDays: readonly string[]
  /** There while the audit has not seen its newest entry. */
  readonly unaudited?: true
  /** Up to which entry the audit has come, and what there was after it. */
  readonly audited?: { readonly version: number; readonly balance: Balance }
}

/** Why an entry was made, in words that the statement can say. */
export interface EntryReason {
  readonly what: EntryCause
  /** The id of what it is about: a post, an order, an earlier entry. */
  readonly subjectId?: string
  /** Of a `settle`: how the hold has ended. */
  readonly ended?: HoldEnd
}

/** `point_holds`: `_id` = the id that its owner gave it. Points of a member that are set aside. */
export interface HoldDocument {
  readonly _id: string
  readonly schemaVersion: 1
  readonly memberId: string
  readonly reason: EntryReason
  readonly amount: number
  /** Where its points were taken from, and go back to. */
  readonly lots: readonly Lot[]
  readonly state: 'open' | HoldEnd
  readonly placedAt: number
  /** When whoever owns it has to have ended it. */
  readonly expiresAt: number
  readonly resolvedAt?: number
  /** There when operators were told that nobody has ended it in time. */
  readonly overdueTold?: true
  /** What of it was spent, and where it went; only of one that was posted. */
  readonly spent?: { readonly lots: readonly Lot[]; readonly to: SystemAccount }
}

/** `point_refunds`: `_id` = the hold or the entry that spent. How much of it has been given back, in one or several goes. */
export interface RefundDocument {
  readonly _id: string
  readonly schemaVersion: 1
  readonly memberId: string
  readonly refunded: number
}

/** `point_entries`: `_id` = the entry's key. Written once and never changed; a mistake is reversed by another. */
export interface EntryDocument {
  readonly _id: string
  readonly schemaVersion: 1
  readonly memberId: string
  /** The number of this entry among the member's own, from 1: none is missing. */
  readonly version: number
  readonly kind: EntryKind
  readonly reason: EntryReason
  /** Of what was asked for under this key: the same is answered, anything else refused. */
  readonly fingerprint: string
  /** They sum to zero. Empty for an award that a cap has made nothing. */
  readonly postings: readonly Posting[]
  readonly lotChanges: readonly LotChange[]
  /** What the member has after it. */
  readonly after: Balance
  /** Why an award is nothing. */
  readonly capped?: CapReason
  /** Epoch milliseconds. */
  readonly bookedAt: number
  /** The place among all entries, by time: where the folding of the books goes on. */
  readonly place: string
}

/** `point_books`: `_id` = BOOKS_ID. What all entries up to a place come to, account by account. */
export interface BooksDocument {
  readonly _id: string
  readonly schemaVersion: 1
  /** The place of the last entry that is in it; '' before any. */
  readonly upTo: string
  readonly entryCount: number
  readonly totals: Totals
  /** Members' points that can be spent, by the last day of their lots. */
  readonly lots: Readonly<Record<string, number>>
  /** When the last entry that is in it was booked; absent before any. */
  readonly lastBookedAt?: number
  readonly foldedAt: number
  /** When the audit has last gone through everything. */
  readonly auditedAt?: number
}

/** `point_faults`: `_id` = the member's id, or BOOKS_ID. What the audit has found wrong, and no entry explains. */
export interface FaultDocument {
  readonly _id: string
  readonly schemaVersion: 1
  readonly what: Fault
  /** The number of the member's entry at which it is seen; 0 for the books. */
  readonly version: number
  readonly foundAt: number
}

/** `point_budgets`: `_id` = `{source}:{day or 'ever'}`. How a budget stands divided, from when it is first drawn on. */
export interface BudgetPlanDocument extends BudgetPlan {
  readonly _id: string
  readonly schemaVersion: 1
  /** When it was first drawn on, by which that of a day is forgotten; 0 of one for ever. */
  readonly at: number
}

/**
 * `point_budget_shares`: `_id` = `{source}:{day or 'ever'}:{n}`. What one share of a budget may pay and has paid: it is
 * divided so that those who earn at the same time seldom meet.
 */
export interface BudgetShareDocument extends ShareState {
  readonly _id: string
  readonly schemaVersion: 1
  /** That of its plan. */
  readonly at: number
}

/** `point_adjustments`: `_id` = `adj_…`. What staff have changed of somebody's points, or want to. */
export interface AdjustmentDocument {
  readonly _id: string
  readonly schemaVersion: 1
  readonly kind: AdjustmentKind
  readonly reason: AdjustmentReason
  /** Taken away when the member leaves. */
  readonly words?: string
  readonly memberId: string
  readonly points: number
  readonly state: Adjustment['state']
  readonly requestedBy: string
  readonly requestedAt: number
  readonly decidedBy?: string
  /** Only of one that is booked: when, in which month, and who allowed it. */
  readonly bookedAt?: number
  readonly month?: string
  readonly allowed?: PublicAdjustment['allowed']
}

export const POINT_BUDGETS = 'point_budgets'
export const POINT_BUDGET_SHARES = 'point_budget_shares'
export const POINT_ADJUSTMENTS = 'point_adjustments'
export const POINT_ACCOUNTS = 'point_accounts'
export const POINT_ENTRIES = 'point_entries'
export const POINT_HOLDS = 'point_holds'
export const POINT_REFUNDS = 'point_refunds'
export const POINT_BOOKS = 'point_books'
export const POINT_FAULTS = 'point_faults'
export const BOOKS_ID = 'books'

export const collections: CollectionSpecs = {
  [POINT_ACCOUNTS]: {
    indexes: [
      { name: 'lapsing', keys: [['lapsesAfter', 1]] },
      {
        name: 'lot_days',
        keys: [
          ['lotDays', 1],
          ['_id', 1],
        ],
      },
      {
        name: 'unaudited',
        keys: [
          ['unaudited', 1],
          ['_id', 1],
        ],
      },
    ],
  },
  [POINT_HOLDS]: {
    indexes: [
      {
        name: 'open_of_member',
        keys: [
          ['memberId', 1],
          ['state', 1],
          ['expiresAt', 1],
        ],
      },
      {
        name: 'overdue',
        keys: [
          ['state', 1],
          ['expiresAt', 1],
        ],
      },
    ],
  },
  [POINT_REFUNDS]: { indexes: [] },
  [POINT_BUDGETS]: { indexes: [{ name: 'at', keys: [['at', 1]] }] },
  [POINT_BUDGET_SHARES]: { indexes: [{ name: 'at', keys: [['at', 1]] }] },
  [POINT_ADJUSTMENTS]: {
    indexes: [
      {
        name: 'state',
        keys: [
          ['state', 1],
          ['_id', -1],
        ],
      },
      {
        name: 'month',
        keys: [
          ['month', 1],
          ['_id', -1],
        ],
      },
      {
        name: 'member',
        keys: [
          ['memberId', 1],
          ['_id', -1],
        ],
      },
    ],
  },
  [POINT_BOOKS]: { indexes: [] },
  [POINT_FAULTS]: { indexes: [] },
  [POINT_ENTRIES]: {
    indexes: [
      {
        name: 'statement',
        keys: [
          ['memberId', 1],
          ['version', -1],
        ],
        unique: true,
      },
      { name: 'place', keys: [['place', 1]], unique: true },
    ],
  },
}
