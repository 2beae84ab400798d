/** mall.listCoupons, mall.claimCoupon, mall.saveCouponTemplate, mall.giveCoupons, mall.getLiability. */
import { COUPON_EARNED } from '../../../cloudfunctions/checkin/facts'
import type { Input } from '../../../contract/index'
import { DAY_MS } from '../../../contract/limits'
import { type Caller, createInProcessWorld, type InProcessWorld } from '../../support/in-process'
import { Mall, setFields } from '../../support/mall'
import { newId, systemContext } from '../../support/situations'

let world: InProcessWorld
let mall: Mall
beforeAll(async () => {
  world = await createInProcessWorld()
  mall = await Mall.open(world)
})
afterAll(() => world.close())

const goods = { kind: 'goods' } as const
let keys = 0
/** A coupon of a new key. */
async function template(more: Partial<Input<'mall.saveCouponTemplate'>> = {}): Promise<string> {
  const templateKey = more.templateKey ?? `gift${++keys}`
  await mall.call(mall.staff, 'mall.saveCouponTemplate', {
    requestId: newId(),
    templateKey,
    name: '秋日券',
    discount: { kind: 'points', points: 6 },
    scope: { kind: 'mall' },
    minPrice: 0,
    stackable: false,
    audience: 'segment',
    validDays: 14,
    open: true,
    ...more,
  })
  return templateKey
}
async function given(to: Caller, more: Partial<Input<'mall.saveCouponTemplate'>> = {}): Promise<string> {
  const templateKey = await template(more)
  const campaign = newId()
  await mall.call(mall.staff, 'mall.giveCoupons', { templateKey, campaign, memberIds: [to.memberId] })
  const { coupons } = await mall.call(to, 'mall.listCoupons', {})
  return coupons.find((coupon) => coupon.templateKey === templateKey)?.couponId ?? ''
}
const stateOf = async (owner: Caller, couponId: string) => {
  const { coupons } = await mall.call(owner, 'mall.listCoupons', { limit: 50 })
  return coupons.find((coupon) => coupon.couponId === couponId)?.state
}
const place = (itemId: string, couponIds: string[], shownPrice = 10) => {
  return { requestId: newId(), itemId, shownPrice, couponIds }
}

describe('using', () => {
  test('ok: it takes off its points, is used once, and comes back with the order', async () => {
    const ann = await mall.buyer(20)
    const itemId = await mall.item(goods, 3)
    const couponId = await given(ann)
    const { order } = await mall.call(ann, 'mall.placeOrder', place(itemId, [couponId]))
    expect(order).toMatchObject({ price: 10, discount: 6, paid: 4, couponIds: [couponId] })
    expect(await mall.balanceOf(ann)).toEqual({ available: 16, held: 4, debt: 0 })
    expect(await stateOf(ann, couponId)).toBe('used')
    expect(await mall.refusal(ann, 'mall.placeOrder', place(itemId, [couponId]))).toBe('COUPON_UNUSABLE')
    await mall.call(ann, 'mall.cancelOrder', { orderId: order.orderId })
    expect(await stateOf(ann, couponId)).toBe('valid')
  })

  test('ok: one whose time went by meanwhile comes back for seven days', async () => {
    const ann = await mall.buyer(20)
    const couponId = await given(ann)
    const orderId = await mall.order(ann, await mall.item(goods, 1), [couponId])
    await setFields(world, 'coupons', couponId, { expiresAt: Date.now() - DAY_MS })
    await mall.call(ann, 'mall.cancelOrder', { orderId })
    const { coupons } = await mall.call(ann, 'mall.listCoupons', { state: 'valid' })
    expect(coupons.map(({ couponId: id }) => id)).toEqual([couponId])
    expect(coupons[0]?.expiresAt).toBeGreaterThan(Date.now() + 6 * DAY_MS)
    expect(coupons[0]?.expiresAt).toBeLessThan(Date.now() + 8 * DAY_MS)
  })

  test('ok: one that takes all off leaves nothing to hold, and the order goes its way', async () => {
    const ann = await mall.buyer(0)
    const couponId = await given(ann, { discount: { kind: 'percent', percent: 100 } })
    const orderId = await mall.order(ann, await mall.item(goods, 1), [couponId])
    expect((await mall.call(ann, 'mall.getOrder', { orderId })).order).toMatchObject({
      state: 'confirmed',
      paid: 0,
    })
    expect((await mall.call(ann, 'mall.cancelOrder', { orderId })).order.state).toBe('refunded')
    expect(await stateOf(ann, couponId)).toBe('valid')
  })

  test('COUPON_UNUSABLE: another’s, too small a price, another scope, lapsed, twice, or not together', async () => {
    const [ann, ben] = [await mall.buyer(100), await mall.buyer(0)]
    const itemId = await mall.item(goods, 3)
    const refused = async (couponIds: string[]) =>
      mall.refusal(ann, 'mall.placeOrder', place(itemId, couponIds))
    const plain = await given(ann)
    const lapsed = await given(ann)
    await setFields(world, 'coupons', lapsed, { expiresAt: Date.now() - 1 })
    expect(await refused([await given(ben)])).toBe('COUPON_UNUSABLE')
    expect(await refused([await given(ann, { minPrice: 11 })])).toBe('COUPON_UNUSABLE')
    expect(await refused([await given(ann, { scope: { kind: 'courses' } })])).toBe('COUPON_UNUSABLE')
    expect(await refused([await given(ann, { scope: { kind: 'items', itemIds: ['itm_00000000'] } })])).toBe(
      'COUPON_UNUSABLE',
    )
    expect(await refused([lapsed])).toBe('COUPON_UNUSABLE')
    expect(await refused([plain, plain])).toBe('COUPON_UNUSABLE')
    expect(await refused([plain, await given(ann, { stackable: true })])).toBe('COUPON_UNUSABLE')
    const both = [await given(ann, { stackable: true }), await given(ann, { stackable: true })]
    expect(await refused(both)).toBe('ok')
  })
})

