import { checkin } from '../../../contract/checkin'
import { temporaryUrls } from '../../kit/files'
import { prefetching } from '../../kit/handler'
import { periodOf } from '../../kit/period'
import { boundsOf } from '../calendar-rules'
import { calendarOf, findCalendars } from '../calendar-store'
import { findDays } from '../check-in-store'
import { DAILY } from '../collections'
import { creditedDays } from '../outage-rules'
import { listOutages } from '../outage-store'
import { calendarDays, photoFileIds } from '../views'

/** A month of the caller's: its days beside who asks, then the addresses of its photos. */
export const getMonth = prefetching(checkin['checkin.getMonth'], {
  prefetch({ month }, { callerKey }) {
    const { first, last } = boundsOf(month)
    return Promise.all([
      findCalendars(callerKey, DAILY),
      listOutages(),
      findDays(callerKey, DAILY, first, last),
    ])
  },
  async run({ month }, ctx, [found, outages, days]) {
    const { first, last } = boundsOf(month)
    const memberId = ctx.actor._id
    const known = calendarOf(found, memberId, DAILY)
    const own = days.filter((day) => day.memberId === memberId)
    const urls = await temporaryUrls(photoFileIds(own))
    const range = { from: first, to: last, today: periodOf('day', ctx.now) }
    const since = known ? { since: known.joinedDay } : {}
    return {
      month,
      days: calendarDays({ ...range, ...since }, known?.months ?? {}, creditedDays(outages), own, urls),
    }
  },
})
