/**
 * My coupons: those to use, those that were used, those that have lapsed. Ids: `page-coupons`, `coupons-valid`,
 * `coupons-used`, `coupons-lapsed`, `coupons`, `coupons-skeleton`, `coupons-empty`, and those of CouponCard.
 */
import { View } from '@tarojs/components'
import { useDidShow, useReachBottom } from '@tarojs/taro'
import { useState } from 'react'
import type { CouponState } from '../../../contract/mall-shapes'
import { PageFrame } from '../../components/PageFrame'
import { FailureView, StateView } from '../../components/StateView'
import { Tabs } from '../../components/Tabs'
import { CouponCard } from '../../features/mall/components/CouponCard'
import { loadCoupons, NO_COUPONS, useCouponStore } from '../../features/mall/coupons'
import { MembersOnly } from '../../features/member/components/MembersOnly'
import { refreshMe, useMemberStore } from '../../features/member/store'
import { useWords } from '../../i18n/words'
import './coupons.scss'

const STATES: readonly CouponState[] = ['valid', 'used', 'lapsed']

async function show(state: CouponState): Promise<void> {
  if (!useMemberStore.getState().me) await refreshMe()
  if (useMemberStore.getState().me) await loadCoupons(state)
}

export default function CouponsPage() {
  const { mall } = useWords()
  const [state, choose] = useState<CouponState>('valid')
  useDidShow(() => void show(state))
  useReachBottom(() => void loadCoupons(state, true))
  const open = (next: CouponState) => {
    choose(next)
    void show(next)
  }
  return (
    <PageFrame name="coupons" title={mall.coupons}>
      <MembersOnly>
        <Tabs
          id="coupons"
          label={mall.coupons}
          options={STATES}
          names={mall.couponTabs}
          chosen={state}
          onChoose={open}
        />
        <Coupons state={state} />
      </MembersOnly>
    </PageFrame>
  )
}

function Coupons({ state }: { readonly state: CouponState }) {
  const { mall } = useWords()
  const { coupons, failure, isLoaded } = useCouponStore((store) => store.lists[state]) ?? NO_COUPONS
  if (coupons.length > 0) {
    return (
      <View id="coupons" className="coupons">
        {coupons.map((coupon) => (
          <CouponCard key={coupon.couponId} coupon={coupon} />
        ))}
      </View>
    )
  }
  if (failure) return <FailureView failure={failure} onRetry={() => void loadCoupons(state)} />
  if (!isLoaded) return <View id="coupons-skeleton" className="skeleton coupons-skeleton" />
  return (
    <StateView id="coupons-empty" drawing="cup" title={mall.couponsEmptyTitle} hint={mall.couponsEmptyHint} />
  )
}
