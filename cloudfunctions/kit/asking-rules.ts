/** How often a check of the platform that could not be made is asked for again, before a person has to decide. Pure. */
import { HOUR_MS, MINUTE_MS } from '../../contract/limits'

/** So often it is asked again. */
export const ASKS_MAX = 3
/** A text that could not be checked is asked about again after this. */
export const TEXT_PATIENCE_MS = 5 * MINUTE_MS
const ASKS_APART_MS = HOUR_MS

/** Whether it is time for the next question, the first at once and each later one after a longer wait. */
export function isTimeToAsk(asks: number, askedAt: number | undefined, now: number): boolean {
  return askedAt === undefined || now - askedAt >= asks * ASKS_APART_MS
}
