/** The mall's pure rules: which way orders go, what coupons take off, what the points may yet cost. */
import fc from 'fast-check'
import { serviceCodeKey, serviceCodeOf } from '../../cloudfunctions/mall/code-rules'
import type { CouponDocument } from '../../cloudfunctions/mall/coupon-collections'
import {
  couponIdOf,
  couponStateAt,
  defaultTemplate,
  discountOf,
  expiryAfterReturn,
  mayClaim,
} from '../../cloudfunctions/mall/coupon-rules'
import { isCounted, leftOf } from '../../cloudfunctions/mall/item-rules'
import { forecastOf } from '../../cloudfunctions/mall/liability-rules'
import {
  isRefundable,
  type OrderEvent,
  orderIdOf,
  restoresStock,
  stateAfter,
  TRANSITIONS,
} from '../../cloudfunctions/mall/order-rules'
import { DAY_MS } from '../../contract/limits'
import { type ItemKind, OrderState } from '../../contract/mall-shapes'

const STATES = OrderState.options
const EVENTS: readonly OrderEvent[] = ['confirm', 'cancel', 'lapse', 'fulfil', 'finish', 'refund']
const NOW = Date.UTC(2026, 10, 22, 4)

describe('orders', () => {
  test.each(STATES.flatMap((state) => EVENTS.map((event) => ({ state, event }))))(
    '$state, $event: as the table says, and nowhere else',
    ({ state, event }) => {
      const legal = [
        'reserved confirm confirmed',
        'reserved cancel cancelled',
        'reserved lapse cancelled',
        'confirmed fulfil fulfilled',
        'confirmed finish done',
        'confirmed refund refunded',
        'fulfilled finish done',
        'fulfilled refund refunded',
        'done refund refunded',
      ]
      const to = stateAfter(state, event)
      const way = legal.find((each) => each.startsWith(`${state} ${event} `))
      expect(to).toBe(way?.split(' ')[2])
    },
  )

  test('no order leaves an end, and each comes to one', () => {
    for (const end of ['cancelled', 'refunded'] as const) expect(TRANSITIONS[end]).toEqual({})
    const steps = fc.array(fc.constantFrom(...EVENTS), { maxLength: 50 })
    fc.assert(
      fc.property(steps, (events) => {
        const seen: OrderState[] = ['reserved']
        for (const event of events) {
          const next = stateAfter(seen.at(-1) ?? 'reserved', event)
          if (next !== undefined) seen.push(next)
        }
        // Never twice in one state: nothing is given or taken back a second time.
        return new Set(seen).size === seen.length
      }),
      { numRuns: 1_000 },
    )
  })

  test('what may be given back by whom, and what comes back into the stock', () => {
    const order = (state: OrderState, kind: ItemKind) => ({ state, grant: { kind } })
    expect(isRefundable(order('reserved', 'goods'), 'member')).toBe(false)
    expect(isRefundable(order('confirmed', 'goods'), 'member')).toBe(true)
    expect(isRefundable(order('fulfilled', 'goods'), 'member')).toBe(false)
    expect(isRefundable(order('fulfilled', 'goods'), 'staff')).toBe(true)
    expect(isRefundable(order('done', 'goods'), 'staff')).toBe(true)
    for (const kind of ['service', 'code', 'seat'] as const) {
      expect(isRefundable(order('fulfilled', kind), 'member')).toBe(true)
      expect(isRefundable(order('done', kind), 'staff')).toBe(false)
    }
    for (const kind of ['coupon', 'makeUp', 'title'] as const)
      expect(isRefundable(order('done', kind), 'staff')).toBe(false)
    expect(restoresStock(order('fulfilled', 'goods'))).toBe(false)
    expect(restoresStock(order('fulfilled', 'service'))).toBe(true)
    expect(restoresStock(order('reserved', 'goods'))).toBe(true)
  })

  test('an order’s id is its caller’s and its request’s', () => {
    expect(orderIdOf('a', 'bc')).toMatch(/^ord_[0-9a-z]{26}$/)
    expect(orderIdOf('a', 'bc')).not.toBe(orderIdOf('ab', 'c'))
  })
})

test('goods are counted, whatever is wished; what is left is never below nothing', () => {
  expect(isCounted({ kind: 'goods' }, false)).toBe(true)
  expect(isCounted({ kind: 'coupon', templateKey: 'newcomer' }, false)).toBe(false)
  const item = { counted: true, stock: 2, takenCount: 3 }
  expect(leftOf({ ...item } as Parameters<typeof leftOf>[0])).toBe(0)
})

