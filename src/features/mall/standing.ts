/** What stands between somebody and an item, the first thing first. Pure; the cloud decides anew when they order. */
import type { Coupon, Item } from '../../../contract/mall-shapes'

export type Standing =
  | { readonly kind: 'open' | 'guest' | 'soldOut' | 'limit' }
  | { readonly kind: 'notYet'; readonly opensAt: number }
  | { readonly kind: 'level'; readonly level: number }
  | { readonly kind: 'owed' | 'short'; readonly points: number }

type Looked = Pick<Item, 'left' | 'opensAt' | 'level' | 'price' | 'perMemberMax' | 'mine'>

/** How somebody stands to an item. @param cheapest what it costs with the best coupon they have */
export function standingOf(item: Looked, now: number, cheapest = item.price): Standing {
  const { left, opensAt, level, perMemberMax, mine } = item
  if (left === 0) return { kind: 'soldOut' }
  if (opensAt !== undefined && opensAt > now) return { kind: 'notYet', opensAt }
  if (!mine) return { kind: 'guest' }
  if (perMemberMax !== undefined && mine.ordered >= perMemberMax) return { kind: 'limit' }
  if (mine.level < level) return { kind: 'level', level }
  if (mine.debt > 0) return { kind: 'owed', points: mine.debt }
  if (mine.available < cheapest) return { kind: 'short', points: cheapest - mine.available }
  return { kind: 'open' }
}

/** Whether a coupon can be used on an item, as far as the phone can tell. */
export function fits(coupon: Coupon, { itemId, price }: Pick<Item, 'itemId' | 'price'>): boolean {
  const { scope, minPrice, state } = coupon
  const isInScope = scope.kind === 'mall' || (scope.kind === 'items' && scope.itemIds.includes(itemId))
  return state === 'valid' && isInScope && price >= minPrice
}

/** How many points a coupon takes off a price; the order says what it really was. */
export function takenOff({ discount }: Pick<Coupon, 'discount'>, price: number): number {
  return discount.kind === 'points'
    ? Math.min(price, discount.points)
    : Math.ceil((price * discount.percent) / 100)
}

/** A picture's frame in the catalogue: its own shape, within 3:4 and 4:3. */
export function frameOf({ width, height }: { readonly width: number; readonly height: number }) {
  const ratio = Math.min(4 / 3, Math.max(3 / 4, height / width))
  return { paddingBottom: `${Math.round(ratio * 1000) / 10}%` }
}
