import { requestFailed } from '../errors'

const MINUTE_MS = 60_000
const FIXED = /^([+-])(\d{2}):?(\d{2})?$/

const formatters = new Map<string, Intl.DateTimeFormat>()

/**
 * How far a time zone is ahead of UTC at a moment, in milliseconds. The zone is an offset (`+08:00`, `+0800`, `+08`) or
 * a name (`Asia/Shanghai`).
 * @throws CloudError DATABASE_REQUEST_FAILED for a zone that nobody knows.
 */
export function zoneOffsetMs(zone: string, at: number): number {
  const fixed = FIXED.exec(zone)
  if (fixed) {
    const [, sign, hours, minutes = '0'] = fixed
    return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * MINUTE_MS
  }
  if (zone === 'UTC' || zone === 'GMT' || zone === 'Z') return 0
  const parts = new Map(
    formatterOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  )
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0
  const wall = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  )
  return wall - Math.floor(at / 1000) * 1000
}

/** The moment at which the clocks of a zone show `wall`, a time written as if it were UTC. */
export function momentOfWall(wall: number, zone: string): number {
  const guess = wall - zoneOffsetMs(zone, wall)
  // The offset may have been another one before a change of the clocks.
  return wall - zoneOffsetMs(zone, guess)
}

function formatterOf(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone)
  if (known) return known
  try {
    const formatter = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
    formatters.set(zone, formatter)
    return formatter
  } catch {
    throw requestFailed(`unrecognized time zone identifier: "${zone}"`)
  }
}
