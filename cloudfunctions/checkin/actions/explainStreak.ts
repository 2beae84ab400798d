import { checkin } from '../../../contract/checkin'
import type { ExplainedDay } from '../../../contract/checkin-shapes'
import { EXPLAINED_DAYS } from '../../../contract/limits'
import { prefetching } from '../../kit/handler'
import { addDays, periodOf } from '../../kit/period'
import { calendarOf, findCalendars } from '../calendar-store'
import { findDays } from '../check-in-store'
import { type CheckInDocument, DAILY, type OutageDocument } from '../collections'
import { creditedDays, daysOfOutage } from '../outage-rules'
import { listOutages } from '../outage-store'
import { brokenRunOf, streakOf } from '../streak-rules'
import { calendarDays } from '../views'

/** Why the streak is what it is: from the days themselves, in one round trip beside who asks. */
export const explainStreak = prefetching(checkin['checkin.explainStreak'], {
  prefetch(_input, { callerKey, now }) {
    const today = periodOf('day', now)
    return Promise.all([
      findCalendars(callerKey, DAILY),
      listOutages(),
      findDays(callerKey, DAILY, addDays(today, 1 - EXPLAINED_DAYS), today),
    ])
  },
  async run(_input, ctx, [found, outages, days]) {
    const today = periodOf('day', ctx.now)
    const known = calendarOf(found, ctx.actor._id, DAILY)
    const { months = {}, joinedDay } = known ?? {}
    const own = days.filter(({ memberId }) => memberId === ctx.actor._id)
    const credited = creditedDays(outages)
    const range = { from: addDays(today, 1 - EXPLAINED_DAYS), to: today, today }
    const since = joinedDay === undefined ? {} : { since: joinedDay }
    const shown = calendarDays({ ...range, ...since }, months, credited, own, new Map())
    const before = brokenRunOf(months, credited, today)
    return {
      streak: streakOf(months, credited, today),
      ...(before ? { before } : {}),
      days: shown.reverse().map(({ day, mark }) => explained({ day, mark }, own, outages)),
    }
  },
})

function explained(
  { day, mark }: Pick<ExplainedDay, 'day' | 'mark'>,
  checkIns: readonly CheckInDocument[],
  outages: readonly OutageDocument[],
): ExplainedDay {
  const checkIn = checkIns.find((each) => each.day === day)
  const outage = mark === 'credited' ? outages.find((each) => daysOfOutage(each).includes(day)) : undefined
  return {
    day,
    mark,
    ...(checkIn ? { at: checkIn.at } : {}),
    ...(checkIn?.how === undefined ? {} : { how: checkIn.how }),
    ...(checkIn?.paidWith === undefined ? {} : { paidWith: checkIn.paidWith }),
    ...(outage ? { reason: outage.reason } : {}),
  }
}
