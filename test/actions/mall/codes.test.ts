/** mall.revealCode, mall.redeemCode: codes are kept encrypted, each is one order's, and a service is redeemed once. */
import { createInProcessWorld, type InProcessWorld } from '../../support/in-process'
import { Mall } from '../../support/mall'
import { newId, stored } from '../../support/situations'

let world: InProcessWorld
let mall: Mall
beforeAll(async () => {
  world = await createInProcessWorld()
  mall = await Mall.open(world)
})
afterAll(() => world.close())

const everything = async (name: string) =>
  JSON.stringify(await world.emulator.database.find(name, { query: {}, limit: 1_000 }))
const redeem = (code: string, requestId = newId()) => ({ requestId, code })

describe('a code of a third party', () => {
  test('ok: kept encrypted, one for each order, and done when it has been looked at', async () => {
    const itemId = await mall.item({ kind: 'code' }, 0)
    const codes = ['JD-1111-AAAA', 'JD-2222-BBBB']
    expect(await mall.call(mall.staff, 'mall.importCodes', { itemId, codes })).toEqual({ added: 2 })
    expect(await mall.call(mall.staff, 'mall.importCodes', { itemId, codes })).toEqual({ added: 0 })
    const kept = await everything('mall_slots')
    for (const code of codes) expect(kept).not.toContain(code)
    const ann = await mall.buyer(20)
    const given: string[] = []
    for (const _ of codes) {
      const orderId = await mall.order(ann, itemId)
      const { order, code } = await mall.call(ann, 'mall.revealCode', { orderId })
      expect(order).toMatchObject({ state: 'done', code: 'revealed', refundable: false })
      expect((await mall.call(ann, 'mall.revealCode', { orderId })).code).toBe(code)
      expect((await stored(world.emulator.database, 'mall_orders', orderId))?.reveals).toHaveLength(2)
      given.push(code)
    }
    expect(given.sort()).toEqual(codes)
  })

  test('mall.cancelOrder NOT_REFUNDABLE: after it was looked at; before, it goes back into the pool', async () => {
    const itemId = await mall.item({ kind: 'code' }, 1)
    const ann = await mall.buyer(10)
    const first = await mall.order(ann, itemId)
    expect((await mall.call(ann, 'mall.cancelOrder', { orderId: first })).order.state).toBe('refunded')
    const second = await mall.order(ann, itemId)
    await mall.call(ann, 'mall.revealCode', { orderId: second })
    expect(await mall.refusal(ann, 'mall.cancelOrder', { orderId: second })).toBe('NOT_REFUNDABLE')
    const refund = { orderId: second, reason: '看错了' }
    expect(await mall.refusal(mall.staff, 'mall.refundOrder', refund)).toBe('NOT_REFUNDABLE')
    expect(await mall.refusal(ann, 'mall.revealCode', { orderId: first })).toBe('ORDER_CLOSED')
  })

  test('control: without the key of the environment nothing opens', async () => {
    const ann = await mall.buyer(10)
    const orderId = await mall.order(ann, await mall.item({ kind: 'code' }, 1))
    const key = process.env.MALL_KEYS
    process.env.MALL_KEYS = `local:${Buffer.alloc(32, 7).toString('base64')}`
    expect(await mall.refusal(ann, 'mall.revealCode', { orderId })).toBe('INTERNAL')
    process.env.MALL_KEYS = ''
    expect(await mall.refusal(ann, 'mall.revealCode', { orderId })).toBe('INTERNAL')
    process.env.MALL_KEYS = `new:${Buffer.alloc(32, 7).toString('base64')},${key}`
    expect(await mall.refusal(ann, 'mall.revealCode', { orderId })).toBe('ok')
    process.env.MALL_KEYS = key
  })
})

