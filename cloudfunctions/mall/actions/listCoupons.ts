import { PAGE_SIZE_DEFAULT } from '../../../contract/limits'
import { mall } from '../../../contract/mall'
import { prefetching } from '../../kit/handler'
import { findCouponsOf } from '../coupon-store'
import { couponView } from '../views'

/** The caller's coupons. */
export const listCoupons = prefetching(mall['mall.listCoupons'], {
  prefetch: ({ limit = PAGE_SIZE_DEFAULT, ...asked }, { callerKey, now }) =>
    findCouponsOf(callerKey, { ...asked, limit, now }),
  async run(_input, { actor, now }, { coupons, nextCursor }) {
    const own = coupons.filter(({ memberId }) => memberId === actor._id)
    return {
      coupons: own.map((coupon) => couponView(coupon, now)),
      ...(nextCursor === undefined ? {} : { nextCursor }),
    }
  },
})
