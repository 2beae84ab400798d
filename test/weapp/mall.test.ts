/** The mall on one's own phone: looking, redeeming with a coupon, an address, a code to be scanned, giving back. */
import jsQR from 'jsqr'
import sharp from 'sharp'
import { MEMBERS } from '../../cloudfunctions/member/collections'
import type { Input } from '../../contract/index'
import { DAY_MS } from '../../contract/limits'
import { setFields } from '../support/documents'
import type { MiniProgram } from '../support/weapp/mini-program'
import { givePhones } from '../support/weapp/phones'
import { createWorld, newRequestId, type Person, type World } from '../support/world'

let world: World
let staff: Person
const phone = givePhones(() => world)

beforeAll(async () => {
  world = await createWorld()
  staff = world.carol
  await setFields(world, MEMBERS, staff.memberId, { roles: ['operator'] })
}, 60_000)
afterAll(() => world.close())

async function opened(person: Person, url: string): Promise<MiniProgram> {
  const { mp } = phone(person)
  await mp.launch(url)
  return mp
}

async function offer(
  grant: Input<'mall.saveItem'>['grant'],
  more: Partial<Input<'mall.saveItem'>> & { name: string },
  stock = 2,
): Promise<string> {
  const said = { words: '很顺手', photoIds: [], price: 30, level: 1, counted: true, flash: false }
  const { itemId } = await staff.call('mall.saveItem', { requestId: newRequestId(), grant, ...said, ...more })
  if (stock > 0) await staff.call('mall.restock', { requestId: newRequestId(), itemId, count: stock })
  await staff.call('mall.setItemState', { itemId, state: 'listed' })
  return itemId
}

/** Somebody whom an operator has thanked with points. */
async function buyer(nickname: string, points: number): Promise<Person> {
  const person = await world.newcomer(nickname)
  const thanks = { memberId: person.memberId, kind: 'thanks', reason: 'helping', words: '谢谢' } as const
  if (points > 0) await staff.call('points.adjust', { requestId: newRequestId(), ...thanks, points })
  return person
}

const itemPage = (itemId: string) => `/packages/mall/item?itemId=${itemId}`
const availableOf = async (person: Person, itemId: string) =>
  (await person.call('mall.getItem', { itemId })).item.mine?.available

test('from the catalogue to a parcel: a coupon, an address from WeChat, and the points that are left', async () => {
  const itemId = await offer({ kind: 'goods' }, { name: '吐司模', price: 50 })
  const ann = await buyer('安安', 100)
  await staff.call('mall.giveCoupons', {
    templateKey: 'newcomer',
    campaign: 'weapp',
    memberIds: [ann.memberId],
  })
  const mp = await opened(ann, '/pages/me/index')
  await mp.tap('#me-mall')
  await mp.tap(`#item-${itemId}`)
  expect(mp.text('#page-item')).toContain('50 积分')
  await mp.tap('#item-redeem')
  expect(mp.text('#confirm-redeem')).toBe('用 20 积分兑换')
  await mp.tap('#confirm-redeem')
  expect(mp.text('#confirm-refusal')).toContain('地址')
  const [coupon] = (await ann.call('mall.listCoupons', {})).coupons
  await mp.tap('#confirm-coupon')
  await mp.tap('#confirm-coupon-none')
  expect(mp.text('#confirm-redeem')).toBe('用 50 积分兑换')
  await mp.tap(`#confirm-coupon-${coupon?.couponId}`)
  await mp.tap('#confirm-coupon-done')
  expect(mp.text('#confirm-redeem')).toBe('用 20 积分兑换')
  mp.answer('chooseAddress', () => ({
    ...{ userName: '安安', telNumber: '13800001111', provinceName: '浙江省', cityName: '杭州市' },
    ...{ countyName: '西湖区', detailInfo: '文一路 1 号' },
  }))
  await mp.tap('#address-pick')
  await mp.tap('#confirm-redeem')
  expect(mp.stack().at(-1)).toBe('packages/mall/order')
  expect(mp.text('#order-state')).toBe('待寄出')
  expect(mp.text('#page-order')).toContain('浙江省杭州市西湖区 文一路 1 号')
  expect(mp.calls('vibrateShort')).toHaveLength(1)
  expect(await availableOf(ann, itemId)).toBe(80)
})

