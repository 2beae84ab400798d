import { requestFailed } from '../errors'
import {
  dayOfWeek,
  dayOfYear,
  isoDayOfWeek,
  isoWeek,
  isoWeekYear,
  isoYearStart,
  utcDate,
  week,
} from './weeks'

/**
 * The format specifiers of $dateToString.
 * https://www.mongodb.com/docs/manual/reference/operator/aggregation/dateToString/#format-specifiers
 */
const WRITTEN: Readonly<Record<string, (wall: Date, offsetMs: number) => string>> = {
  d: (wall) => padded(wall.getUTCDate(), 2),
  G: (wall) => padded(isoWeekYear(wall), 4),
  H: (wall) => padded(wall.getUTCHours(), 2),
  j: (wall) => padded(dayOfYear(wall), 3),
  L: (wall) => padded(wall.getUTCMilliseconds(), 3),
  m: (wall) => padded(wall.getUTCMonth() + 1, 2),
  M: (wall) => padded(wall.getUTCMinutes(), 2),
  S: (wall) => padded(wall.getUTCSeconds(), 2),
  u: (wall) => String(isoDayOfWeek(wall)),
  U: (wall) => padded(week(wall), 2),
  V: (wall) => padded(isoWeek(wall), 2),
  w: (wall) => String(dayOfWeek(wall)),
  Y: (wall) => padded(wall.getUTCFullYear(), 4),
  z: (_wall, offsetMs) => {
    const minutes = Math.abs(offsetMs) / 60_000
    return `${offsetMs < 0 ? '-' : '+'}${padded(Math.floor(minutes / 60), 2)}${padded(minutes % 60, 2)}`
  },
  Z: (_wall, offsetMs) => `${offsetMs < 0 ? '-' : '+'}${padded(Math.abs(offsetMs) / 60_000, 3)}`,
  '%': () => '%',
}

function padded(value: number, digits: number): string {
  return String(value).padStart(digits, '0')
}

/** Writes a date whose UTC parts are what the clocks of the zone show. */
export function formatDate(wall: Date, offsetMs: number, format: string): string {
  return format.replace(/%(.?)/gs, (_all, specifier: string) => {
    const write = WRITTEN[specifier]
    if (!write) throw requestFailed(`Invalid format character '%${specifier}' in format string`)
    return write(wall, offsetMs)
  })
}

/** A time as its text shows it, as if it were UTC; `hasZone` when the text also said its zone and that is reckoned in. */
export interface ParsedDate {
  readonly wall: number
  readonly hasZone: boolean
}

/** What the specifiers of $dateFromString read; a name for each group. */
const READ: Readonly<Record<string, string>> = {
  d: '(?<day>\\d{1,2})',
  G: '(?<isoYear>\\d{4})',
  H: '(?<hour>\\d{1,2})',
  L: '(?<millisecond>\\d{1,3})',
  m: '(?<month>\\d{1,2})',
  M: '(?<minute>\\d{1,2})',
  S: '(?<second>\\d{1,2})',
  u: '(?<isoDay>[1-7])',
  V: '(?<isoWeek>\\d{1,2})',
  Y: '(?<year>\\d{4})',
  z: '(?<zone>Z|[+-]\\d{2}:?\\d{2})',
  Z: '(?<zoneMinutes>[+-]\\d{3})',
  '%': '%',
}

/** Without a format: ISO 8601, with a blank instead of the T and with less than all of the time as well. */
const ISO_8601 = new RegExp(
  `^${READ.Y}-${READ.m}-${READ.d}(?:[T ]${READ.H}:${READ.M}(?::${READ.S}(?:\\.${READ.L}\\d*)?)?)?\\s*${READ.z}?$`,
)

/** Reads a date. @throws CloudError DATABASE_REQUEST_FAILED when the text is not of the format. */
export function parseDate(text: string, format: string | undefined): ParsedDate {
  const pattern = format === undefined ? ISO_8601 : patternOf(format)
  const groups = pattern.exec(text)?.groups
  if (!groups) throw requestFailed(`Error parsing date string '${text}'`)
  const part = (name: string, otherwise: number) => Number(groups[name] ?? otherwise)
  const day = groups.isoYear === undefined ? calendarDay(part, text) : isoDay(part)
  const timeMs = ((part('hour', 0) * 60 + part('minute', 0)) * 60 + part('second', 0)) * 1000
  if (part('hour', 0) > 23 || part('minute', 0) > 59 || part('second', 0) > 59) {
    throw requestFailed(`Error parsing date string '${text}'; a part of the time is out of its range`)
  }
  const milliseconds = Number((groups.millisecond ?? '').padEnd(3, '0'))
  const zoneMs = writtenZoneMs(groups.zone, groups.zoneMinutes)
  return { wall: day.getTime() + timeMs + milliseconds - (zoneMs ?? 0), hasZone: zoneMs !== undefined }
}

type Part = (name: string, otherwise: number) => number

function calendarDay(part: Part, text: string): Date {
  const [year, month, day] = [part('year', 1970), part('month', 1), part('day', 1)]
  const date = utcDate(year, month - 1, day)
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) {
    throw requestFailed(`Error parsing date string '${text}'; there is no such day`)
  }
  return date
}

function isoDay(part: Part): Date {
  const monday = isoYearStart(part('isoYear', 1970))
  monday.setUTCDate(monday.getUTCDate() + (part('isoWeek', 1) - 1) * 7 + part('isoDay', 1) - 1)
  return monday
}

function writtenZoneMs(zone: string | undefined, minutes: string | undefined): number | undefined {
  if (minutes !== undefined) return Number(minutes) * 60_000
  if (zone === undefined) return undefined
  if (zone === 'Z') return 0
  const digits = zone.replace(':', '')
  return (
    Number(`${digits.slice(0, 1)}1`) * (Number(digits.slice(1, 3)) * 60 + Number(digits.slice(3, 5))) * 60_000
  )
}

function patternOf(format: string): RegExp {
  const source = format.replace(/%(.?)|[\\^$.*+?()[\]{}|]/gs, (all, specifier: string | undefined) => {
    if (specifier === undefined) return `\\${all}`
    const pattern = READ[specifier]
    if (pattern === undefined)
      throw requestFailed(`Invalid format character '%${specifier}' in format string`)
    return pattern
  })
  try {
    return new RegExp(`^${source}$`)
  } catch {
    throw requestFailed(`a specifier stands twice in the format '${format}'`)
  }
}
