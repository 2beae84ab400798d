/** A coupon: what it takes off, for what, until when. Ids: `coupon-{couponId}`. */
import { View } from '@tarojs/components'
import type { Coupon } from '../../../../contract/mall-shapes'
import { sayDay } from '../../../i18n/say-time'
import { useWords, type Words } from '../../../i18n/words'
import './CouponCard.scss'

/** What a coupon takes off. */
export function sayDiscount({ discount }: Pick<Coupon, 'discount'>, { mall }: Words): string {
  return discount.kind === 'points' ? mall.off(discount.points) : mall.percentOff(discount.percent)
}

/** What it can be used for, from which price on, until when. */
export function sayTerms({ scope, minPrice, stackable, expiresAt }: Coupon, words: Words): string {
  const { mall } = words
  return [
    mall.scopes[scope.kind],
    ...(minPrice > 0 ? [mall.minPrice(minPrice)] : []),
    ...(stackable ? [mall.stackable] : []),
    mall.expires(sayDay(expiresAt, Date.now(), words)),
  ].join(' · ')
}

export function CouponCard({ coupon }: { readonly coupon: Coupon }) {
  const words = useWords()
  const { couponId, name, state } = coupon
  return (
    <View id={`coupon-${couponId}`} className={state === 'valid' ? 'coupon' : 'coupon coupon-over'}>
      <View className="coupon-off">{sayDiscount(coupon, words)}</View>
      <View className="coupon-words">
        <View className="coupon-name">{name}</View>
        <View className="coupon-terms">{sayTerms(coupon, words)}</View>
      </View>
    </View>
  )
}
