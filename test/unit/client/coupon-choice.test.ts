/** Several coupons on one order, as the phone proposes them; the cloud's own reckoning is the model. */
import fc from 'fast-check'
import type { CouponDocument } from '../../../cloudfunctions/mall/coupon-collections'
import { discountOf } from '../../../cloudfunctions/mall/coupon-rules'
import type { Coupon } from '../../../contract/mall-shapes'
import { bestChoice, hindranceOf, takenTogether, takings } from '../../../src/features/mall/coupon-choice'

const NOW = 1_800_000_000_000
const ITEM = { itemId: 'itm_00000000', price: 100 }

function coupon(n: number, discount: Coupon['discount'], stackable = true): Coupon {
  return {
    couponId: `cpn_0000000${n}`,
    templateKey: 'gift',
    name: '券',
    discount,
    scope: { kind: 'mall' },
    minPrice: 0,
    stackable,
    state: 'valid',
    expiresAt: NOW + 1,
  }
}
const points = (n: number, amount: number, stackable = true) =>
  coupon(n, { kind: 'points', points: amount }, stackable)
const percent = (n: number, of: number, stackable = true) =>
  coupon(n, { kind: 'percent', percent: of }, stackable)

test('each takes off what the one before has left, those of a hundred first', () => {
  const told = takings([points(1, 30), percent(2, 10), percent(3, 50)], 100)
  expect(told.map((each) => [each.coupon.couponId, each.points])).toEqual([
    ['cpn_00000003', 50],
    ['cpn_00000002', 5],
    ['cpn_00000001', 30],
  ])
})

test('why one cannot be chosen besides others: it stands alone, another does, or there are three', () => {
  const [a, b, c, d] = [points(1, 5), points(2, 5), points(3, 5), points(4, 5)]
  const lone = points(5, 5, false)
  expect(hindranceOf(lone, [])).toBeUndefined()
  expect(hindranceOf(a, [b])).toBeUndefined()
  expect(hindranceOf(lone, [a])).toBe('notStackable')
  expect(hindranceOf(a, [lone])).toBe('alone')
  expect(hindranceOf(d, [a, b, c])).toBe('enough')
})

test('the best is proposed: one that stands alone when it takes more, and none that takes nothing', () => {
  const [small, other, large] = [points(1, 10), percent(2, 20), points(3, 60, false)]
  expect(bestChoice([small, other], ITEM)).toEqual([small, other])
  expect(bestChoice([small, other, large], ITEM)).toEqual([large])
  expect(bestChoice([percent(1, 100), small], ITEM).map(({ couponId }) => couponId)).toEqual(['cpn_00000001'])
  expect(bestChoice([], ITEM)).toEqual([])
})

test('what is proposed is taken by the cloud, for as much as was said, and nothing takes more', () => {
  const discount = fc.oneof(
    fc.record({ kind: fc.constant('points' as const), points: fc.integer({ min: 1, max: 150 }) }),
    fc.record({ kind: fc.constant('percent' as const), percent: fc.integer({ min: 1, max: 100 }) }),
  )
  const coupons = fc.array(fc.tuple(discount, fc.boolean()), { maxLength: 6 })
  fc.assert(
    fc.property(coupons, (given) => {
      const mine = given.map(([of, stackable], n) => coupon(n, of, stackable))
      const best = bestChoice(mine, ITEM)
      const on = { ...ITEM, memberId: 'mbr_00000000', now: NOW }
      const taken = takenTogether(best, ITEM.price)
      expect(discountOf(best.map(stored), best.length, on)).toBe(taken)
      for (const one of mine) expect(takenTogether([one], ITEM.price)).toBeLessThanOrEqual(taken)
    }),
  )
})

function stored({ couponId, state: _state, scope, ...rest }: Coupon): CouponDocument {
  return {
    ...rest,
    scope,
    _id: couponId,
    schemaVersion: 1,
    memberId: 'mbr_00000000',
    callerKey: '',
    claimedAt: 0,
    place: couponId,
  }
}
