/** What is stored of who has left, until all of theirs is erased. */
import { atMost, collection, increasedBy, removed } from '../kit/cloud'
import type { Transaction } from '../kit/transaction'
import { DEPARTURES, type DepartureDocument } from './collections'

const departures = collection<DepartureDocument>(DEPARTURES)

/** Longer than any function may run: what they were doing when they left has ended by then. */
const SETTLED_AFTER_MS = 30_000

/** Keeps that somebody has left, in the transaction that takes them out. */
export async function keepDeparture(
  tx: Transaction,
  memberId: string,
  callerKey: string,
  now: number,
): Promise<void> {
  await tx.collection<DepartureDocument>(DEPARTURES).add({
    _id: memberId,
    schemaVersion: 1,
    callerKey,
    state: 'erasing',
    leftAt: now,
    dueAt: now + SETTLED_AFTER_MS,
    step: 0,
    erased: 0,
  })
}

/** The departure that has waited longest of those that are due. */
export async function findDueDeparture(now: number): Promise<DepartureDocument | undefined> {
  const [first] = await departures.find({
    where: { state: 'erasing', dueAt: atMost(now) },
    orderBy: ['dueAt', 'asc'],
    limit: 1,
  })
  return first
}

/** Keeps how far the erasing has come. */
export async function keepProgress(
  departure: DepartureDocument,
  { step, cursor, erased }: { step: number; cursor: string | undefined; erased: number },
): Promise<void> {
  await departures.updateWhere(
    { _id: departure._id, state: 'erasing' },
    { step, cursor: cursor ?? removed(), erased: increasedBy(erased) },
  )
}

/** Lets others go first: this one could not go on. */
export async function postpone(departure: DepartureDocument, until: number): Promise<void> {
  await departures.updateWhere({ _id: departure._id, state: 'erasing' }, { dueAt: until })
}

/** All is erased: what is left says that a member without a name has left, and when. */
export async function keepErased(departure: DepartureDocument, now: number): Promise<void> {
  await departures.updateWhere(
    { _id: departure._id, state: 'erasing' },
    { state: 'done', doneAt: now, callerKey: removed(), cursor: removed() },
  )
}
