import { mall } from '../../../contract/mall'
import { AppError } from '../../kit/app-error'
import { prefetching } from '../../kit/handler'
import { mayClaim } from '../coupon-rules'
import { addCoupon, couponOf, findTemplate } from '../coupon-store'
import { couponView } from '../views'

/** Takes the coupon that is there for the likes of the caller. Asking again answers the one they have. */
export const claimCoupon = prefetching(mall['mall.claimCoupon'], {
  prefetch: ({ templateKey }) => findTemplate(templateKey),
  async run({ templateKey }, { actor, callerKey, now: at }, template) {
    if (!template?.open || !mayClaim(template.audience, actor, at)) throw new AppError('NOT_FOUND')
    const claim = { memberId: actor._id, callerKey, claimKey: `claim:${templateKey}`, at }
    const coupon = couponOf(template, claim)
    return { coupon: couponView((await addCoupon(coupon)) ?? coupon, at) }
  },
})
