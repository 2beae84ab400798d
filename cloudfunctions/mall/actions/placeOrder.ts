import type { Contract } from '../../../contract/index'
import { ORDER_TRIES_WITHIN_MS, RESERVED_MS } from '../../../contract/limits'
import { mall } from '../../../contract/mall'
import { AppError } from '../../kit/app-error'
import { randomFraction } from '../../kit/clock'
import { temporaryUrls } from '../../kit/files'
import { fingerprint } from '../../kit/fingerprint'
import { type MemberContext, type Parsed, prefetching } from '../../kit/handler'
import { timeDigits } from '../../kit/id'
import { demandSoundBooks } from '../../points/alarm-store'
import type { ItemDocument } from '../collections'
import { discountOf } from '../coupon-rules'
import { findCoupons } from '../coupon-store'
import { demandOffered } from '../item-rules'
import { findItem } from '../item-store'
import type { OrderDocument } from '../order-collections'
import { orderIdOf, orderPlace } from '../order-rules'
import { findOrder } from '../order-store'
import { reserve } from '../reservation'
import { findFreeSlots } from '../slot-store'
import { orderFileIds, orderView } from '../views'

type Input = Parsed<Contract['mall.placeOrder']>

/** Reserves an item for the caller, at the server's price. */
export const placeOrder = prefetching(mall['mall.placeOrder'], {
  prefetch: ({ requestId, itemId, couponIds = [] }, { callerKey }) =>
    Promise.all([
      findOrder(orderIdOf(callerKey, requestId)),
      findItem(itemId),
      findFreeSlots(itemId),
      findCoupons(couponIds),
      demandSoundBooks(),
    ]),
  async run(input, ctx, [earlier, item, freeSlots, coupons]) {
    const asked = fingerprint({ memberId: ctx.actor._id, input })
    if (earlier && earlier.fingerprint !== asked) throw new AppError('IDEMPOTENCY_MISMATCH')
    const order = earlier ?? (await place())
    return { order: orderView(order, await temporaryUrls(orderFileIds([order]))) }

    async function place(): Promise<OrderDocument> {
      demandOffered(item, input.shownPrice, ctx.now)
      const { couponIds = [] } = input
      const on = { itemId: item._id, price: item.price, memberId: ctx.actor._id, now: ctx.now }
      const discount = discountOf(coupons, couponIds.length, on)
      const wanted = newOrder(input, item, discount, asked, ctx)
      const triesUntil = ctx.now + ORDER_TRIES_WITHIN_MS
      return reserve({ order: wanted, item, freeSlots, chance: randomFraction(), triesUntil })
    }
  },
})

function newOrder(
  { requestId, couponIds = [] }: Input,
  { _id: itemId, name, grant, price, photos: [photo] }: ItemDocument,
  discount: number,
  asked: string,
  { callerKey, actor, now }: MemberContext,
): OrderDocument {
  const orderId = orderIdOf(callerKey, requestId)
  return {
    _id: orderId,
    schemaVersion: 1,
    memberId: actor._id,
    callerKey,
    fingerprint: asked,
    itemId,
    name,
    ...(photo ? { cover: { fileId: photo.fileId, width: photo.width, height: photo.height } } : {}),
    grant,
    price,
    discount,
    paid: price - discount,
    couponIds,
    state: 'reserved',
    steps: [{ state: 'reserved', at: now, by: 'member' }],
    place: orderPlace(timeDigits(now), orderId),
    dueAt: now + RESERVED_MS,
  }
}