describe('getting', () => {
  test('ok: newcomers claim theirs, once', async () => {
    const ann = await mall.buyer(0)
    const first = await mall.call(ann, 'mall.claimCoupon', { templateKey: 'newcomer' })
    expect(await mall.call(ann, 'mall.claimCoupon', { templateKey: 'newcomer' })).toEqual(first)
    expect((await mall.call(ann, 'mall.listCoupons', {})).coupons).toEqual([first.coupon])
  })

  test('mall.claimCoupon NOT_FOUND: for who is not its audience, and for one that is given only', async () => {
    const ann = await mall.buyer(0)
    const winBack = await template({ audience: 'winBack' })
    expect(await mall.refusal(ann, 'mall.claimCoupon', { templateKey: winBack })).toBe('NOT_FOUND')
    await setFields(world, 'members', ann.memberId, { joinedAt: Date.now() - 61 * DAY_MS })
    expect(await mall.refusal(ann, 'mall.claimCoupon', { templateKey: winBack })).toBe('ok')
    expect(await mall.refusal(ann, 'mall.claimCoupon', { templateKey: 'newcomer' })).toBe('NOT_FOUND')
    expect(await mall.refusal(ann, 'mall.claimCoupon', { templateKey: await template() })).toBe('NOT_FOUND')
  })

  test('ok: a campaign gives each member one, and tells them', async () => {
    const [ann, ben] = [await mall.buyer(0), await mall.buyer(0)]
    const templateKey = await template()
    const input = { templateKey, campaign: newId(), memberIds: [ann.memberId, ben.memberId, 'mbr_00000000'] }
    expect(await mall.call(mall.staff, 'mall.giveCoupons', input)).toEqual({ given: 2 })
    expect(await mall.call(mall.staff, 'mall.giveCoupons', input)).toEqual({ given: 0 })
    const about = { to: ann.memberId, kind: 'coupon' }
    expect(await world.emulator.database.find('notices', { query: about })).toMatchObject([
      { about: '秋日券' },
    ])
  })

  test('mall.giveCoupons NOT_FOUND: a coupon that is closed', async () => {
    const templateKey = await template({ open: false })
    const input = { templateKey, campaign: newId(), memberIds: [mall.staff.memberId] }
    expect(await mall.refusal(mall.staff, 'mall.giveCoupons', input)).toBe('NOT_FOUND')
  })

  test('mall.saveCouponTemplate CONTENT_REJECTED: its name; what members have stays as it was', async () => {
    const ann = await mall.buyer(0)
    const couponId = await given(ann)
    await expect(template({ name: '违禁词券' })).rejects.toThrow('CONTENT_REJECTED')
    const { templateKey } = (await mall.call(ann, 'mall.listCoupons', {})).coupons[0] ?? {}
    await template({ templateKey: templateKey ?? '', name: '改过的券' })
    expect((await mall.call(ann, 'mall.listCoupons', {})).coupons[0]?.name).toBe('秋日券')
    expect(await stateOf(ann, couponId)).toBe('valid')
  })

  test('ok: what a check-in has earned is claimed by its claim key, however often the fact is met', async () => {
    const ann = await mall.buyer(0)
    const { mallJobs } = world.modules
    const payload = {
      memberId: ann.memberId,
      templateKey: 'newcomer',
      claimKey: `ladder:${ann.memberId}`,
      validDays: 3,
    }
    const fact = {
      _id: newId(),
      schemaVersion: 1,
      kind: COUPON_EARNED,
      key: ann.memberId,
      place: '',
      payload,
      state: 'waiting',
      attempts: 0,
      dueAt: 0,
      at: Date.now(),
    } as const
    for (const _ of [1, 2])
      await mallJobs.couponConsumer.consume(fact, { ...systemContext(), cursor: undefined, period: '' })
    const { coupons } = await mall.call(ann, 'mall.listCoupons', {})
    expect(coupons).toHaveLength(1)
    expect(coupons[0]?.expiresAt).toBeLessThan(Date.now() + 3 * DAY_MS)
  })
})

test('mall.getLiability: what is outstanding, by the month it lapses in, and what will be spent of it', async () => {
  const ann = await mall.buyer(100)
  await mall.order(ann, await mall.item(goods, 1, { price: 40 }))
  await mall.reserve(ann, await mall.item(goods, 1, { price: 25 }))
  const { bookStore } = world.modules
  for (let next: string | undefined = 'more'; next !== undefined; )
    ({ next } = await bookStore.foldSlice({
      ...systemContext(Date.now() + DAY_MS),
      cursor: undefined,
      period: '',
    }))
  const liability = await mall.call(mall.staff, 'mall.getLiability', {})
  const year = new Date().getFullYear() + 1
  const months = liability.byExpiry.map(({ month }) => month)
  expect(months).toEqual([`${year}-12`])
  const trial = await world.emulator.database.find('point_accounts', { query: {}, limit: 1_000 })
  const available = trial.reduce((sum, account) => sum + Number(account.available), 0)
  const held = trial.reduce((sum, account) => sum + Number(account.held), 0)
  expect(liability).toMatchObject({ held, outstanding: available + held, spentPercent: expect.any(Number) })
})
