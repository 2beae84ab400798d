/** What the mall keeps of a person: told to them whole, and nothing of who they were once they have left. */
import { callerKey } from '../../../cloudfunctions/kit/id'
import { createInProcessWorld, type InProcessWorld } from '../../support/in-process'
import { ADDRESS, Mall } from '../../support/mall'
import { stored } from '../../support/situations'

let world: InProcessWorld
let mall: Mall
beforeAll(async () => {
  world = await createInProcessWorld()
  mall = await Mall.open(world)
})
afterAll(() => world.close())

test('orders with their addresses and coupons are told; then erased, and the books still hold', async () => {
  const { personal } = await import('../../../cloudfunctions/mall/personal')
  const ann = await mall.buyer(50)
  const itemId = await mall.item({ kind: 'goods' }, 2)
  await mall.call(ann, 'mall.claimCoupon', { templateKey: 'newcomer' })
  const orderId = await mall.order(ann, itemId)
  await mall.call(mall.staff, 'mall.shipOrder', { orderId, carrier: '顺丰', number: 'SF1234567890' })
  const reserved = await mall.reserve(ann, itemId)
  const subject = { memberId: ann.memberId, callerKey: callerKey(ann.openid) }

  const sections = new Map<string, unknown[]>()
  for (let cursor: string | undefined = ''; cursor !== undefined; ) {
    const { parts, next } = await personal.exportOf(subject, cursor === '' ? undefined : cursor)
    for (const { section, records } of parts)
      sections.set(section, [...(sections.get(section) ?? []), ...records])
    cursor = next
  }
  expect(sections.get('orders')).toMatchObject([{ orderId, address: ADDRESS }, { orderId: reserved }])
  expect(sections.get('coupons')).toMatchObject([{ templateKey: 'newcomer' }])

  for (let cursor: string | undefined = ''; cursor !== undefined; )
    cursor = (await personal.eraseSlice(subject, cursor === '' ? undefined : cursor)).next
  const { database } = world.emulator
  expect(await database.find('coupons', { query: { memberId: ann.memberId } })).toEqual([])
  expect(await database.find('mall_limits', { query: { memberId: ann.memberId } })).toEqual([])
  for (const id of [orderId, reserved]) {
    const order = await stored(database, 'mall_orders', id)
    expect(order).toMatchObject({ memberId: ann.memberId, price: 10 })
    for (const field of ['callerKey', 'address', 'shipping']) expect(order).not.toHaveProperty(field)
  }
  // What was reserved lapses all the same, and its piece comes back.
  await mall.run('mall.advanceOrders', Date.now() + 16 * 60_000)
  expect(await stored(database, 'mall_orders', reserved)).toMatchObject({ state: 'cancelled' })
  expect(await mall.balanceOf(ann)).toEqual({ available: 40, held: 0, debt: 0 })
})
