import { mall } from '../../../contract/mall'
import { AppError } from '../../kit/app-error'
import { prefetching } from '../../kit/handler'
import { callerKeyOf } from '../../member/rules'
import { findManyMembers } from '../../member/store'
import { couponOf, findTemplate } from '../coupon-store'
import { giveCoupon } from '../giving'

/** Gives members a coupon under a campaign. Who has left, or was never there, is passed over. */
export const giveCoupons = prefetching(mall['mall.giveCoupons'], {
  prefetch: ({ templateKey, memberIds }) =>
    Promise.all([findTemplate(templateKey), findManyMembers([...new Set(memberIds)])]),
  async run({ campaign }, { now: at }, [template, members]) {
    if (!template?.open) throw new AppError('NOT_FOUND')
    const given = await Promise.all(
      members.map((member) => {
        const callerKey = callerKeyOf(member)
        if (callerKey === undefined || member.standing !== 'active') return false
        const claim = { memberId: member._id, callerKey, claimKey: `campaign:${campaign}`, at }
        return giveCoupon(couponOf(template, claim))
      }),
    )
    return { given: given.filter(Boolean).length }
  },
})
