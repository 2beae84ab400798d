/** Giving a member a coupon, and telling them. */
import { notify } from '../notice/store'
import type { CouponDocument } from './coupon-collections'
import { addCoupon } from './coupon-store'

/** Gives a coupon once; whether it is new. A repetition makes up for a telling that a crash has left out. */
export async function giveCoupon(coupon: CouponDocument): Promise<boolean> {
  const { _id: couponId, memberId: to, name: about, claimedAt: at } = coupon
  const isNew = (await addCoupon(coupon)) === undefined
  await notify([{ to, kind: 'coupon', cause: `coupon:${couponId}`, at, about }])
  return isNew
}
