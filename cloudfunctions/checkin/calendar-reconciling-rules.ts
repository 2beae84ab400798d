/** What the check-ins make of a calendar. Pure. */
import { daysFrom, type Months, markAt, withMark } from './calendar-rules'
import type { CheckInDocument } from './collections'

/** The months as the check-ins make them; undefined when they are so already. */
export function derivedMonths(
  months: Months,
  checkIns: readonly Pick<CheckInDocument, 'day' | 'mark'>[],
  from: string,
  to: string,
): Months | undefined {
  const marks = new Map(checkIns.map(({ day, mark }) => [day, mark]))
  const wrong = daysFrom(from, to).filter((day) => markAt(months, day) !== marks.get(day))
  if (wrong.length === 0) return undefined
  return wrong.reduce((right, day) => withMark(right, day, marks.get(day)), months)
}
