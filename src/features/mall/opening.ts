/** The opening of an item, counted down to by the server's clock (PRODUCT 6.4). */
import { useEffect, useState } from 'react'
import { HOUR_MS } from '../../../contract/limits'

const SECOND_MS = 1_000
/** Farther away than this the day and the hour say enough, and nothing is counted down. */
export const COUNTED_DOWN_MS = HOUR_MS

/**
 * The server's time, epoch milliseconds: each second anew while an opening is near, and once more when it is there.
 * @param aheadMs by how much the server's clock is ahead of the phone's
 */
export function useServerNow(opensAt: number | undefined, aheadMs: number): number {
  const [, count] = useState(0)
  const now = Date.now() + aheadMs
  useEffect(() => {
    if (opensAt === undefined || opensAt <= now) return
    const untilNear = opensAt - now - COUNTED_DOWN_MS
    // Just after the second has turned, so that the last one ends at the opening.
    const untilTurn = (opensAt - now) % SECOND_MS || SECOND_MS
    // A timer cannot be set for longer than some weeks: while the opening is far it is looked at each hour.
    const waitMs = Math.min(Math.max(untilNear, untilTurn), HOUR_MS)
    const timer = setTimeout(() => count((ticks) => ticks + 1), waitMs)
    return () => clearTimeout(timer)
  })
  return now
}
