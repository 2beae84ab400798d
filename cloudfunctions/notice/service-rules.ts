/** What the figures of how members are served say. Pure. */

import { quantileOf } from './reply-time-rules'
import type { ServiceDayDocument } from './service-collections'

const MEDIAN = 0.5
const P90 = 0.9
const STARS = [1, 2, 3, 4, 5] as const
/** Ratings from here on are of somebody satisfied; up to the other, of somebody who is not. PRODUCT 10.3. */
const SATISFIED_MIN = 4
const BAD_MAX = 2

/** How many first replies there were, and how long half and nine tenths of them took at most. */
export function replyFigures(counts: readonly number[]) {
  const [medianMs, p90Ms] = [quantileOf(counts, MEDIAN), quantileOf(counts, P90)]
  return {
    replied: counts.reduce((sum, count) => sum + count, 0),
    ...(medianMs === undefined ? {} : { medianMs }),
    ...(p90Ms === undefined ? {} : { p90Ms }),
  }
}

/** How the cases of these days went. */
export function caseFigures(days: readonly ServiceDayDocument[]) {
  const sum = (read: (day: ServiceDayDocument) => number | undefined) =>
    days.reduce((total, day) => total + (read(day) ?? 0), 0)
  const ratings = (wanted: (stars: number) => boolean) =>
    STARS.filter(wanted).reduce((total, stars) => total + sum((day) => day[`s${stars}`]), 0)
  const rated = ratings(() => true)
  return {
    opened: sum(({ casesOpened }) => casesOpened),
    inTime: sum(({ casesInTime }) => casesInTime),
    late: sum(({ casesLate }) => casesLate),
    rated,
    ...(rated === 0
      ? {}
      : {
          satisfaction: ratings((stars) => stars >= SATISFIED_MIN) / rated,
          badRating: ratings((stars) => stars <= BAD_MAX) / rated,
        }),
  }
}
