/**
 * Points that are set aside, and points that come back after they were spent. A hold and the entries that place and
 * end it are written in one transaction, so that the account's `held` is what its open holds come to. PRODUCT 5.3, 5.4.
 */
import type { HoldEnd } from '../../contract/points-shapes'
import { AppError } from '../kit/app-error'
import { collection, lessThan } from '../kit/cloud'
import type { Transaction } from '../kit/transaction'
import {
  type EntryDocument,
  type EntryReason,
  type HoldDocument,
  POINT_ENTRIES,
  POINT_HOLDS,
  POINT_REFUNDS,
  type RefundDocument,
} from './collections'
import { type Account, hold, isSystemPosting, refund, type SystemAccount, settle } from './ledger'
import { goneBy, type Lot, sumOf, takeFrom } from './lot-rules'
import { type Appended, append } from './store'

const holds = collection<HoldDocument>(POINT_HOLDS)

/** Points that are to be set aside. */
export interface NewHold {
  /** Made by its owner, once: an order's id. */
  readonly holdId: string
  readonly memberId: string
  /** At least 1. */
  readonly amount: number
  readonly reason: EntryReason
  /** When its owner will have ended it; the audit tells of one that is overdue. */
  readonly expiresAt: number
  readonly at: number
  /** What else is asked of the account that is read for it; throws what stands in the way. */
  readonly demand?: (account: Account) => void
}

/**
 * Sets points aside, those that lapse first first; they do not lapse meanwhile. Asked again it answers what there is.
 * @throws AppError INSUFFICIENT_POINTS; POINTS_OWED while the member owes any (PRODUCT 5.5); MEMBER_BANNED and
 *   NOT_A_MEMBER; IDEMPOTENCY_MISMATCH for a hold of something else under this id
 */
export async function placeHold(tx: Transaction, wanted: NewHold): Promise<HoldDocument> {
  const { holdId, memberId, amount, reason, expiresAt, at } = wanted
  const { entry, isNew } = await append(tx, {
    key: `hold:${holdId}`,
    memberId,
    kind: 'hold',
    reason,
    asked: { amount },
    at,
    book(account) {
      wanted.demand?.(account)
      if (account.debt > 0) throw new AppError('POINTS_OWED')
      return { booking: hold(account, amount, at) }
    },
  })
  const documents = tx.collection<HoldDocument>(POINT_HOLDS)
  if (!isNew) return demandHold(await documents.get(holdId))
  const placed: HoldDocument = {
    _id: holdId,
    schemaVersion: 1,
    memberId,
    reason,
    amount,
    lots: goneBy(entry.lotChanges),
    state: 'open',
    placedAt: at,
    expiresAt,
  }
  await documents.add(placed)
  return placed
}

/** How a hold is to end: so much of it is spent, from 0 to all of it, or nothing. */
export type Resolution = { readonly post: number; readonly to: SystemAccount } | 'void' | 'timeout'

/**
 * Ends a hold: what is not spent comes back to its lots, of lapsed ones for another thirty days. It ends once: asked
 * again, in whatever way, it answers how the hold has ended.
 * @throws AppError NOT_FOUND for a hold that there is not; RangeError for more than was held, or a timeout too early
 */
export async function resolveHold(
  tx: Transaction,
  holdId: string,
  how: Resolution,
  at: number,
): Promise<HoldDocument> {
  const documents = tx.collection<HoldDocument>(POINT_HOLDS)
  const found = demandHold(await documents.get(holdId))
  if (found.state !== 'open') return found
  if (how === 'timeout' && at < found.expiresAt) throw new RangeError('the hold has time yet')
  const { memberId, lots, reason } = found
  const { post: amount, to } = typeof how === 'string' ? { post: 0, to: 'mall' as const } : how
  const state = endOf(how)
  await append(tx, {
    key: `settle:${holdId}`,
    memberId,
    kind: 'settle',
    reason: { ...reason, ended: state },
    asked: { holdId },
    at,
    book: (account) => ({ booking: settle(account, lots, amount, to, at) }),
  })
  const ended = {
    state,
    resolvedAt: at,
    ...(amount > 0 ? { spent: { lots: takeFrom(lots, amount).taken, to } } : {}),
  }
  await documents.update(holdId, ended)
  return { ...found, ...ended }
}

function endOf(how: Resolution): HoldEnd {
  if (how === 'void') return 'voided'
  return how === 'timeout' ? 'lapsed' : 'posted'
}

function demandHold(found: HoldDocument | undefined): HoldDocument {
  if (!found) throw new AppError('NOT_FOUND')
  return found
}

/** Points that are to be given back. */
export interface Refund {
  /** What it is given back for, once. */
  readonly key: string
  /** At least 1; all that has not been given back yet when absent. */
  readonly amount?: number
  readonly at: number
}

/**
 * Gives points back that were spent, to the lots they came from, those that lapse first first; of lapsed lots for
 * another thirty days. Several refunds of one spending never come to more than it was.
 * @param spentBy the hold that was posted, or the key of the entry that spent
 * @throws AppError NOT_FOUND when nothing was spent by it; IDEMPOTENCY_MISMATCH; RangeError for more than is left
 */
export async function refundSpent(
  tx: Transaction,
  spentBy: string,
  { key, amount, at }: Refund,
): Promise<Appended> {
  const { memberId, lots, to, reason } = await spendingOf(tx, spentBy)
  const documents = tx.collection<RefundDocument>(POINT_REFUNDS)
  const before = await documents.get(spentBy)
  const { left } = takeFrom(lots, before?.refunded ?? 0)
  const wanted = amount ?? sumOf(left)
  const appended = await append(tx, {
    key: `refund:${key}`,
    memberId,
    kind: 'refund',
    reason,
    asked: { spentBy, amount: amount ?? 'rest' },
    at,
    book(account) {
      if (wanted > sumOf(left)) throw new RangeError('more than was spent')
      return { booking: refund(account, takeFrom(left, wanted).taken, to, at) }
    },
  })
  if (!appended.isNew) return appended
  const refunded = (before?.refunded ?? 0) + wanted
  if (before) await documents.update(spentBy, { refunded })
  else await documents.add({ _id: spentBy, schemaVersion: 1, memberId, refunded })
  return appended
}

interface Spending {
  readonly memberId: string
  readonly lots: readonly Lot[]
  readonly to: SystemAccount
  readonly reason: EntryReason
}

async function spendingOf(tx: Transaction, spentBy: string): Promise<Spending> {
  const held = await tx.collection<HoldDocument>(POINT_HOLDS).get(spentBy)
  if (held?.spent) return { ...held.spent, memberId: held.memberId, reason: held.reason }
  const entry = held ? undefined : await tx.collection<EntryDocument>(POINT_ENTRIES).get(spentBy)
  const to = entry?.postings.find(isSystemPosting)?.account
  if (entry?.kind !== 'spend' || to === undefined) throw new AppError('NOT_FOUND')
  return { memberId: entry.memberId, lots: goneBy(entry.lotChanges), to, reason: entry.reason }
}

/** A member's open holds, those that end first first. */
export function findOpenHolds(memberId: string, limit: number): Promise<HoldDocument[]> {
  return holds.find({ where: { memberId, state: 'open' }, orderBy: ['expiresAt', 'asc'], limit })
}

/** Holds that their owner should have ended before this instant, the oldest first. */
export function findOverdueHolds(before: number, limit: number): Promise<HoldDocument[]> {
  return holds.find({
    where: { state: 'open', expiresAt: lessThan(before) },
    orderBy: ['expiresAt', 'asc'],
    limit,
  })
}
