/** Days of the community, and the calendar of one member: a letter for each day that says something. Pure. */
import { DAY_MS } from '../../contract/limits'
import { addDays, monthOf, periodOf, startOf } from '../kit/period'

/** What a calendar keeps of a day; outages are the community's, and a day without a mark was missed. */
export type StoredMark = 'counted' | 'waiting' | 'madeUp' | 'void'

/** Month (`2026-11`) to a letter for each of its days up to the last that has one; `.` for a day without. */
export type Months = Readonly<Record<string, string>>

const LETTERS: Readonly<Record<StoredMark, string>> = { counted: 'x', waiting: 'w', madeUp: 'm', void: 'v' }
const NOTHING = '.'
const MARKS = new Map<string, StoredMark>([
  ['x', 'counted'],
  ['w', 'waiting'],
  ['m', 'madeUp'],
  ['v', 'void'],
])

/** The earlier of two days. */
export function earlierDay(one: string, other: string): string {
  return daysBetween(one, other) < 0 ? other : one
}

/** How many days lie between two, 0 for the same. */
export function daysBetween(from: string, to: string): number {
  return Math.round((startOf(to) - startOf(from)) / DAY_MS)
}

/** The days from one to another, both included. */
export function daysFrom(from: string, to: string): string[] {
  const [first, last] = [startOf(from), startOf(to)]
  const days: string[] = []
  for (let at = first; at <= last; at += DAY_MS) days.push(periodOf('day', at))
  return days
}

/** The first and the last day of a month. */
export function boundsOf(month: string): { readonly first: string; readonly last: string } {
  const first = `${month}-01`
  const next = monthOf(addDays(first, 31))
  return { first, last: addDays(`${next}-01`, -1) }
}

/** What a calendar says of a day. */
export function markAt(months: Months, day: string): StoredMark | undefined {
  return MARKS.get(months[monthOf(day)]?.charAt(dateOf(day) - 1) ?? NOTHING)
}

/** The calendar with this mark on a day, or without any. */
export function withMark(months: Months, day: string, mark: StoredMark | undefined): Months {
  const month = monthOf(day)
  const letters = Array.from((months[month] ?? '').padEnd(dateOf(day), NOTHING))
  letters[dateOf(day) - 1] = mark === undefined ? NOTHING : LETTERS[mark]
  return { ...months, [month]: letters.join('') }
}

/** Every day that has a mark, the first first. */
export function markedDays(months: Months): { readonly day: string; readonly mark: StoredMark }[] {
  return Object.keys(months)
    .sort()
    .flatMap((month) =>
      Array.from(months[month] ?? '').flatMap((letter, place) => {
        const mark = MARKS.get(letter)
        return mark ? { day: `${month}-${String(place + 1).padStart(2, '0')}`, mark } : []
      }),
    )
}

/** Whether a day with this mark keeps a streak. */
export function keeps(mark: StoredMark | undefined): boolean {
  return mark !== undefined && mark !== 'void'
}

const dateOf = (day: string) => Number(day.slice(8, 10))