test('several coupons go together: each says what it takes off, the best are proposed, one that cannot says why', async () => {
  const itemId = await offer({ kind: 'service' }, { name: '拿铁一杯', price: 50 })
  const ann = await buyer('攒券的', 60)
  const kinds = [
    { templateKey: 'tenth', discount: { kind: 'percent', percent: 10 }, stackable: true },
    { templateKey: 'eight', discount: { kind: 'points', points: 8 }, stackable: true },
    { templateKey: 'lone', discount: { kind: 'points', points: 12 }, stackable: false },
  ] as const
  const idOf: Record<string, string> = {}
  for (const { templateKey, ...kind } of kinds) {
    const about = { name: '秋日券', scope: { kind: 'mall' }, minPrice: 0, audience: 'segment' } as const
    const saved = { ...about, ...kind, templateKey, validDays: 7, open: true }
    await staff.call('mall.saveCouponTemplate', { requestId: newRequestId(), ...saved })
    const memberIds = [ann.memberId]
    await staff.call('mall.giveCoupons', { templateKey, campaign: templateKey, memberIds })
  }
  for (const { couponId, templateKey } of (await ann.call('mall.listCoupons', {})).coupons)
    idOf[templateKey] = couponId
  const mp = await opened(ann, itemPage(itemId))
  await mp.tap('#item-redeem')
  expect(mp.text('#confirm-redeem')).toBe('用 37 积分兑换')
  await mp.tap('#confirm-coupon')
  expect(mp.text(`#confirm-coupon-${idOf.tenth}`)).toContain('这单减 5 积分')
  expect(mp.text(`#confirm-coupon-${idOf.lone}`)).toContain('不能和别的一起用')
  await mp.tap(`#confirm-coupon-${idOf.lone}`)
  expect(mp.text('#confirm-redeem')).toBe('用 37 积分兑换')
  await mp.tap('#confirm-coupon-none')
  await mp.tap(`#confirm-coupon-${idOf.lone}`)
  expect(mp.text('#confirm-redeem')).toBe('用 38 积分兑换')
  await mp.tap('#confirm-coupon-best')
  await mp.tap('#confirm-coupon-done')
  await mp.tap('#confirm-redeem')
  expect(mp.stack().at(-1)).toBe('packages/mall/order')
  expect(await availableOf(ann, itemId)).toBe(23)
})

test('a service’s code is shown as one to be scanned, and is given back until staff have redeemed it', async () => {
  const itemId = await offer({ kind: 'service' }, { name: '拿铁一杯' })
  const ann = await buyer('小咖', 60)
  const mp = await opened(ann, itemPage(itemId))
  await mp.tap('#item-redeem')
  await mp.tap('#confirm-redeem')
  await mp.tap('#order-reveal')
  const code = mp.text('#order-code')
  expect(await scanned(mp.attribute('#order-qr', 'src'))).toBe(code)
  await mp.tap('#order-cancel')
  await mp.tap('#confirm-yes')
  expect(mp.text('#order-state')).toBe('已退回')
  expect(await availableOf(ann, itemId)).toBe(60)
  expect(await staff.refusal('mall.redeemCode', { requestId: newRequestId(), code })).toBe('ORDER_CLOSED')
})

/** What a scanner reads of a picture. */
async function scanned(src: unknown): Promise<string | undefined> {
  const svg = decodeURIComponent(String(src).slice('data:image/svg+xml,'.length))
  const { data, info } = await sharp(Buffer.from(svg))
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return jsQR(Uint8ClampedArray.from(data), info.width, info.height)?.data
}

