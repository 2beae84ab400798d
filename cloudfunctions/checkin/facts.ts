/** What members earn by checking in that others have to follow. Pure. */
import type { CouponOffer } from '../../contract/checkin-shapes'
import type { Fact } from '../kit/outbox'

export const COUPON_EARNED = 'checkin.couponEarned'

/**
 * A member has earned a coupon: with a day's check-in, a challenge or the newcomer's ladder. The payload is
 * `{ memberId, templateKey, claimKey, validDays }`; the claim key is the same however often it is told.
 */
export function couponEarned(
  memberId: string,
  claimKey: string,
  { templateKey, validDays }: CouponOffer,
): Fact {
  return {
    kind: COUPON_EARNED,
    cause: claimKey,
    key: memberId,
    payload: { memberId, templateKey, claimKey, validDays },
  }
}
