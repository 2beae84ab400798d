/** When a member may be asked to allow messages. Pure: the clock and what is known are arguments. */
import { DAY_MS } from '../../../contract/limits'

/** What the phone remembers of earlier refusals, for each tap after which it asked. */
export interface Declined {
  readonly count: number
  readonly at: number
}

/** After the first refusal a week of peace, after the second two months, and so on at most half a year. */
const PEACE_DAYS = [7, 60, 180] as const
/** With so many messages allowed and not sent, there is nothing to ask for. */
export const CREDITS_ENOUGH = 3
/** Of what comes once a day at most, one is enough. */
export const DAILY_CREDITS_ENOUGH = 1

/**
 * Whether asking now would not be nagging: enough peace since the last refusal, and messages are short.
 * @param enough with so many of them there is nothing to ask for
 */
export function mayOffer(
  declined: Declined | undefined,
  credits: number,
  now: number,
  enough = CREDITS_ENOUGH,
): boolean {
  if (credits >= enough) return false
  if (!declined) return true
  const days = PEACE_DAYS[Math.min(declined.count, PEACE_DAYS.length) - 1] ?? 0
  return now - declined.at >= days * DAY_MS
}

/** What is remembered after one more refusal. */
export function declinedAgain(declined: Declined | undefined, now: number): Declined {
  return { count: (declined?.count ?? 0) + 1, at: now }
}
