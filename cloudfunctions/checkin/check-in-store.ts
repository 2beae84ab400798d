/** What is stored of each day that was done. */
import { MONTH_DAYS_MAX, QUERY_LIMIT_MAX } from '../../contract/limits'
import { between, collection, greaterThan, lessThan, removed } from '../kit/cloud'
import { addDays } from '../kit/period'
import { CHECK_INS, type CheckInDocument } from './collections'

const checkIns = collection<CheckInDocument>(CHECK_INS)
/** A month of the caller's, and of who they were before they left. */
const MONTH_FOUND_MAX = 2 * MONTH_DAYS_MAX

/** A check-in, or undefined. */
export function findCheckIn(id: string): Promise<CheckInDocument | undefined> {
  return checkIns.get(id)
}

/** The days from one to another that were done under a key, at most a month, the first first. */
export function findDays(
  callerKey: string,
  challengeId: string,
  from: string,
  to: string,
): Promise<CheckInDocument[]> {
  return checkIns.find({
    where: { callerKey, challengeId, day: between(addDays(from, -1), addDays(to, 1)) },
    orderBy: ['day', 'asc'],
    limit: MONTH_FOUND_MAX,
  })
}

/** A calendar's days after this one, the first first. */
export function findDaysAfter(calendarId: string, day: string, limit: number): Promise<CheckInDocument[]> {
  return checkIns.find({
    where: { calendarId, day: greaterThan(day) },
    orderBy: ['day', 'asc'],
    limit,
  })
}

/** What others may see of a challenge's proofs, the latest first. */
export function findShown(
  challengeId: string,
  before: string | undefined,
  limit: number,
): Promise<CheckInDocument[]> {
  const older = before === undefined ? {} : { place: lessThan(before) }
  return checkIns.find({
    where: { challengeId, shown: true, ...older },
    orderBy: ['place', 'desc'],
    limit,
  })
}

/** The proof of this `prf_…`. */
export async function findByPlace(place: string): Promise<CheckInDocument | undefined> {
  const [found] = await checkIns.find({ where: { place }, limit: 1 })
  return found
}

/** Days that wait for the check of their photo, after this one. */
export function findWaiting(after: string | undefined, limit: number): Promise<CheckInDocument[]> {
  const beyond = after === undefined ? {} : { _id: greaterThan(after) }
  return checkIns.find({ where: { waiting: true, ...beyond }, orderBy: ['_id', 'asc'], limit })
}

/** Days whose words could not be checked, after this one. */
export function findUnchecked(after: string | undefined, limit: number): Promise<CheckInDocument[]> {
  const beyond = after === undefined ? {} : { _id: greaterThan(after) }
  return checkIns.find({ where: { unchecked: true, ...beyond }, orderBy: ['_id', 'asc'], limit })
}

/** Keeps that words were asked about in vain; the last time they are left to a person. */
export async function countAsk(
  { _id, place }: Pick<CheckInDocument, '_id' | 'place'>,
  asked: { readonly asks: number; readonly at: number; readonly isLast: boolean },
): Promise<void> {
  const { asks: textAsks, at: textAskedAt, isLast } = asked
  await checkIns.updateWhere(
    { _id, place, unchecked: true },
    { textAsks, textAskedAt, ...(isLast ? { unchecked: removed<true>() } : {}) },
  )
}

/** Days after which somebody is still to be told, or led on. */
export function findOwing(limit: number): Promise<CheckInDocument[]> {
  return checkIns.find({ where: { owes: true }, orderBy: ['_id', 'asc'], limit })
}

/** A calendar's days from one to another, at most a hundred, the first first. */
export function findDaysOf(calendarId: string, from: string, to: string): Promise<CheckInDocument[]> {
  return checkIns.find({
    where: { calendarId, day: between(addDays(from, -1), addDays(to, 1)) },
    orderBy: ['day', 'asc'],
    limit: QUERY_LIMIT_MAX,
  })
}
