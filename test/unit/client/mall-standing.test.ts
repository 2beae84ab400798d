/** What stands between somebody and an item, as the phone says it before the cloud decides. */
import type { Coupon, Item } from '../../../contract/mall-shapes'
import { fits, standingOf, takenOff } from '../../../src/features/mall/standing'

const NOW = 1_800_000_000_000
const mine = { ordered: 0, level: 2, available: 100, debt: 0, reminded: false }
const item = (more: Partial<Item> = {}) => ({ price: 60, level: 1, left: 3, mine, ...more })

test('the first thing in the way is told, and nothing when there is none', () => {
  expect(standingOf(item(), NOW)).toEqual({ kind: 'open' })
  expect(standingOf(item({ left: undefined }), NOW)).toEqual({ kind: 'open' })
  expect(standingOf(item({ left: 0, opensAt: NOW + 1 }), NOW)).toEqual({ kind: 'soldOut' })
  expect(standingOf(item({ opensAt: NOW + 1 }), NOW)).toEqual({ kind: 'notYet', opensAt: NOW + 1 })
  expect(standingOf(item({ opensAt: NOW }), NOW)).toEqual({ kind: 'open' })
  expect(standingOf(item({ mine: undefined }), NOW)).toEqual({ kind: 'guest' })
  expect(standingOf(item({ perMemberMax: 1, mine: { ...mine, ordered: 1 } }), NOW)).toEqual({ kind: 'limit' })
  expect(standingOf(item({ level: 3 }), NOW)).toEqual({ kind: 'level', level: 3 })
  expect(standingOf(item({ mine: { ...mine, debt: 7 } }), NOW)).toEqual({ kind: 'owed', points: 7 })
  expect(standingOf(item({ price: 130 }), NOW)).toEqual({ kind: 'short', points: 30 })
  expect(standingOf(item({ price: 130 }), NOW, 100)).toEqual({ kind: 'open' })
})

test('a coupon fits by its scope, its price and its state, and takes off no more than the price', () => {
  const coupon: Coupon = {
    couponId: 'cpn_00000000',
    templateKey: 'gift',
    name: '券',
    discount: { kind: 'points', points: 30 },
    scope: { kind: 'mall' },
    minPrice: 40,
    stackable: false,
    state: 'valid',
    expiresAt: NOW,
  }
  const on = { itemId: 'itm_00000000', price: 60 }
  expect(fits(coupon, on)).toBe(true)
  expect(fits(coupon, { ...on, price: 39 })).toBe(false)
  expect(fits({ ...coupon, state: 'used' }, on)).toBe(false)
  expect(fits({ ...coupon, scope: { kind: 'courses' } }, on)).toBe(false)
  expect(fits({ ...coupon, scope: { kind: 'items', itemIds: [on.itemId] } }, on)).toBe(true)
  expect(takenOff(coupon, 20)).toBe(20)
  expect(takenOff({ discount: { kind: 'percent', percent: 33 } }, 10)).toBe(4)
})
