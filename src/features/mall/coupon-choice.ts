/** Which coupons go together on one order, what each takes off, and which are best. Pure; the cloud reckons anew. */
import { COUPONS_PER_ORDER_MAX } from '../../../contract/limits'
import type { Coupon, Item } from '../../../contract/mall-shapes'
import { fits, takenOff } from './standing'

/** So many coupons are looked at for the best choice: the latest that fit. */
const LOOKED_AT_MAX = 12

/** What one coupon takes off an order. */
export interface Taking {
  readonly coupon: Coupon
  readonly points: number
}

/** Why a coupon cannot be chosen besides those that are. */
export type Hindrance = 'alone' | 'notStackable' | 'enough'

/**
 * What each of these coupons takes off a price, in the order in which the cloud takes them: those of a hundred first,
 * the larger part before the smaller, of what is left then the others (PRODUCT 6.5).
 */
export function takings(coupons: readonly Coupon[], price: number): Taking[] {
  const inTurn = [...coupons].sort((a, b) => turnOf(a) - turnOf(b))
  let left = price
  return inTurn.map((coupon) => {
    const points = takenOff(coupon, left)
    left -= points
    return { coupon, points }
  })
}

const turnOf = ({ discount }: Coupon) => (discount.kind === 'percent' ? -discount.percent : 1)

/** What these coupons take off together. */
export function takenTogether(coupons: readonly Coupon[], price: number): number {
  return takings(coupons, price).reduce((sum, { points }) => sum + points, 0)
}

/** What keeps a coupon from being chosen besides these; undefined when nothing does. */
export function hindranceOf(coupon: Coupon, chosen: readonly Coupon[]): Hindrance | undefined {
  if (chosen.length === 0) return undefined
  if (!coupon.stackable) return 'notStackable'
  if (chosen.some(({ stackable }) => !stackable)) return 'alone'
  return chosen.length >= COUPONS_PER_ORDER_MAX ? 'enough' : undefined
}

/** The coupons that take the most off an item; of choices that take the same the one that keeps more of them. */
export function bestChoice(
  coupons: readonly Coupon[],
  item: Pick<Item, 'itemId' | 'price'>,
): readonly Coupon[] {
  const fitting = coupons.filter((coupon) => fits(coupon, item)).slice(0, LOOKED_AT_MAX)
  const alone = fitting.map((coupon) => [coupon])
  const together = combinations(fitting.filter(({ stackable }) => stackable))
  let best: readonly Coupon[] = []
  for (const choice of [...alone, ...together].sort((a, b) => a.length - b.length))
    if (takenTogether(choice, item.price) > takenTogether(best, item.price)) best = choice
  return best
}

/** Every choice of several of these, as many as one order takes. */
function combinations(coupons: readonly Coupon[]): Coupon[][] {
  let choices: Coupon[][] = [[]]
  for (const coupon of coupons)
    choices = [
      ...choices,
      ...choices.filter(({ length }) => length < COUPONS_PER_ORDER_MAX).map((choice) => [...choice, coupon]),
    ]
  return choices.filter(({ length }) => length > 1)
}
