/**
 * mall.placeOrder, mall.confirmOrder, mall.cancelOrder, mall.refundOrder, mall.receiveOrder, mall.shipOrder,
 * mall.completeOrder, mall.listOrders, mall.getOrder, mall.listManagedOrders, mall.getAddress.
 */
import { DAY_MS, MINUTE_MS, RECEIVED_AFTER_MS } from '../../../contract/limits'
import { type Caller, createInProcessWorld, type InProcessWorld } from '../../support/in-process'
import { ADDRESS, Mall, setFields } from '../../support/mall'
import { newId, stored } from '../../support/situations'

let world: InProcessWorld
let mall: Mall
beforeAll(async () => {
  world = await createInProcessWorld()
  mall = await Mall.open(world)
})
afterAll(() => world.close())

const goods = { kind: 'goods' } as const
const place = (itemId: string, shownPrice = 10) => ({ requestId: newId(), itemId, shownPrice })
const leftOf = async (itemId: string) =>
  (await stored(world.emulator.database, 'mall_items', itemId))?.takenCount
const stateOf = async (orderId: string) =>
  (await stored(world.emulator.database, 'mall_orders', orderId))?.state
const order = async (buyer: Caller, itemId: string) => mall.order(buyer, itemId)

describe('reserving', () => {
  test('ok: points are held, a slot is taken, and asking again answers the same order', async () => {
    const itemId = await mall.item(goods, 2)
    const ann = await mall.buyer(30)
    const input = place(itemId)
    const first = await mall.call(ann, 'mall.placeOrder', input)
    expect(first.order).toMatchObject({ state: 'reserved', price: 10, discount: 0, paid: 10 })
    expect(await mall.call(ann, 'mall.placeOrder', input)).toEqual(first)
    expect(await mall.balanceOf(ann)).toEqual({ available: 20, held: 10, debt: 0 })
    expect(await leftOf(itemId)).toBe(1)
    expect((await mall.call(ann, 'mall.getItem', { itemId })).item).toMatchObject({
      left: 1,
      mine: { ordered: 1, available: 20, debt: 0, level: 1 },
    })
  })

  test('IDEMPOTENCY_MISMATCH: another item under the same requestId', async () => {
    const [one, other] = [await mall.item(goods, 1), await mall.item(goods, 1)]
    const ann = await mall.buyer(30)
    const input = place(one)
    await mall.call(ann, 'mall.placeOrder', input)
    expect(await mall.refusal(ann, 'mall.placeOrder', { ...input, itemId: other })).toBe(
      'IDEMPOTENCY_MISMATCH',
    )
  })

  test('SOLD_OUT: the last one is gone', async () => {
    const itemId = await mall.item(goods, 1)
    await mall.reserve(await mall.buyer(10), itemId)
    const late = await mall.buyer(10)
    expect(await mall.refusal(late, 'mall.placeOrder', place(itemId))).toBe('SOLD_OUT')
    expect(await mall.balanceOf(late)).toEqual({ available: 10, held: 0, debt: 0 })
  })

  test('NOT_OPEN_YET: says for how long', async () => {
    const opensAt = Date.now() + DAY_MS
    const itemId = await mall.item(goods, 1, { opensAt, flash: true })
    const answer = await world.invoke(await mall.buyer(10), 'mall.placeOrder', place(itemId))
    expect(answer).toMatchObject({
      error: { code: 'NOT_OPEN_YET', details: { retryAfterMs: expect.any(Number) } },
    })
  })

  test('LEVEL_TOO_LOW: by XP, whatever points somebody has', async () => {
    const itemId = await mall.item(goods, 2, { level: 2 })
    expect(await mall.refusal(await mall.buyer(50, 0), 'mall.placeOrder', place(itemId))).toBe(
      'LEVEL_TOO_LOW',
    )
    expect(await mall.refusal(await mall.buyer(10, 60), 'mall.placeOrder', place(itemId))).toBe('ok')
  })

  test('LIMIT_REACHED: so often a member; what was given up does not count', async () => {
    const itemId = await mall.item(goods, 5, { perMemberMax: 1 })
    const ann = await mall.buyer(50)
    const orderId = await mall.reserve(ann, itemId)
    expect(await mall.refusal(ann, 'mall.placeOrder', place(itemId))).toBe('LIMIT_REACHED')
    await mall.call(ann, 'mall.cancelOrder', { orderId })
    expect(await mall.refusal(ann, 'mall.placeOrder', place(itemId))).toBe('ok')
  })

  test('POINTS_OWED: who owes points waits', async () => {
    const itemId = await mall.item(goods, 1)
    const ann = await mall.buyer(50)
    await setFields(world, 'point_accounts', ann.memberId, { debt: 5 })
    expect(await mall.refusal(ann, 'mall.placeOrder', place(itemId))).toBe('POINTS_OWED')
  })

  test('PRICE_CHANGED: the server’s price counts, and another shown one is refused', async () => {
    const itemId = await mall.item(goods, 1)
    const ann = await mall.buyer(50)
    for (const shown of [0, 9, 11])
      expect(await mall.refusal(ann, 'mall.placeOrder', place(itemId, shown))).toBe('PRICE_CHANGED')
  })

  test('INSUFFICIENT_POINTS: and nothing is taken', async () => {
    const itemId = await mall.item(goods, 1)
    const ann = await mall.buyer(9)
    expect(await mall.refusal(ann, 'mall.placeOrder', place(itemId))).toBe('INSUFFICIENT_POINTS')
    expect(await leftOf(itemId)).toBe(0)
    expect(await mall.refusal(await mall.buyer(10), 'mall.placeOrder', place(itemId))).toBe('ok')
  })

  test('NOT_FOUND: what is no more offered, and what never was', async () => {
    const itemId = await mall.item(goods, 1)
    await mall.call(mall.staff, 'mall.setItemState', { itemId, state: 'withdrawn' })
    const ann = await mall.buyer(10)
    expect(await mall.refusal(ann, 'mall.placeOrder', place(itemId))).toBe('NOT_FOUND')
    expect(await mall.refusal(ann, 'mall.placeOrder', place('itm_00000000'))).toBe('NOT_FOUND')
  })
})

