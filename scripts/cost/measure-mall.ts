/** What the mall costs: looking, ordering in every way an order goes, coupons, and what operators do. */
import { type ItemDocument, MALL_ITEMS } from '../../cloudfunctions/mall/collections'
import { slotId } from '../../cloudfunctions/mall/item-rules'
import { MALL_SLOTS, type SlotDocument } from '../../cloudfunctions/mall/order-collections'
import type { Grant } from '../../contract/mall-shapes'
import { asDocuments, idOf } from './documents'
import { field, type Meter, newRequestId } from './meter'

/** More than a page of them. */
const ITEMS = 40
const STOCK = 30
const PRICE = 1
const ADDRESS = { name: '小麦', phone: '13800000000', region: '上海市', detail: '一条路 1 号' }

/** Everything of the mall; the viewer is an operator by now, and has points. */
export async function measureMall(meter: Meter, memberId: string): Promise<void> {
  await fill(meter)
  await measureLooking(meter)
  await measureGoods(meter)
  await measureCodes(meter)
  await measureCoupons(meter, memberId)
  await measureItems(meter)
}

const KINDS: readonly Grant[] = [
  { kind: 'goods' },
  { kind: 'service' },
  { kind: 'coupon', templateKey: 'newcomer' },
]
const itemIdAt = (n: number) => idOf('itm', n, n)
const goods = itemIdAt(0)
const service = itemIdAt(1)

async function fill({ emulator: { database } }: Meter): Promise<void> {
  const items = Array.from({ length: ITEMS }, (_, n): ItemDocument => {
    return {
      _id: itemIdAt(n),
      schemaVersion: 1,
      grant: KINDS[n % KINDS.length] ?? { kind: 'goods' },
      name: `商品${n}`,
      words: '不锈钢，很顺手',
      photos: [],
      price: PRICE,
      level: 1,
      counted: true,
      stock: STOCK,
      takenCount: 0,
      opensAt: 0,
      flash: false,
      state: 'listed',
      createdAt: n,
    }
  })
  const slots = items.flatMap(({ _id: itemId }) =>
    Array.from({ length: STOCK }, (_, n): SlotDocument => {
      return { _id: slotId(itemId, n + 1), schemaVersion: 1, itemId, state: 'free' }
    }),
  )
  await database.importDocuments(MALL_ITEMS, asDocuments(items))
  await database.importDocuments(MALL_SLOTS, asDocuments(slots))
}

async function measureLooking(meter: Meter): Promise<void> {
  await meter.measure('mall.listItems', {})
  await meter.measure('mall.listManagedItems', { state: 'listed' })
  await meter.measure('mall.getItem', { itemId: goods })
  for (let n = 0; n < STOCK - 5; n += 1) await reserve(meter, goods)
  await meter.measure('mall.listOrders', {})
  await meter.measure('mall.listManagedOrders', { state: 'reserved' })
  await meter.measure('mall.getLiability', {})
}

const orderOf = (itemId: string) => ({ requestId: newRequestId(), itemId, shownPrice: PRICE })
const idIn = (answer: unknown) => field(Reflect.get(Object(answer), 'order'), 'orderId')

async function reserve(meter: Meter, itemId: string): Promise<string> {
  return idIn(await meter.call('mall.placeOrder', orderOf(itemId)))
}

/** An order that is sent and given back, one that is received by a tap, one that is given up. */
async function measureGoods(meter: Meter): Promise<void> {
  const orderId = idIn(await meter.measure('mall.placeOrder', orderOf(goods)))
  await meter.measure('mall.confirmOrder', { orderId, address: ADDRESS })
  await meter.measure('mall.getOrder', { orderId })
  await meter.measure('mall.getAddress', { orderId })
  await meter.measure('mall.shipOrder', { orderId, carrier: '顺丰', number: 'SF1234567890' })
  await meter.measure('mall.receiveOrder', { orderId })
  await meter.measure('mall.refundOrder', { orderId, reason: '路上碎了' })
  await meter.measure('mall.cancelOrder', { orderId: await reserve(meter, goods) })
  const other = await reserve(meter, goods)
  await meter.call('mall.confirmOrder', { orderId: other, address: ADDRESS })
  await meter.call('mall.shipOrder', { orderId: other, carrier: '顺丰', number: 'SF1234567891' })
  await meter.measure('mall.completeOrder', { orderId: other })
}

async function measureCodes(meter: Meter): Promise<void> {
  const orderId = await reserve(meter, service)
  await meter.call('mall.confirmOrder', { orderId })
  const code = field(await meter.measure('mall.revealCode', { orderId }), 'code')
  await meter.measure('mall.redeemCode', { requestId: newRequestId(), code })
}

async function measureCoupons(meter: Meter, memberId: string): Promise<void> {
  const template = {
    templateKey: 'newcomer',
    name: '新人礼券',
    discount: { kind: 'points' as const, points: 30 },
    scope: { kind: 'mall' as const },
    minPrice: 0,
    stackable: false,
    audience: 'newcomers' as const,
    validDays: 14,
    open: true,
  }
  await meter.measure('mall.saveCouponTemplate', { ...template, requestId: newRequestId() })
  await meter.measure('mall.claimCoupon', { templateKey: 'newcomer' })
  const given = { templateKey: 'newcomer', campaign: 'autumn', memberIds: [memberId] }
  await meter.measure('mall.giveCoupons', given)
  await meter.measure('mall.listCoupons', {})
}

async function measureItems(meter: Meter): Promise<void> {
  const said = {
    name: '礼盒',
    words: '六枚装',
    photoIds: [],
    price: 20,
    level: 1,
    counted: true,
    flash: true,
  }
  const coming = { ...said, grant: { kind: 'code' as const }, opensAt: Date.now() + 1_000_000_000 }
  const made = await meter.measure('mall.saveItem', { ...coming, requestId: newRequestId() })
  const itemId = field(made, 'itemId')
  await meter.measure('mall.setItemState', { itemId, state: 'listed' })
  await meter.measure('mall.importCodes', { itemId, codes: ['AB-1', 'AB-2', 'AB-3'] })
  await meter.measure('mall.setReminder', { itemId, reminded: true })
  await meter.measure('mall.restock', { requestId: newRequestId(), itemId: goods, count: 10 })
}
