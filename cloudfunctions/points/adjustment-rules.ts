/** What staff may do to points alone, and what a change books. Pure. PRODUCT 5.7, 11.1. */
import { ADJUSTMENT_ALONE_MAX, DAY_MS } from '../../contract/limits'
import type { Adjustment, PublicAdjustment } from '../../contract/points-shapes'
import { periodOf } from '../kit/period'
import type { AdjustmentDocument } from './collections'
import { type Account, type Booking, earn, reverse } from './ledger'

/** So long what needs a second person waits where there is none. */
export const LONE_AFTER_MS = DAY_MS

/** Whether one person alone may change so many points. */
export function isSmall(points: number): boolean {
  return Math.abs(points) <= ADJUSTMENT_ALONE_MAX
}

/** Books points that are given or, below zero, taken; what is spent already is owed. */
export function adjust(account: Account, points: number, at: number): Booking {
  return points > 0
    ? earn(account, { from: 'adjust', points, xp: 0 }, at)
    : reverse(account, { points: -points, xp: 0, lotDay: '', to: 'adjust' })
}

/** An adjustment as staff see it. */
export function adjustmentView(found: AdjustmentDocument): Adjustment {
  const {
    _id: adjustmentId,
    schemaVersion: _version,
    words = '',
    month: _month,
    allowed: _allowed,
    ...rest
  } = found
  return { ...rest, adjustmentId, words }
}

/** An adjustment as everybody may see it; undefined for one that is not booked. */
export function publicView(found: AdjustmentDocument): PublicAdjustment | undefined {
  const { kind, reason, points, allowed, bookedAt } = found
  if (allowed === undefined || bookedAt === undefined) return undefined
  return { kind, reason, points, allowed, day: periodOf('day', bookedAt) }
}