describe('a service', () => {
  test('ok: its code is redeemed by staff, typed as people read it out; CODE_REDEEMED: once', async () => {
    const ann = await mall.buyer(10)
    const orderId = await mall.order(ann, await mall.item({ kind: 'service' }, 1))
    const { code, order } = await mall.call(ann, 'mall.revealCode', { orderId })
    expect(order).toMatchObject({ state: 'fulfilled', code: 'revealed', refundable: true })
    expect(await everything('mall_orders')).not.toContain(code)
    expect(await everything('mall_service_codes')).not.toContain(code)
    const scan = redeem(code.toLowerCase().replaceAll('-', ' '))
    const redeemed = await mall.call(mall.staff, 'mall.redeemCode', scan)
    expect(redeemed.order).toMatchObject({ orderId, state: 'done' })
    expect(await mall.call(mall.staff, 'mall.redeemCode', scan)).toEqual(redeemed)
    expect(await mall.refusal(mall.staff, 'mall.redeemCode', redeem(code))).toBe('CODE_REDEEMED')
    expect(await mall.refusal(ann, 'mall.cancelOrder', { orderId })).toBe('NOT_REFUNDABLE')
  })

  test('mall.redeemCode ORDER_CLOSED: it was given back; NOT_FOUND: no such code', async () => {
    const ann = await mall.buyer(10)
    const orderId = await mall.order(ann, await mall.item({ kind: 'service' }, 1))
    const { code } = await mall.call(ann, 'mall.revealCode', { orderId })
    await mall.call(ann, 'mall.cancelOrder', { orderId })
    expect(await mall.balanceOf(ann)).toEqual({ available: 10, held: 0, debt: 0 })
    const answers = {
      ORDER_CLOSED: await mall.refusal(mall.staff, 'mall.redeemCode', redeem(code)),
      NOT_FOUND: await mall.refusal(mall.staff, 'mall.redeemCode', redeem('0000-0000-0000')),
    }
    expect(answers).toEqual({ ORDER_CLOSED: 'ORDER_CLOSED', NOT_FOUND: 'NOT_FOUND' })
  })

  test('mall.revealCode NOT_FOUND: another’s, and what has no code', async () => {
    const [ann, ben] = [await mall.buyer(20), await mall.buyer(0)]
    const service = await mall.order(ann, await mall.item({ kind: 'service' }, 1))
    const goods = await mall.order(ann, await mall.item({ kind: 'goods' }, 1))
    expect(await mall.refusal(ben, 'mall.revealCode', { orderId: service })).toBe('NOT_FOUND')
    expect(await mall.refusal(ann, 'mall.revealCode', { orderId: goods })).toBe('NOT_FOUND')
  })

  test('FORBIDDEN: a member redeems nothing', async () => {
    expect(await mall.refusal(await mall.buyer(0), 'mall.redeemCode', redeem('0000-0000-0000'))).toBe(
      'FORBIDDEN',
    )
  })
})

describe('what is given at once', () => {
  test('ok: a title, make-up cards, a coupon, a seat', async () => {
    const ann = await mall.buyer(100)
    const title = await mall.order(ann, await mall.item({ kind: 'title', text: '烘焙达人', days: 30 }, 1))
    expect((await stored(world.emulator.database, 'members', ann.memberId))?.titles).toMatchObject([
      { kind: 'title', text: '烘焙达人', reason: '打蛋器' },
    ])
    expect((await mall.call(ann, 'mall.getOrder', { orderId: title })).order).toMatchObject({
      state: 'done',
      refundable: false,
    })
    await mall.order(ann, await mall.item({ kind: 'makeUp', count: 2 }, undefined))
    const cards = await world.emulator.database.find('make_up_cards', { query: { memberId: ann.memberId } })
    expect(cards).toHaveLength(2)
    await mall.order(ann, await mall.item({ kind: 'coupon', templateKey: 'newcomer' }, undefined))
    expect((await mall.call(ann, 'mall.listCoupons', {})).coupons).toMatchObject([
      { templateKey: 'newcomer' },
    ])
    const seat = await mall.order(ann, await mall.item({ kind: 'seat', courseId: 'crs_00000000' }, 1))
    const voucher = () => stored(world.emulator.database, 'mall_vouchers', seat)
    expect(await voucher()).toMatchObject({
      memberId: ann.memberId,
      courseId: 'crs_00000000',
      state: 'valid',
    })
    await mall.call(ann, 'mall.cancelOrder', { orderId: seat })
    expect(await voucher()).toMatchObject({ state: 'void' })
  })

  test('mall.confirmOrder LIMIT_REACHED: no room for another title; the reservation stands', async () => {
    const ann = await mall.buyer(200)
    const itemId = await mall.item({ kind: 'title', text: '达人', days: 30 }, undefined)
    for (let n = 0; n < 10; n += 1) await mall.order(ann, itemId)
    const orderId = await mall.reserve(ann, itemId)
    expect(await mall.refusal(ann, 'mall.confirmOrder', { orderId })).toBe('LIMIT_REACHED')
    expect(await mall.balanceOf(ann)).toEqual({ available: 90, held: 10, debt: 0 })
  })
})
