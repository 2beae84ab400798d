/** Days and months by their names, `2026-11-22` and `2026-11`: a community day is no instant of the phone's. */
import type { Words } from '../../i18n/words'

const WEEK_DAYS = 7

const utc = (day: string) => new Date(`${day}T00:00:00Z`)
const nameOf = (date: Date) => date.toISOString().slice(0, 10)

/** Monday is 0. */
export function weekDayOf(day: string): number {
  return (utc(day).getUTCDay() + WEEK_DAYS - 1) % WEEK_DAYS
}

/** The month so many months later, or earlier. */
export function monthAfter(month: string, count: number): string {
  const date = utc(`${month}-01`)
  date.setUTCMonth(date.getUTCMonth() + count)
  return nameOf(date).slice(0, 7)
}

/** The days of a month, the first first. */
export function daysOf(month: string): string[] {
  const first = utc(`${month}-01`)
  const days: string[] = []
  for (const date = first; nameOf(date).startsWith(month); date.setUTCDate(date.getUTCDate() + 1))
    days.push(nameOf(date))
  return days
}

/** The seven days that end with this one, the first first. */
export function weekUpTo(day: string): string[] {
  return Array.from({ length: WEEK_DAYS }, (_, place) => {
    const date = utc(day)
    date.setUTCDate(date.getUTCDate() - (WEEK_DAYS - 1 - place))
    return nameOf(date)
  })
}

/** 11月22日. */
export function sayDayName(day: string, { time }: Words): string {
  return time.monthDay(Number(day.slice(5, 7)), Number(day.slice(8, 10)))
}

/** The day so many days later. */
export function dayAfter(day: string, count: number): string {
  const date = utc(day)
  date.setUTCDate(date.getUTCDate() + count)
  return nameOf(date)
}