test('what stands in the way is said on the button: too few points, sold out, a level, an opening', async () => {
  const ann = await buyer('差一点', 10)
  const short = await opened(ann, itemPage(await offer({ kind: 'goods' }, { name: '打蛋器' })))
  expect(short.text('#item-redeem')).toBe('还差 20 积分')
  const gone = await opened(ann, itemPage(await offer({ kind: 'goods' }, { name: '面粉' }, 0)))
  expect(gone.text('#item-redeem')).toBe('兑完了')
  const high = await opened(ann, itemPage(await offer({ kind: 'goods' }, { name: '烤箱', level: 3 })))
  expect(high.text('#item-redeem')).toBe('3 级可兑')
  const opensAt = Date.now() + DAY_MS
  const coming = await offer({ kind: 'goods' }, { name: '铸铁锅', opensAt, flash: true })
  const soon = await opened(ann, itemPage(coming))
  expect(soon.text('#item-redeem')).toContain('开始')
  await soon.tap('#item-remind')
  expect(soon.text('#item-remind')).toBe('到时候提醒你')
  expect((await ann.call('mall.getItem', { itemId: coming })).item.mine?.reminded).toBe(true)
})

test('a sale is got ready for while it is counted down, and one tap at its opening takes a piece of it', async () => {
  const ann = await buyer('等开抢', 40)
  const opensAt = Date.now() + 6_000
  const itemId = await offer({ kind: 'service' }, { name: '秒杀拿铁', opensAt, flash: true })
  const mp = await opened(ann, itemPage(itemId))
  expect(mp.text('#item-redeem')).toMatch(/^0:0\d 后开始，先准备好$/)
  expect(mp.find('#item-remind')).toBeUndefined()
  await mp.tap('#item-redeem')
  expect(mp.text('#confirm-redeem')).toMatch(/^0:0\d 后开始$/)
  await mp.tap('#confirm-redeem')
  expect(mp.stack().at(-1)).toBe('packages/mall/confirm')
  await mp.waitFor(() => mp.text('#confirm-redeem') === '用 30 积分兑换', 'the opening')
  expect(Date.now()).toBeGreaterThanOrEqual(opensAt - 1_000)
  await mp.tap('#confirm-redeem')
  expect(mp.stack().at(-1)).toBe('packages/mall/order')
  expect(mp.calls('showToast').at(-1)).toMatchObject({
    options: { title: expect.stringMatching(/^抢到了，第 [12] 件/) },
  })
  expect(await availableOf(ann, itemId)).toBe(10)
})

test('a reservation whose confirmation was lost waits in my orders, and can be confirmed there', async () => {
  const itemId = await offer({ kind: 'service' }, { name: '美式一杯' })
  const ann = await buyer('掉线了', 40)
  await ann.call('mall.placeOrder', { requestId: newRequestId(), itemId, shownPrice: 30 })
  const mp = await opened(ann, '/packages/mall/orders')
  expect(mp.text('#orders')).toContain('待确认')
  await mp.tap('#orders .order-line')
  expect(mp.text('#page-order')).toContain('冻结 30 积分')
  await mp.tap('#order-confirm')
  expect(mp.text('#order-state')).toBe('可使用')
})

test('somebody else was quicker: it is said, and nothing is taken', async () => {
  const itemId = await offer({ kind: 'service' }, { name: '最后一杯' }, 1)
  const [ann, ben] = [await buyer('慢一步', 40), await buyer('快一步', 40)]
  const mp = await opened(ann, itemPage(itemId))
  await mp.tap('#item-redeem')
  await ben.call('mall.placeOrder', { requestId: newRequestId(), itemId, shownPrice: 30 })
  await mp.tap('#confirm-redeem')
  expect(mp.text('#confirm-refusal')).toBe('来晚一步，已经兑完了')
  expect(await availableOf(ann, itemId)).toBe(40)
})
