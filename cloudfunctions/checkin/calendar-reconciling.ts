/**
 * Brings calendars back to the check-ins that they are derived from. Only those that were written to since are looked
 * at, the last two months of each: what lies before was looked at when it was new.
 */
import { QUERY_LIMIT_MAX } from '../../contract/limits'
import { collection, greaterThan } from '../kit/cloud'
import type { Slice, SliceOutcome } from '../kit/jobs'
import { addDays, periodOf } from '../kit/period'
import { derivedMonths } from './calendar-reconciling-rules'
import { reconciled } from './calendar-store'
import { findDaysAfter } from './check-in-store'
import { type CalendarDocument, CHECK_IN_CALENDARS } from './collections'

const calendars = collection<CalendarDocument>(CHECK_IN_CALENDARS)
const CALENDARS_PER_SLICE = 20
const DAYS_LOOKED_AT = 62

/** A slice of the job. */
export async function reconcileCalendars({ cursor, now }: Slice): Promise<SliceOutcome> {
  const beyond = cursor === undefined ? {} : { _id: greaterThan(cursor) }
  const page = await calendars.find({
    where: { unreconciled: true, ...beyond },
    orderBy: ['_id', 'asc'],
    limit: CALENDARS_PER_SLICE,
  })
  const today = periodOf('day', now)
  const repaired = await Promise.all(page.map((calendar) => reconcileOne(calendar, today)))
  const last = page.length < CALENDARS_PER_SLICE ? undefined : page.at(-1)
  return { next: last?._id, handled: page.length, repaired: repaired.filter(Boolean).length }
}

/** Whether its days had to be put right. */
async function reconcileOne(calendar: CalendarDocument, today: string): Promise<boolean> {
  const before = addDays(today, -DAYS_LOOKED_AT)
  const checkIns = await findDaysAfter(calendar._id, before, QUERY_LIMIT_MAX)
  const right = derivedMonths(calendar.months, checkIns, addDays(before, 1), today)
  return (await reconciled(calendar, right)) && right !== undefined
}
