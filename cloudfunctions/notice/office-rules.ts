/** The clock of a case runs while somebody is in the office. Pure. */
import { DAY_MS, HOUR_MS } from '../../contract/limits'

/** Whole hours of the day in Asia/Shanghai, the same every day; equal ones mean around the clock. */
export interface OfficeHours {
  readonly fromHour: number
  readonly toHour: number
}

const OFFSET_MS = 8 * HOUR_MS

/**
 * The instant at which `durationMs` of office time have gone by since `from`.
 * @param hours may go over midnight
 */
export function officeDue(from: number, durationMs: number, hours: OfficeHours): number {
  const openMs = ((hours.toHour - hours.fromHour + 24) % 24) * HOUR_MS
  if (openMs === 0) return from + durationMs
  let left = durationMs
  for (let opens = lastOpening(from, hours.fromHour); ; opens += DAY_MS) {
    const begins = Math.max(from, opens)
    const open = Math.max(0, opens + openMs - begins)
    if (left <= open) return begins + left
    left -= open
  }
}

/** The latest opening that is not after the instant. */
function lastOpening(at: number, fromHour: number): number {
  const shift = OFFSET_MS - fromHour * HOUR_MS
  return Math.floor((at + shift) / DAY_MS) * DAY_MS - shift
}