describe('confirming', () => {
  test('ok: the points are spent, once, and goods wait for being sent to their address', async () => {
    const itemId = await mall.item(goods, 1)
    const ann = await mall.buyer(30)
    const orderId = await mall.reserve(ann, itemId)
    const confirmed = await mall.call(ann, 'mall.confirmOrder', { orderId, address: ADDRESS })
    expect(confirmed.order).toMatchObject({ state: 'confirmed', refundable: true })
    expect(await mall.call(ann, 'mall.confirmOrder', { orderId })).toEqual(confirmed)
    expect(await mall.balanceOf(ann)).toEqual({ available: 20, held: 0, debt: 0 })
    expect((await mall.call(ann, 'mall.getOrder', { orderId })).address).toEqual(ADDRESS)
    expect(await mall.call(mall.staff, 'mall.getAddress', { orderId })).toEqual({ address: ADDRESS })
    const kept = JSON.stringify(await stored(world.emulator.database, 'mall_orders', orderId))
    for (const text of Object.values(ADDRESS)) expect(kept).not.toContain(text)
  })

  test('INVALID_INPUT: goods without an address; the reservation stands', async () => {
    const ann = await mall.buyer(30)
    const orderId = await mall.reserve(ann, await mall.item(goods, 1))
    expect(await mall.refusal(ann, 'mall.confirmOrder', { orderId })).toBe('INVALID_INPUT')
    expect(await mall.balanceOf(ann)).toEqual({ available: 20, held: 10, debt: 0 })
  })

  test('NOT_FOUND: another’s order', async () => {
    const orderId = await mall.reserve(await mall.buyer(10), await mall.item(goods, 1))
    const ben = await mall.buyer(10)
    for (const action of [
      'mall.confirmOrder',
      'mall.cancelOrder',
      'mall.receiveOrder',
      'mall.getOrder',
    ] as const)
      expect([action, await mall.refusal(ben, action, { orderId })]).toEqual([action, 'NOT_FOUND'])
  })

  test('ORDER_CLOSED: a reservation is over after a quarter of an hour, also before the timer has seen it', async () => {
    const itemId = await mall.item(goods, 1)
    const ann = await mall.buyer(10)
    const orderId = await mall.reserve(ann, itemId)
    await setFields(world, 'mall_orders', orderId, { dueAt: Date.now() - 1 })
    await setFields(world, 'point_holds', orderId, { expiresAt: Date.now() - 1 })
    const input = { orderId, address: ADDRESS }
    expect(await mall.refusal(ann, 'mall.confirmOrder', input)).toBe('ORDER_CLOSED')
    expect(await mall.run('mall.advanceOrders')).toBeGreaterThan(0)
    expect(await stateOf(orderId)).toBe('cancelled')
    expect(await mall.balanceOf(ann)).toEqual({ available: 10, held: 0, debt: 0 })
    expect(await mall.refusal(ann, 'mall.confirmOrder', input)).toBe('ORDER_CLOSED')
    expect(await mall.run('mall.advanceOrders')).toBe(0)
    expect(await leftOf(itemId)).toBe(0)
  })

  test('MEMBER_BANNED: whoever was banned since', async () => {
    const ann = await mall.buyer(10)
    const orderId = await mall.reserve(ann, await mall.item(goods, 1))
    await world.modules.transaction.inTransaction((tx) =>
      world.modules.guard.setGuard(tx, ann.memberId, 'banned'),
    )
    expect(await mall.refusal(ann, 'mall.confirmOrder', { orderId, address: ADDRESS })).toBe('MEMBER_BANNED')
  })

  test('BOOKS_CLOSED: while the audit has found a fault, nothing is redeemed; it can be given back', async () => {
    const itemId = await mall.item(goods, 2)
    const ann = await mall.buyer(30)
    const orderId = await mall.reserve(ann, itemId)
    const fault = { _id: 'mbr_fault', schemaVersion: 1, what: 'gap', version: 1, foundAt: 1 }
    await world.emulator.database.importDocuments('point_faults', [fault])
    expect(await mall.refusal(ann, 'mall.placeOrder', place(itemId))).toBe('BOOKS_CLOSED')
    expect(await mall.refusal(ann, 'mall.confirmOrder', { orderId, address: ADDRESS })).toBe('BOOKS_CLOSED')
    expect(await mall.refusal(ann, 'mall.cancelOrder', { orderId })).toBe('ok')
    await world.modules.cloud.collection('point_faults').remove(fault._id)
  })
})

