/**
 * In the evening whoever wished it is told that today's check-in is still to be done (PRODUCT 4.1, 10.1). A wish is a
 * message of the reminder's own template that a member has allowed: it is asked for nothing else, and one tap is one
 * evening.
 */
import { HOUR_MS } from '../../contract/limits'
import type { Slice, SliceOutcome } from '../kit/jobs'
import { periodOf, startOf } from '../kit/period'
import type { MemberDocument } from '../member/collections'
import { settingsOf } from '../member/settings-rules'
import { findManyMembers } from '../member/store'
import { findBalances } from '../notice/credit-store'
import { type NewNotice, notify } from '../notice/store'
import { findDailies } from './calendar-store'
import type { CalendarDocument } from './collections'
import { creditedDays } from './outage-rules'
import { listOutages } from './outage-store'
import { type CreditedDays, streakOf } from './streak-rules'

/** When members are reminded: late enough to have forgotten it, before the quiet hours of who has chosen none. */
export const REMIND_AFTER_MS = 20 * HOUR_MS
const MEMBERS_PER_SLICE = 50

/** A slice of the job. A slice that is repeated tells nobody twice: the day is the cause. */
export async function remindStreaks({ cursor, now, period: day }: Slice): Promise<SliceOutcome> {
  // Caught up with on another day: nobody wants to hear of it any more.
  if (periodOf('day', now) !== day) return { handled: 0, repaired: 0 }
  const page = await findBalances('checkIn', cursor, MEMBERS_PER_SLICE)
  const wishing = page.filter(({ left }) => left > 0).map(({ memberId }) => memberId)
  const [members, calendars, outages] = await Promise.all([
    findManyMembers(wishing),
    findDailies(wishing),
    listOutages(),
  ])
  const credited = creditedDays(outages)
  const reminders = members.flatMap((member) => {
    const calendar = calendars.find(({ memberId }) => memberId === member._id)
    return calendar ? reminderOf(member, calendar, credited, day) : []
  })
  await notify(reminders)
  const last = page.length < MEMBERS_PER_SLICE ? undefined : page.at(-1)
  return { next: last?._id, handled: page.length, repaired: reminders.length }
}

/** What a member is told: nothing who has checked in, has no days in a row to lose, or does not want to hear of it. */
function reminderOf(
  member: MemberDocument,
  { months }: CalendarDocument,
  credited: CreditedDays,
  day: string,
): NewNotice[] {
  const { days, doneToday } = streakOf(months, credited, day)
  const wants = member.standing === 'active' && settingsOf(member).notify.checkIn
  if (!wants || doneToday || days === 0) return []
  const at = startOf(day) + REMIND_AFTER_MS
  const cause = `streakReminder:${day}`
  return [{ to: member._id, kind: 'streakReminder', cause, about: String(days), at }]
}
