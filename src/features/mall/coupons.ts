/** My coupons, by where they stand. */
import { create } from 'zustand'
import type { ErrorCode } from '../../../contract/errors'
import type { Coupon, CouponState } from '../../../contract/mall-shapes'
import { toCallError } from '../../platform/call-error'
import { call } from '../../platform/cloud'

export interface CouponList {
  readonly coupons: readonly Coupon[]
  readonly nextCursor?: string
  readonly failure?: ErrorCode
  readonly isLoading: boolean
  readonly isLoaded: boolean
}

export const NO_COUPONS: CouponList = { coupons: [], isLoading: false, isLoaded: false }

export const useCouponStore = create<{ readonly lists: Readonly<Partial<Record<CouponState, CouponList>>> }>(
  () => ({ lists: {} }),
)

/** Loads the coupons of one state anew, or the next page of them. */
export async function loadCoupons(state: CouponState, more = false): Promise<void> {
  const known = useCouponStore.getState().lists[state] ?? NO_COUPONS
  const cursor = more ? known.nextCursor : undefined
  if (more && (!cursor || known.isLoading)) return
  patch(state, { isLoading: true, failure: undefined })
  try {
    const page = await call('mall.listCoupons', { state, ...(cursor ? { cursor } : {}) })
    const coupons = more ? [...known.coupons, ...page.coupons] : page.coupons
    patch(state, { coupons, nextCursor: page.nextCursor, isLoading: false, isLoaded: true })
  } catch (error) {
    patch(state, { isLoading: false, failure: toCallError(error).code })
  }
}

function patch(state: CouponState, change: Partial<CouponList>): void {
  useCouponStore.setState(({ lists }) => ({
    lists: { ...lists, [state]: { ...NO_COUPONS, ...lists[state], ...change } },
  }))
}