describe('giving back', () => {
  test('ok: a reservation is cancelled once, a confirmed order refunded once', async () => {
    const itemId = await mall.item(goods, 1)
    const ann = await mall.buyer(10)
    const reserved = await mall.reserve(ann, itemId)
    for (const _ of [1, 2])
      expect((await mall.call(ann, 'mall.cancelOrder', { orderId: reserved })).order.state).toBe('cancelled')
    const orderId = await order(ann, itemId)
    for (const _ of [1, 2])
      expect((await mall.call(ann, 'mall.cancelOrder', { orderId })).order.state).toBe('refunded')
    expect(await mall.balanceOf(ann)).toEqual({ available: 10, held: 0, debt: 0 })
    expect(await leftOf(itemId)).toBe(0)
    const slots = await world.emulator.database.find('mall_slots', { query: { itemId } })
    expect(slots).toMatchObject([{ state: 'free' }])
  })

  test('NOT_REFUNDABLE: what was sent; staff may give it back all the same, and it is gone from the stock', async () => {
    const itemId = await mall.item(goods, 1)
    const ann = await mall.buyer(10)
    const orderId = await order(ann, itemId)
    await mall.call(mall.staff, 'mall.shipOrder', { orderId, carrier: '顺丰', number: 'SF100200300' })
    expect(await mall.refusal(ann, 'mall.cancelOrder', { orderId })).toBe('NOT_REFUNDABLE')
    const refund = { orderId, reason: '路上碎了' }
    expect((await mall.call(mall.staff, 'mall.refundOrder', refund)).order).toMatchObject({
      state: 'refunded',
      steps: [{}, {}, {}, { state: 'refunded', by: 'staff', reason: '路上碎了' }],
    })
    expect(await mall.call(mall.staff, 'mall.refundOrder', refund)).toMatchObject({
      order: { state: 'refunded' },
    })
    expect(await mall.balanceOf(ann)).toEqual({ available: 10, held: 0, debt: 0 })
    expect(await mall.refusal(await mall.buyer(10), 'mall.placeOrder', place(itemId))).toBe('SOLD_OUT')
    const about = { to: ann.memberId, kind: 'order' }
    expect(await world.emulator.database.find('notices', { query: about })).toHaveLength(2)
  })

  test('mall.refundOrder NOT_REFUNDABLE: what is only reserved', async () => {
    const orderId = await mall.reserve(await mall.buyer(10), await mall.item(goods, 1))
    const refund = { orderId, reason: '不行' }
    expect(await mall.refusal(mall.staff, 'mall.refundOrder', refund)).toBe('NOT_REFUNDABLE')
    expect(await mall.refusal(mall.staff, 'mall.refundOrder', { ...refund, orderId: 'ord_00000000' })).toBe(
      'NOT_FOUND',
    )
  })
})