test('a service code is found however it is read out', () => {
  const code = serviceCodeOf(Uint8Array.from({ length: 12 }, (_, n) => n))
  expect(code).toBe('0123-4567-89AB')
  for (const said of ['0123 4567 89ab', 'o1234567-89ab', 'OI234567 89AB'])
    expect(serviceCodeKey(said)).toBe(serviceCodeKey(code))
  expect(serviceCodeKey('0123-4567-89AC')).not.toBe(serviceCodeKey(code))
})

describe('coupons', () => {
  const coupon = (more: Partial<CouponDocument> = {}): CouponDocument => ({
    _id: `cpn_${Math.abs(JSON.stringify(more).length)}0000000`,
    schemaVersion: 1,
    memberId: 'mbr_1',
    callerKey: 'k',
    templateKey: 'gift',
    name: '券',
    discount: { kind: 'points', points: 30 },
    scope: { kind: 'mall' },
    minPrice: 0,
    stackable: true,
    claimedAt: NOW,
    expiresAt: NOW + DAY_MS,
    place: '',
    ...more,
  })
  const on = { itemId: 'itm_1', price: 100, memberId: 'mbr_1', now: NOW }

  test('of a hundred first, then points, in favour of whoever has them', () => {
    const percent = coupon({ discount: { kind: 'percent', percent: 33 } })
    expect(discountOf([coupon(), percent], 2, on)).toBe(33 + 30)
    expect(discountOf([percent], 1, { ...on, price: 10 })).toBe(4)
    expect(discountOf([coupon()], 1, { ...on, price: 10 })).toBe(10)
    expect(discountOf([], 0, on)).toBe(0)
  })

  test('never more than the price, never below nothing, in whatever order they are named', () => {
    const discount = fc.oneof(
      fc.record({ kind: fc.constant('points' as const), points: fc.integer({ min: 1, max: 500 }) }),
      fc.record({ kind: fc.constant('percent' as const), percent: fc.integer({ min: 1, max: 100 }) }),
    )
    const wallet = fc.array(discount, { maxLength: 3 })
    fc.assert(
      fc.property(wallet, fc.integer({ min: 1, max: 400 }), (discounts, price) => {
        const coupons = discounts.map((each, n) => coupon({ discount: each, _id: `cpn_0000000${n}` }))
        const off = discountOf(coupons, coupons.length, { ...on, price })
        const again = discountOf([...coupons].reverse(), coupons.length, { ...on, price })
        return Number.isInteger(off) && off >= 0 && off <= price && off === again
      }),
      { numRuns: 1_000 },
    )
  })

  test('a claim is one coupon; a used one comes back for its own time, or for seven days', () => {
    expect(couponIdOf('mbr_1', 'a')).toBe(couponIdOf('mbr_1', 'a'))
    expect(couponIdOf('mbr_1', 'a')).not.toBe(couponIdOf('mbr_2', 'a'))
    expect(couponStateAt(coupon({ usedBy: 'ord_1' }), NOW)).toBe('used')
    expect(couponStateAt(coupon(), NOW + DAY_MS)).toBe('lapsed')
    expect(expiryAfterReturn(NOW + 1, NOW)).toBe(NOW + 1)
    expect(expiryAfterReturn(NOW, NOW)).toBe(NOW + 7 * DAY_MS)
    expect(defaultTemplate('newcomer')).toMatchObject({ audience: 'newcomers', open: true })
  })

  test('whom a coupon is for', () => {
    const at = (days: number) => ({ joinedAt: NOW - days * DAY_MS })
    expect(mayClaim('newcomers', at(29), NOW)).toBe(true)
    expect(mayClaim('newcomers', at(30), NOW)).toBe(false)
    expect(mayClaim('newcomers', { ...at(1), returned: true }, NOW)).toBe(false)
    expect(mayClaim('winBack', at(60), NOW)).toBe(true)
    expect(mayClaim('winBack', { ...at(90), lastPostAt: NOW - 10 * DAY_MS }, NOW)).toBe(false)
    expect(mayClaim('segment', at(1), NOW)).toBe(false)
  })
})

test('what the points may yet cost: by the month they lapse in, and how many will be spent', () => {
  const totals = {
    'mint:post': { points: -100, xp: -100 },
    available: { points: 50, xp: 0 },
    held: { points: 20, xp: 0 },
    mall: { points: 30, xp: 0 },
  }
  const lots = { '2027-12-31': 40, '2026-12-22': 4, '2026-12-31': 6, '2026-01-05': 0 }
  expect(forecastOf({ totals, lots, entryCount: 3 })).toEqual({
    byExpiry: [
      { month: '2026-12', points: 10 },
      { month: '2027-12', points: 40 },
    ],
    held: 20,
    outstanding: 70,
    spentPercent: 30,
    expectedRedemption: 21,
  })
  const nothing = { byExpiry: [], held: 0, outstanding: 0, expectedRedemption: 0 }
  expect(forecastOf({ totals: {}, lots: {}, entryCount: 0 })).toEqual(nothing)
})
