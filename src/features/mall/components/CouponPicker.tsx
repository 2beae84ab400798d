/**
 * Coupons on one order: what each takes off, and why one cannot be used besides the others. Ids: `confirm-coupon`,
 * `confirm-coupon-none`, `confirm-coupon-best`, `confirm-coupon-done`, `confirm-coupon-{couponId}`.
 */
import { View } from '@tarojs/components'
import { useState } from 'react'
import type { Coupon, Item } from '../../../../contract/mall-shapes'
import { Button } from '../../../components/Button'
import { Chips } from '../../../components/Chips'
import { Row, Rows } from '../../../components/Row'
import { Sheet } from '../../../components/Sheet'
import { useWords, wordsNow } from '../../../i18n/words'
import { toast } from '../../../platform/toast'
import { bestChoice, hindranceOf, takenTogether, takings } from '../coupon-choice'
import { fits } from '../standing'
import { sayDiscount, sayTerms } from './CouponCard'
import './CouponPicker.scss'

const NO_COUPON = 'none'

interface CouponPickerProps {
  readonly item: Item
  readonly coupons: readonly Coupon[]
  readonly chosen: readonly Coupon[]
  readonly onChoose: (coupons: readonly Coupon[]) => void
}

export function CouponPicker({ item, coupons, chosen, onChoose }: CouponPickerProps) {
  const { mall } = useWords()
  const [isOpen, open] = useState(false)
  const fitting = coupons.filter((each) => fits(each, item))
  const off = takenTogether(chosen, item.price)
  return (
    <>
      <Rows>
        <Row
          id="confirm-coupon"
          icon="ticket"
          label={mall.coupon}
          value={
            off > 0
              ? mall.couponsOff(chosen.length, off)
              : fitting.length > 0
                ? mall.noCoupon
                : mall.noCouponFits
          }
          onTap={() => open(fitting.length > 0)}
        />
      </Rows>
      <Sheet isOpen={isOpen} label={mall.couponSheet} onClose={() => open(false)}>
        <Choices item={item} coupons={fitting} chosen={chosen} onChoose={onChoose} />
        <View className="coupon-picker-done">
          <Button id="confirm-coupon-done" isWide label={mall.couponsChosen(off)} onTap={() => open(false)} />
        </View>
      </Sheet>
    </>
  )
}

/** Those of the best choice first; one that cannot be used besides the chosen says why when it is tapped. */
function Choices({ item, coupons, chosen, onChoose }: CouponPickerProps) {
  const words = useWords()
  const { mall } = words
  const best = bestChoice(coupons, item)
  const isBest = best.length === chosen.length && best.every((each) => chosen.includes(each))
  const offBy = new Map(takings(chosen, item.price).map(({ coupon, points }) => [coupon.couponId, points]))
  const options = [
    { value: NO_COUPON, name: mall.noCoupon },
    ...coupons.map((each) => {
      const off = offBy.get(each.couponId)
      const hindrance = off === undefined ? hindranceOf(each, chosen) : undefined
      const says = off === undefined ? hindrance && mall.hindrances[hindrance] : mall.takesOff(off)
      return {
        value: each.couponId,
        name: `${sayDiscount(each, words)} · ${each.name}`,
        hint: [says, sayTerms(each, words)].filter(Boolean).join(' · '),
      }
    }),
  ]
  const tap = (value: string) => {
    const tapped = coupons.find(({ couponId }) => couponId === value)
    if (!tapped) return onChoose([])
    if (chosen.includes(tapped)) return onChoose(chosen.filter((each) => each !== tapped))
    const hindrance = hindranceOf(tapped, chosen)
    if (hindrance) return toast(wordsNow().mall.hindrances[hindrance])
    onChoose([...chosen, tapped])
  }
  return (
    <View className="coupon-picker">
      <View className="coupon-picker-line">
        <View>
          {isBest ? mall.bestChosen : mall.couponsOff(chosen.length, takenTogether(chosen, item.price))}
        </View>
        {isBest ? null : (
          <Button
            id="confirm-coupon-best"
            kind="quiet"
            label={mall.chooseBest}
            onTap={() => onChoose(best)}
          />
        )}
      </View>
      <Chips
        id="confirm-coupon"
        label={mall.couponSheet}
        options={options}
        chosen={chosen.length === 0 ? [NO_COUPON] : chosen.map(({ couponId }) => couponId)}
        onTap={tap}
      />
    </View>
  )
}
