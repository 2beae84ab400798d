/** What is stored of calendars: read by who calls, written inside the transaction of a check-in. */
import { QUERY_LIMIT_MAX } from '../../contract/limits'
import { between, collection, increasedBy, lessThan, removed, replacedBy } from '../kit/cloud'
import type { Transaction } from '../kit/transaction'
import { type CalendarDocument, CHECK_IN_CALENDARS, DAILY } from './collections'
import { calendarIdOf } from './marking-rules'

const calendars = collection<CalendarDocument>(CHECK_IN_CALENDARS)
/** Somebody who left and came back calls under the same key: their former calendars are passed over. */
const GENERATIONS_MAX = 5

/** The calendars of one challenge that stand under a key: the caller's, and those of who they were before they left. */
export function findCalendars(callerKey: string, challengeId: string): Promise<CalendarDocument[]> {
  return calendars.find({ where: { callerKey, challengeId }, limit: GENERATIONS_MAX })
}

/** All calendars that stand under a key, in no order. */
export function findAllCalendars(callerKey: string): Promise<CalendarDocument[]> {
  return calendars.find({ where: { callerKey }, limit: QUERY_LIMIT_MAX })
}

/** The calendars of everybody in a challenge, after this one by their ids. */
export function findCalendarsOf(
  challengeId: string,
  after: string | undefined,
  limit: number,
): Promise<CalendarDocument[]> {
  const first = `${challengeId}:`
  const beyond = after === undefined || after < first ? first : after
  return calendars.find({ where: { _id: between(beyond, `${first}~`) }, orderBy: ['_id', 'asc'], limit })
}

/** A member's calendar of the daily check-in; undefined before their first. */
export function findDaily(memberId: string): Promise<CalendarDocument | undefined> {
  return calendars.get(calendarIdOf(DAILY, memberId))
}

/** The calendars of these members' daily check-ins; none of who has never done one. */
export function findDailies(memberIds: readonly string[]): Promise<CalendarDocument[]> {
  return calendars.getMany(memberIds.map((memberId) => calendarIdOf(DAILY, memberId)))
}

/** The calendar of this member among some. */
export function calendarOf(
  found: readonly CalendarDocument[],
  memberId: string | undefined,
  challengeId: string,
): CalendarDocument | undefined {
  return found.find((each) => each.memberId === memberId && each.challengeId === challengeId)
}

/** The calendar as it is inside the transaction. */
export function readCalendar(tx: Transaction, id: string): Promise<CalendarDocument | undefined> {
  return tx.collection<CalendarDocument>(CHECK_IN_CALENDARS).get(id)
}

/** Writes a calendar in the transaction that has read it. */
export async function keepCalendar(
  tx: Transaction,
  known: CalendarDocument | undefined,
  wanted: CalendarDocument,
): Promise<void> {
  const inside = tx.collection<CalendarDocument>(CHECK_IN_CALENDARS)
  if (!known) return inside.add(wanted)
  const { _id, months, ...fields } = wanted
  await inside.update(_id, { ...fields, months: replacedBy(months) })
}

/** Adds a calendar, once; false when it was there. */
export async function addCalendar(calendar: CalendarDocument): Promise<boolean> {
  return (await calendars.addOrGet(calendar)) === undefined
}

/** A page of a challenge's ranking after this place, the best first. */
export function findRanked(
  challengeId: string,
  after: string | undefined,
  limit: number,
): Promise<CalendarDocument[]> {
  const below = after === undefined ? {} : { place: lessThan(after) }
  return calendars.find({ where: { challengeId, ...below }, orderBy: ['place', 'desc'], limit })
}

/** Puts a calendar's days right, or says that they are, if nobody has written to it since. */
export async function reconciled(
  { _id, version }: CalendarDocument,
  months: CalendarDocument['months'] | undefined,
): Promise<boolean> {
  const repaired = months === undefined ? {} : { months: replacedBy(months), version: increasedBy(1) }
  return (await calendars.updateWhere({ _id, version }, { unreconciled: removed<true>(), ...repaired })) === 1
}
