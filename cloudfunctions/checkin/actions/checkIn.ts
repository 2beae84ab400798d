import { checkin } from '../../../contract/checkin'
import { AppError } from '../../kit/app-error'
import { readConfig } from '../../kit/configs'
import { prefetching } from '../../kit/handler'
import { periodOf } from '../../kit/period'
import { inTransaction } from '../../kit/transaction'
import { findMedia } from '../../media/store'
import { readEarningSettings } from '../../points/earning-store'
import { keeps, markAt } from '../calendar-rules'
import { calendarOf, findCalendars } from '../calendar-store'
import { findCheckIn } from '../check-in-store'
import { DAILY } from '../collections'
import { keepDaily } from '../daily'
import { checkInIdOf } from '../marking-rules'
import { creditedDays } from '../outage-rules'
import { listOutages } from '../outage-store'
import { photoIdOf, proofKept } from '../proof-rules'
import { checkinConfig } from '../settings'
import { checkInResult } from '../views'

/**
 * Checks in for today: eleven round trips, most of them the ledger's; two when the day is done already. What the day
 * has brought stands in it, so that a repetition answers the same.
 */
export const checkIn = prefetching(checkin['checkin.checkIn'], {
  prefetch({ proof }, { callerKey }) {
    const photoId = photoIdOf(proof)
    return Promise.all([
      findCalendars(callerKey, DAILY),
      listOutages(),
      readEarningSettings(),
      readConfig(checkinConfig),
      photoId === undefined ? undefined : findMedia(photoId),
    ])
  },
  async run({ proof, reward = 'points' }, ctx, [found, outages, settings, { values }, photo]) {
    const { actor, callerKey, now: at } = ctx
    const day = periodOf('day', at)
    const checkInId = checkInIdOf(DAILY, actor._id, day)
    const known = calendarOf(found, actor._id, DAILY)
    const earlier = keeps(markAt(known?.months ?? {}, day)) ? await findCheckIn(checkInId) : undefined
    if (earlier) return checkInResult(earlier)
    const coupon = reward === 'coupon' ? values.dayCoupon : undefined
    if (reward === 'coupon' && !coupon) throw new AppError('NOT_FOUND')
    const given = proofKept(proof, photo, callerKey)
    const place = ctx.newId('prf')
    const credited = creditedDays(outages)
    const wish = { actor, callerKey, day, given, coupon, place, credited, settings, at }
    const kept = (await inTransaction((tx) => keepDaily(tx, wish))) ?? (await findCheckIn(checkInId))
    if (!kept) throw new Error(`a calendar without its check-in ${checkInId}`)
    return checkInResult(kept)
  },
})
