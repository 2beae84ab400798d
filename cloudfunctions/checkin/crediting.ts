/**
 * Completes the challenges whose last missing day an outage has credited (PRODUCT 4.3). Nobody does a deed then with
 * which it could be completed: so whoever is in a challenge that the outage touches is looked at, once for each of its
 * days that is over.
 */
import { QUERY_LIMIT_MAX } from '../../contract/limits'
import { isGuardRefusal } from '../kit/guard'
import type { Slice, SliceOutcome } from '../kit/jobs'
import { inTransaction } from '../kit/transaction'
import { findCalendarsOf } from './calendar-store'
import { findTouched } from './challenge-store'
import type { ChallengeDocument, OutageDocument } from './collections'
import { creditedDays, daysOfOutage, nextCreditingAt } from './outage-rules'
import { endLooking, findDueOutage, findOutages, keepLooked } from './outage-store'
import { creditIn } from './proving'
import type { CreditedDays } from './streak-rules'

const CALENDARS_PER_SLICE = 50

/** A slice of the job: some of those who are in one challenge that one outage touches. */
export async function creditOutages({ now }: Slice): Promise<SliceOutcome> {
  const outage = await findDueOutage(now)
  if (!outage) return { handled: 0, repaired: 0 }
  const [challenge, outages] = await Promise.all([challengeToLookAt(outage), findOutages()])
  if (!challenge) {
    await endLooking(outage, nextCreditingAt(outage, outage.dueAt ?? now))
    return { next: 'more', handled: 0, repaired: 0 }
  }
  const page = await findCalendarsOf(challenge._id, outage.creditedTo, CALENDARS_PER_SLICE)
  const credited = creditedDays([outage, ...outages])
  const completed = await Promise.all(
    page
      .filter(({ completedAt }) => completedAt === undefined)
      .map(({ _id }) => creditOne(challenge, _id, credited, now)),
  )
  const last = page.length < CALENDARS_PER_SLICE ? undefined : page.at(-1)
  await keepLooked(outage, last?._id ?? endOf(challenge))
  return { next: 'more', handled: page.length, repaired: completed.filter(Boolean).length }
}

/** The first challenge that the outage touches and not everybody of which was looked at. */
async function challengeToLookAt(outage: OutageDocument): Promise<ChallengeDocument | undefined> {
  const days = daysOfOutage(outage)
  const touched = await findTouched(days[0] ?? '', days.at(-1) ?? '', QUERY_LIMIT_MAX)
  const { creditedTo = '' } = outage
  return touched
    .sort((one, other) => (one._id < other._id ? -1 : 1))
    .find((challenge) => creditedTo < endOf(challenge))
}

/** After every calendar of this challenge. */
const endOf = ({ _id }: ChallengeDocument) => `${_id}:~`

/** Whether it was completed. Who is banned, or has left, earns nothing and stops nobody else. */
async function creditOne(
  challenge: ChallengeDocument,
  calendarId: string,
  credited: CreditedDays,
  at: number,
): Promise<boolean> {
  try {
    return await inTransaction((tx) => creditIn(tx, challenge, calendarId, credited, at))
  } catch (error) {
    if (isGuardRefusal(error)) return false
    throw error
  }
}