describe('sending', () => {
  const parcel = { carrier: '中通', number: 'ZT-778899' }

  test('ok: received by a tap, by staff, or by the passing of ten days', async () => {
    const itemId = await mall.item(goods, 3)
    const ann = await mall.buyer(30)
    const sent = [await order(ann, itemId), await order(ann, itemId), await order(ann, itemId)] as const
    for (const orderId of sent) await mall.call(mall.staff, 'mall.shipOrder', { orderId, ...parcel })
    const [tapped, known, late] = sent
    expect((await mall.call(ann, 'mall.receiveOrder', { orderId: tapped })).order.state).toBe('done')
    expect((await mall.call(mall.staff, 'mall.completeOrder', { orderId: known })).order.state).toBe('done')
    await mall.run('mall.advanceOrders', Date.now() + RECEIVED_AFTER_MS - MINUTE_MS)
    expect(await stateOf(late)).toBe('fulfilled')
    await mall.run('mall.advanceOrders', Date.now() + RECEIVED_AFTER_MS + MINUTE_MS)
    expect(await stateOf(late)).toBe('done')
  })

  test('ok: a wrong number is corrected, and the ten days do not begin again', async () => {
    const ann = await mall.buyer(10)
    const orderId = await order(ann, await mall.item(goods, 1))
    const first = await mall.call(mall.staff, 'mall.shipOrder', { orderId, ...parcel })
    const second = await mall.call(mall.staff, 'mall.shipOrder', {
      orderId,
      carrier: '圆通',
      number: 'YT-1234',
    })
    expect(second.order.shipping).toEqual({ ...first.order.shipping, carrier: '圆通', number: 'YT-1234' })
  })

  test('ORDER_CLOSED: mall.shipOrder, mall.receiveOrder and mall.completeOrder of what is not there to be', async () => {
    const ann = await mall.buyer(20)
    const itemId = await mall.item(goods, 2)
    const [reserved, confirmed] = [await mall.reserve(ann, itemId), await order(ann, itemId)]
    expect(await mall.refusal(mall.staff, 'mall.shipOrder', { orderId: reserved, ...parcel })).toBe(
      'ORDER_CLOSED',
    )
    expect(await mall.refusal(ann, 'mall.receiveOrder', { orderId: confirmed })).toBe('ORDER_CLOSED')
    expect(await mall.refusal(mall.staff, 'mall.completeOrder', { orderId: confirmed })).toBe('ORDER_CLOSED')
  })

  test('NOT_FOUND: mall.shipOrder, mall.completeOrder and mall.getAddress of no goods', async () => {
    const orderId = await order(await mall.buyer(10), await mall.item({ kind: 'service' }, 1))
    expect(await mall.refusal(mall.staff, 'mall.shipOrder', { orderId, ...parcel })).toBe('NOT_FOUND')
    expect(await mall.refusal(mall.staff, 'mall.completeOrder', { orderId })).toBe('NOT_FOUND')
    expect(await mall.refusal(mall.staff, 'mall.getAddress', { orderId })).toBe('NOT_FOUND')
  })
})

test('ok: lists go on where they ended, mine the latest first, staff’s the oldest first', async () => {
  const itemId = await mall.item(goods, 3)
  const ann = await mall.buyer(30)
  const made = [await order(ann, itemId), await order(ann, itemId), await order(ann, itemId)]
  const first = await mall.call(ann, 'mall.listOrders', { limit: 2 })
  const cursor = first.nextCursor ?? ''
  const second = await mall.call(ann, 'mall.listOrders', { limit: 2, cursor })
  const ids = [...first.orders, ...second.orders].map(({ orderId }) => orderId)
  expect(ids).toEqual([...made].reverse())
  expect(second.nextCursor).toBeUndefined()
  const waiting = await mall.call(mall.staff, 'mall.listManagedOrders', { state: 'confirmed', limit: 50 })
  const mine = waiting.orders.filter(({ memberId }) => memberId === ann.memberId)
  expect(mine.map(({ orderId }) => orderId)).toEqual(made)
  expect(await mall.refusal(mall.staff, 'mall.listManagedOrders', { state: 'done', cursor })).toBe(
    'INVALID_INPUT',
  )
})

test('FORBIDDEN: a member manages nothing', async () => {
  const ann = await mall.buyer(10)
  const orderId = 'ord_00000000'
  expect(await mall.refusal(ann, 'mall.getAddress', { orderId })).toBe('FORBIDDEN')
  expect(await mall.refusal(ann, 'mall.refundOrder', { orderId, reason: '我要' })).toBe('FORBIDDEN')
})
