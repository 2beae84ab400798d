/** What staff change of points: asked for, allowed, booked; an entry and its adjustment in one transaction. */
import type { PublicAdjustment } from '../../contract/points-shapes'
import { type Actor, MEMBERS } from '../kit/actor'
import { AppError } from '../kit/app-error'
import { between, collection, lessThan } from '../kit/cloud'
import { decodeCursor, toPage } from '../kit/cursor'
import { idsFrom } from '../kit/id'
import { recordFact } from '../kit/outbox'
import { monthOf, periodOf } from '../kit/period'
import { claimInTransaction, type Wish } from '../kit/request'
import { inTransaction, type Transaction } from '../kit/transaction'
import { adjust, isSmall, LONE_AFTER_MS } from './adjustment-rules'
import { areBooksSound } from './alarm-store'
import { type AdjustmentDocument, type EntryDocument, POINT_ADJUSTMENTS, POINT_ENTRIES } from './collections'
import { takeBack } from './earning-store'
import { adjustmentDecided, adjustmentWaits } from './facts'
import { append } from './store'

const adjustments = collection<AdjustmentDocument>(POINT_ADJUSTMENTS)
const members = collection<Actor>(MEMBERS)

/** Whether there is a member whose points can be changed: one who is banned too, but none who has left. */
export async function isMember(memberId: string): Promise<boolean> {
  const found = await members.get(memberId)
  return found !== undefined && found.standing !== 'deleted'
}

/** What somebody of the staff wants. */
export type WantedAdjustment = Pick<
  AdjustmentDocument,
  'kind' | 'reason' | 'memberId' | 'points' | 'requestedBy'
> & { readonly words: string }

/**
 * Changes a member's points at once when one person may, and keeps the wish otherwise. Asked again it answers what
 * there is.
 */
export function request(wish: Wish, wanted: WantedAdjustment): Promise<AdjustmentDocument> {
  return inTransaction(async (tx) => {
    const claim = await claimInTransaction(tx, wish)
    const inside = tx.collection<AdjustmentDocument>(POINT_ADJUSTMENTS)
    if (!claim.first) return demandAdjustment(await inside.get(claim.workId))
    const waiting = newAdjustment(wish, wanted)
    if (!isSmall(wanted.points)) {
      await inside.add(waiting)
      await recordFact(tx, adjustmentWaits(waiting._id, waiting))
      return waiting
    }
    const booked = await bookIn(tx, waiting, 'small', wish.now)
    await inside.add(booked)
    return booked
  })
}

/**
 * Takes back what an entry has brought its member, once, whoever asks.
 * @throws AppError NOT_FOUND for an entry that has brought nothing, or was taken back already
 */
export function reverseEntry(
  wish: Wish,
  entryKey: string,
  wanted: Omit<WantedAdjustment, 'kind' | 'points'>,
): Promise<AdjustmentDocument> {
  return inTransaction(async (tx) => {
    const claim = await claimInTransaction(tx, wish)
    const inside = tx.collection<AdjustmentDocument>(POINT_ADJUSTMENTS)
    if (!claim.first) return demandAdjustment(await inside.get(claim.workId))
    const original = await tx.collection<EntryDocument>(POINT_ENTRIES).get(entryKey)
    const isReversible = original?.kind === 'earn' && original.memberId === wanted.memberId
    const why = wanted.reason === 'fraud' ? 'fraud' : 'correction'
    const taken = isReversible ? await takeBack(tx, entryKey, why, wish.now) : undefined
    if (!taken?.isNew) throw new AppError('NOT_FOUND')
    const { available, debt } = changeOf(taken.entry)
    const waiting = newAdjustment(wish, { ...wanted, kind: 'reversal', points: available - debt })
    const booked = { ...waiting, ...allowedBy('small', wish.now) }
    await inside.add(booked)
    return booked
  })
}

/**
 * Approves or declines what waits; a decision that was taken is answered as it is.
 * @throws AppError NOT_FOUND; SECOND_PERSON_NEEDED for who wants to approve their own; BOOKS_CLOSED for points that
 *   would be given
 */
