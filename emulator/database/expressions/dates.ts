import { requestFailed } from '../errors'
import { isPlainObject } from '../paths'
import { formatDate, parseDate } from './date-formats'
import { momentOfWall, zoneOffsetMs } from './time-zones'
import { dateOf, isNullish, named, namedParts, type PlainOperator, textOf, wholeNumberOf } from './values'
import { dayOfWeek, dayOfYear, isoDayOfWeek, isoWeek, isoWeekYear, isoYearStart, week } from './weeks'

/** Dates, in UTC unless a time zone is given. */
export const dates: Readonly<Record<string, PlainOperator>> = {
  $dayOfMonth: partOf('$dayOfMonth', (wall) => wall.getUTCDate()),
  $dayOfWeek: partOf('$dayOfWeek', dayOfWeek),
  $dayOfYear: partOf('$dayOfYear', dayOfYear),
  $hour: partOf('$hour', (wall) => wall.getUTCHours()),
  $isoDayOfWeek: partOf('$isoDayOfWeek', isoDayOfWeek),
  $isoWeek: partOf('$isoWeek', isoWeek),
  $isoWeekYear: partOf('$isoWeekYear', isoWeekYear),
  $millisecond: partOf('$millisecond', (wall) => wall.getUTCMilliseconds()),
  $minute: partOf('$minute', (wall) => wall.getUTCMinutes()),
  $month: partOf('$month', (wall) => wall.getUTCMonth() + 1),
  $second: partOf('$second', (wall) => wall.getUTCSeconds()),
  $week: partOf('$week', week),
  $year: partOf('$year', (wall) => wall.getUTCFullYear()),
  $dateFromParts: named(dateFromParts),
  $dateFromString: named(dateFromString),
  $dateToString: named(dateToString),
}

/** One part of a date. `wall` shows in UTC what the clocks of the wanted zone show. */
function partOf(operator: string, part: (wall: Date) => number): PlainOperator {
  return named((argument) => {
    const { date, timezone } = isPlainObject(argument)
      ? namedParts(operator, argument, ['date'], ['timezone'])
      : { date: argument, timezone: undefined }
    if (isNullish(date) || timezone === null) return null
    return part(wallOf(dateOf(date), zoneOf(timezone)))
  })
}

function zoneOf(timezone: unknown): string {
  return timezone === undefined ? 'UTC' : textOf('timezone', timezone)
}

function wallOf(date: Date, zone: string): Date {
  return new Date(date.getTime() + zoneOffsetMs(zone, date.getTime()))
}

const CALENDAR = ['year', 'month', 'day'] as const
const ISO = ['isoWeekYear', 'isoWeek', 'isoDayOfWeek'] as const
const CLOCK = ['hour', 'minute', 'second', 'millisecond'] as const

/** Parts beyond their range carry over, as the 13th month into the next year. */
function dateFromParts(argument: unknown): Date | null {
  const isIso = isPlainObject(argument) && 'isoWeekYear' in argument
  const [days, required] = isIso ? [ISO, 'isoWeekYear'] : [CALENDAR, 'year']
  const given = namedParts('$dateFromParts', argument, [required], [...days, ...CLOCK, 'timezone'])
  if (Object.values(given).some(isNullish)) return null
  const part = (name: string, otherwise: number) =>
    given[name] === undefined ? otherwise : wholeNumberOf(`$dateFromParts '${name}'`, given[name])
  const year = part(required, 0)
  if (year < 1 || year > 9999)
    throw requestFailed(`'${required}' must evaluate to an integer in the range 1 to 9999, found ${year}`)
  const wall = isIso ? isoYearStart(year) : new Date(0)
  if (isIso) wall.setUTCDate(wall.getUTCDate() + (part('isoWeek', 1) - 1) * 7 + part('isoDayOfWeek', 1) - 1)
  else wall.setUTCFullYear(year, part('month', 1) - 1, part('day', 1))
  wall.setUTCHours(part('hour', 0), part('minute', 0), part('second', 0), part('millisecond', 0))
  return new Date(momentOfWall(wall.getTime(), zoneOf(given.timezone)))
}

function dateFromString(argument: unknown): unknown {
  const { dateString, format, timezone, onError, onNull } = namedParts(
    '$dateFromString',
    argument,
    ['dateString'],
    ['format', 'timezone', 'onError', 'onNull'],
  )
  if (isNullish(dateString)) return onNull ?? null
  if (format === null || timezone === null) return null
  const hasFallback = isPlainObject(argument) && 'onError' in argument
  try {
    const text = textOf('$dateFromString', dateString)
    const parsed = parseDate(text, format === undefined ? undefined : textOf('$dateFromString', format))
    if (parsed.hasZone && timezone !== undefined) {
      throw requestFailed(
        `you cannot pass in a date/time string with time zone information ('${text}') together with a timezone argument`,
      )
    }
    return new Date(parsed.hasZone ? parsed.wall : momentOfWall(parsed.wall, zoneOf(timezone)))
  } catch (error) {
    if (hasFallback) return onError
    throw error
  }
}

function dateToString(argument: unknown): unknown {
  const { date, format, timezone, onNull } = namedParts(
    '$dateToString',
    argument,
    ['date'],
    ['format', 'timezone', 'onNull'],
  )
  if (isNullish(date)) return onNull ?? null
  if (format === null || timezone === null) return null
  const moment = dateOf(date)
  const zone = zoneOf(timezone)
  const offsetMs = zoneOffsetMs(zone, moment.getTime())
  // Without a zone the time is UTC's, and the default format says so.
  const otherwise = timezone === undefined ? '%Y-%m-%dT%H:%M:%S.%LZ' : '%Y-%m-%dT%H:%M:%S.%L'
  return formatDate(
    wallOf(moment, zone),
    offsetMs,
    format === undefined ? otherwise : textOf('$dateToString', format),
  )
}
