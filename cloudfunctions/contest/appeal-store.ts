/** What is stored of appeals. */
import { APPEALS_SHOWN_MAX } from '../../contract/limits'
import { AppError } from '../kit/app-error'
import { collection, greaterThan } from '../kit/cloud'
import { decodeCursor, encodeCursor } from '../kit/cursor'
import type { Transaction } from '../kit/transaction'
import { type AppealDocument, CONTEST_APPEALS } from './result-collections'

const appeals = collection<AppealDocument>(CONTEST_APPEALS)

/** An appeal by id, or undefined. */
export function findAppeal(appealId: string): Promise<AppealDocument | undefined> {
  return appeals.get(appealId)
}

/** An appeal inside a transaction. @throws AppError NOT_FOUND */
export async function appealIn(tx: Transaction, appealId: string): Promise<AppealDocument> {
  const found = await tx.collection<AppealDocument>(CONTEST_APPEALS).get(appealId)
  if (!found) throw new AppError('NOT_FOUND')
  return found
}

/** Adds an appeal, or answers the one that was there before. */
export async function addAppeal(appeal: AppealDocument): Promise<AppealDocument> {
  return (await appeals.addOrGet(appeal)) ?? appeal
}

/** A member's appeals in a contest, the latest first. */
export function findAppealsOf(contestId: string, memberId: string): Promise<AppealDocument[]> {
  return appeals.find({
    where: { contestId, memberId },
    orderBy: ['place', 'desc'],
    limit: APPEALS_SHOWN_MAX,
  })
}

/** Appeals in one state, the oldest first. @throws AppError INVALID_INPUT for a cursor of another list */
export async function findAppealsIn(
  state: AppealDocument['state'],
  cursor: string | undefined,
  limit: number,
): Promise<{ readonly appeals: readonly AppealDocument[]; readonly nextCursor?: string }> {
  const list = `appeals:${state}`
  const after = decodeCursor(list, cursor)
  const found = await appeals.find({
    where: { state, ...(after === undefined ? {} : { place: greaterThan(after) }) },
    orderBy: ['place', 'asc'],
    limit: limit + 1,
  })
  const page = found.slice(0, limit)
  const last = page.at(-1)
  if (found.length <= limit || !last) return { appeals: page }
  return { appeals: page, nextCursor: encodeCursor(list, last.place) }
}
