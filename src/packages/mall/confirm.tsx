/**
 * Before redeeming: what it is, the coupons that take the most off it or those that one chooses, where to send it, what
 * it costs in the end. Ids: `page-confirm`, `confirm-refusal`, `confirm-redeem`, `confirm-skeleton`, and those of
 * CouponPicker and AddressForm.
 */
import { View } from '@tarojs/components'
import Taro, { useLoad, useRouter } from '@tarojs/taro'
import { useMemo, useRef, useState } from 'react'
import type { Coupon, Item } from '../../../contract/mall-shapes'
import { Button } from '../../components/Button'
import { PageFrame } from '../../components/PageFrame'
import { FailureView, StateView } from '../../components/StateView'
import { AddressForm, NO_ADDRESS, wholeAddress } from '../../features/mall/components/AddressForm'
import { CouponPicker } from '../../features/mall/components/CouponPicker'
import { bestChoice, takenTogether } from '../../features/mall/coupon-choice'
import { loadCoupons, NO_COUPONS, useCouponStore } from '../../features/mall/coupons'
import { useServerNow } from '../../features/mall/opening'
import { confirmOrder, newWish, type Wish } from '../../features/mall/orders'
import { placeInTurn } from '../../features/mall/queue'
import { loadItem, useMallStore } from '../../features/mall/store'
import { sayRefusal } from '../../i18n/say-refusal'
import { sayCountdown } from '../../i18n/say-time'
import { useWords, wordsNow } from '../../i18n/words'
import { toCallError } from '../../platform/call-error'
import { tick } from '../../platform/haptic'
import { toast } from '../../platform/toast'
import './confirm.scss'

export default function ConfirmPage() {
  const { mall } = useWords()
  const itemId = useRouter<{ itemId?: string }>().params.itemId ?? ''
  const { item, failure, aheadMs = 0 } = useMallStore((store) => store.items[itemId]) ?? {}
  useLoad(() => {
    void loadItem(itemId)
    void loadCoupons('valid')
  })
  return (
    <PageFrame name="confirm" title={mall.confirmTitle}>
      {item ? (
        <Form item={item} aheadMs={aheadMs} />
      ) : failure === 'NOT_FOUND' || failure === 'INVALID_INPUT' ? (
        <StateView drawing="door" title={mall.gone} />
      ) : failure ? (
        <FailureView failure={failure} onRetry={() => void loadItem(itemId)} />
      ) : (
        <View id="confirm-skeleton" className="skeleton confirm-skeleton" />
      )}
    </PageFrame>
  )
}

interface FormProps {
  readonly item: Item
  readonly aheadMs: number
}

function Form({ item, aheadMs }: FormProps) {
  const { mall } = useWords()
  const { coupons } = useCouponStore((store) => store.lists.valid) ?? NO_COUPONS
  const [chosen, choose] = useState<readonly Coupon[]>()
  // The best is proposed until somebody chooses.
  const best = useMemo(() => bestChoice(coupons, item), [coupons, item])
  const using = chosen ?? best
  const [address, setAddress] = useState(NO_ADDRESS)
  const { isBusy, refusal, redeem } = useRedeeming(item)
  const discount = takenTogether(using, item.price)
  const toPay = item.price - discount
  const needsAddress = item.kind === 'goods'
  return (
    <View className="redeem">
      <View className="redeem-item">
        <View className="redeem-name">{item.name}</View>
        <Line label={mall.price} value={mall.points(item.price)} />
        {discount > 0 ? <Line label={mall.discount} value={`−${mall.points(discount)}`} /> : null}
        <Line label={mall.total} value={mall.points(toPay)} isTotal />
        <View className="redeem-note">{mall.refundNote[item.kind]}</View>
      </View>
      <CouponPicker item={item} coupons={coupons} chosen={using} onChoose={choose} />
      {needsAddress ? <AddressForm address={address} onChange={setAddress} /> : null}
      {refusal ? (
        <View id="confirm-refusal" className="redeem-refusal">
          {refusal}
        </View>
      ) : null}
      <RedeemButton
        item={item}
        aheadMs={aheadMs}
        isBusy={isBusy}
        toPay={toPay}
        onTap={() => {
          const couponIds = using.map(({ couponId }) => couponId)
          void redeem(couponIds, needsAddress ? address : undefined)
        }}
      />
    </View>
  )
}

interface RedeemButtonProps extends FormProps {
  readonly isBusy: boolean
  readonly toPay: number
  readonly onTap: () => void
}

/** Counts down to the opening; in a flash sale whoever has tapped stands in the queue until there is an answer. */
function RedeemButton({ item: { opensAt, flash }, aheadMs, isBusy, toPay, onTap }: RedeemButtonProps) {
  const { mall } = useWords()
  const now = useServerNow(opensAt, aheadMs)
  const isYetToOpen = opensAt !== undefined && opensAt > now
  const label = () => {
    if (isYetToOpen) return mall.opensIn(sayCountdown(opensAt - now))
    if (isBusy) return flash ? mall.queueing : mall.redeeming
    return toPay === 0 ? mall.redeemFree : mall.redeemFor(toPay)
  }
  return (
    <Button id="confirm-redeem" isWide isDisabled={isBusy || isYetToOpen} label={label()} onTap={onTap} />
  )
}

interface LineProps {
  readonly label: string
  readonly value: string
  readonly isTotal?: boolean
}

function Line({ label, value, isTotal }: LineProps) {
  return (
    <View className={isTotal ? 'redeem-line redeem-total' : 'redeem-line'}>
      <View>{label}</View>
      <View className="redeem-value">{value}</View>
    </View>
  )
}

/** Redeems once however often it is tapped: what was reserved and not confirmed is gone on with. */
function useRedeeming(item: Item) {
  const [isBusy, setBusy] = useState(false)
  const [refusal, refuse] = useState<string>()
  const wish = useRef<Wish>()
  const redeem = async (couponIds: readonly string[], address: typeof NO_ADDRESS | undefined) => {
    const whole = address && wholeAddress(address)
    if (address && !whole) return refuse(wordsNow().mall.addressMissing)
    const isSame =
      wish.current?.couponIds.join() === couponIds.join() && wish.current.shownPrice === item.price
    const wanted = isSame && wish.current ? wish.current : newWish(item.itemId, item.price, couponIds)
    wish.current = wanted
    setBusy(true)
    refuse(undefined)
    try {
      const { orderId, piece } = await placeInTurn(wanted)
      await confirmOrder(orderId, whole)
      tick()
      await Taro.redirectTo({ url: `/packages/mall/order?orderId=${orderId}` })
      const { mall } = wordsNow()
      toast(item.flash && piece !== undefined ? mall.gotPiece(piece) : mall.done[item.kind])
    } catch (error) {
      refuse(sayRefusal(error, wordsNow()))
      if (toCallError(error).code === 'PRICE_CHANGED') void loadItem(item.itemId)
    } finally {
      setBusy(false)
    }
  }
  return { isBusy, refusal, redeem }
}
