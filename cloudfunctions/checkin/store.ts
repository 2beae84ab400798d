/** What other domains ask of this one. */
import { findDaily } from './calendar-store'
import { creditedDays } from './outage-rules'
import { listOutages } from './outage-store'
import { streakOf } from './streak-rules'

/** A member's daily streak as it stands on this day: one read, beside what is remembered. */
export async function streakToday(memberId: string, today: string) {
  const [calendar, outages] = await Promise.all([findDaily(memberId), listOutages()])
  return streakOf(calendar?.months ?? {}, creditedDays(outages), today)
}
