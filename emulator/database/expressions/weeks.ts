/** Days and weeks of a date whose UTC parts are what the wanted clocks show. */
const DAY_MS = 24 * 60 * 60 * 1000

/** 1 is Sunday, 7 Saturday. */
export function dayOfWeek(wall: Date): number {
  return wall.getUTCDay() + 1
}

/** 1 is Monday, 7 Sunday. */
export function isoDayOfWeek(wall: Date): number {
  return wall.getUTCDay() || 7
}

/** 1 to 366. */
export function dayOfYear(wall: Date): number {
  const start = utcDate(wall.getUTCFullYear(), 0, 1)
  return Math.floor((wall.getTime() - start.getTime()) / DAY_MS) + 1
}

/** 0 to 53: weeks begin on Sundays, and the days before the first one are week 0. */
export function week(wall: Date): number {
  return Math.floor((dayOfYear(wall) + 6 - wall.getUTCDay()) / 7)
}

/** 1 to 53, by ISO 8601: weeks begin on Mondays, and week 1 is that of the year's first Thursday. */
export function isoWeek(wall: Date): number {
  return Math.floor((dayOfYear(thursdayOf(wall)) - 1) / 7) + 1
}

/** The year that the ISO week belongs to. */
export function isoWeekYear(wall: Date): number {
  return thursdayOf(wall).getUTCFullYear()
}

/** The Monday of week 1. The fourth of January is always in it. */
export function isoYearStart(year: number): Date {
  const fourth = utcDate(year, 0, 4)
  return new Date(fourth.getTime() - (isoDayOfWeek(fourth) - 1) * DAY_MS)
}

/** `Date.UTC` takes the years 0 to 99 for those of the twentieth century. */
export function utcDate(year: number, month: number, day: number): Date {
  const date = new Date(0)
  date.setUTCFullYear(year, month, day)
  return date
}

function thursdayOf(wall: Date): Date {
  return new Date(wall.getTime() + (4 - isoDayOfWeek(wall)) * DAY_MS)
}
