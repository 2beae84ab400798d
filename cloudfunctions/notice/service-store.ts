/** Figures by day of how members are served: counts only, of a bounded number of steps. */
import { DAY_MS, SERVICE_DAYS_SHOWN } from '../../contract/limits'
import { collection, increasedBy } from '../kit/cloud'
import { periodOf } from '../kit/period'
import { REPLY_STEPS, stepOf } from './reply-time-rules'
import { SERVICE_DAYS, type ServiceDayDocument } from './service-collections'

const days = collection<ServiceDayDocument>(SERVICE_DAYS)

type Figure = 'casesOpened' | 'casesInTime' | 'casesLate' | `r${number}` | `s${number}`

/** Counts one more of a figure on the day of an instant. Called once for each thing: whoever changed its document. */
export async function countService(figure: Figure, at: number): Promise<void> {
  const day = periodOf('day', at)
  const more = { [figure]: increasedBy(1) }
  if ((await days.update(day, more)) === 1) return
  await days.addOrGet({ _id: day, schemaVersion: 1 })
  await days.update(day, more)
}

/** Counts a first reply: to a post of this instant, after so long. */
export function countReply(postedAt: number, tookMs: number): Promise<void> {
  return countService(`r${stepOf(tookMs)}`, postedAt)
}

/** The figures of the last days up to that of `now`, oldest first; a day without any is left out. */
export async function lastServiceDays(now: number): Promise<ServiceDayDocument[]> {
  const ids = Array.from({ length: SERVICE_DAYS_SHOWN }, (_, ago) => periodOf('day', now - ago * DAY_MS))
  const found = await days.getMany(ids)
  return found.sort((a, b) => (a._id < b._id ? -1 : 1))
}

/** The histogram of reply times of a day. */
export function replyCounts(day: ServiceDayDocument): number[] {
  return Array.from({ length: REPLY_STEPS }, (_, step) => day[`r${step}`] ?? 0)
}