export async function decide(
  adjustmentId: string,
  by: { readonly memberId: string; readonly approved: boolean },
  now: number,
): Promise<AdjustmentDocument> {
  const mayGive = await areBooksSound()
  return inTransaction(async (tx) => {
    const inside = tx.collection<AdjustmentDocument>(POINT_ADJUSTMENTS)
    const found = demandAdjustment(await inside.get(adjustmentId))
    if (found.state !== 'waiting') return found
    if (by.approved && found.points > 0 && !mayGive) throw new AppError('BOOKS_CLOSED')
    if (by.approved && found.requestedBy === by.memberId) throw new AppError('SECOND_PERSON_NEEDED')
    const decided = { ...found, decidedBy: by.memberId }
    const end = by.approved
      ? await bookIn(tx, decided, 'second', now)
      : { ...decided, state: 'declined' as const }
    const { _id, ...fields } = end
    await inside.update(_id, fields)
    if (found.requestedBy !== by.memberId) await recordFact(tx, adjustmentDecided(_id, found))
    return end
  })
}

/** Books what has waited its day, where who asked is still the only one who may; false when it does not wait any more. */
export function bookAlone(adjustmentId: string, now: number): Promise<boolean> {
  return inTransaction(async (tx) => {
    const inside = tx.collection<AdjustmentDocument>(POINT_ADJUSTMENTS)
    const found = await inside.get(adjustmentId)
    if (found?.state !== 'waiting') return false
    const { _id, ...fields } = await bookIn(tx, found, 'alone', now)
    await inside.update(_id, fields)
    await recordFact(tx, adjustmentDecided(_id, found))
    return true
  })
}

function newAdjustment({ workId, now }: Wish, wanted: WantedAdjustment): AdjustmentDocument {
  return { _id: workId, schemaVersion: 1, ...wanted, state: 'waiting', requestedAt: now }
}

const allowedBy = (allowed: PublicAdjustment['allowed'], now: number) =>
  ({ state: 'booked', allowed, bookedAt: now, month: monthOf(periodOf('day', now)) }) as const

/** Books the entry, and answers the adjustment as it is then. */
async function bookIn(
  tx: Transaction,
  adjustment: AdjustmentDocument,
  allowed: PublicAdjustment['allowed'],
  now: number,
): Promise<AdjustmentDocument> {
  const { _id, memberId, points } = adjustment
  await append(tx, {
    key: `adjust:${_id}`,
    memberId,
    kind: 'adjust',
    reason: { what: adjustment.kind === 'thanks' ? 'thanks' : 'correction', subjectId: _id },
    asked: { points },
    at: now,
    book: (account) => ({ booking: adjust(account, points, now) }),
  })
  return { ...adjustment, ...allowedBy(allowed, now) }
}

function changeOf({ postings }: EntryDocument): { readonly available: number; readonly debt: number } {
  const of = (account: string) =>
    postings.reduce((sum, posting) => sum + (posting.account === account ? posting.amount : 0), 0)
  return { available: of('available'), debt: -of('debt') }
}

function demandAdjustment(found: AdjustmentDocument | undefined): AdjustmentDocument {
  if (!found) throw new AppError('NOT_FOUND')
  return found
}

interface PageOf {
  readonly cursor: string | undefined
  readonly limit: number
}

/** Adjustments in one state, or those that were booked in one month, the latest first. */
export async function findAdjustments(
  which: Pick<AdjustmentDocument, 'state'> | { readonly month: string },
  { cursor, limit }: PageOf,
) {
  const list = 'month' in which ? `adjustments:${which.month}` : `adjustments:${which.state}`
  const before = decodeCursor(list, cursor)
  const found = await adjustments.find({
    where: { ...which, ...(before === undefined ? {} : { _id: lessThan(before) }) },
    orderBy: ['_id', 'desc'],
    limit: limit + 1,
  })
  return toPage(list, found, limit)
}

/** A member's latest adjustments. */
export function findAdjustmentsOf(memberId: string, limit: number): Promise<AdjustmentDocument[]> {
  return adjustments.find({ where: { memberId }, orderBy: ['_id', 'desc'], limit })
}

/** Adjustments that have waited their day, after this one in the order of their ids. */
export function findLongWaiting(after: string, now: number, limit: number): Promise<AdjustmentDocument[]> {
  const asked = between(after, idsFrom('adj', now - LONE_AFTER_MS))
  return adjustments.find({ where: { state: 'waiting', _id: asked }, orderBy: ['_id', 'asc'], limit })
}
