/**
 * mall.listItems, mall.getItem, mall.setReminder, mall.listManagedItems, mall.saveItem, mall.setItemState, mall.restock,
 * mall.importCodes, and what timers do for items.
 */
import { DAY_MS, MINUTE_MS, STOCK_MAX } from '../../../contract/limits'
import { type Caller, createInProcessWorld, type InProcessWorld, textAt } from '../../support/in-process'
import { codeOf, Mall, setFields } from '../../support/mall'
import { jpegPhoto } from '../../support/photos'
import { newId, stored } from '../../support/situations'

let world: InProcessWorld
let mall: Mall
beforeAll(async () => {
  world = await createInProcessWorld()
  mall = await Mall.open(world)
})
afterAll(() => world.close())

const goods = { kind: 'goods' } as const
const wish = (more: object = {}) => ({
  requestId: newId(),
  grant: goods,
  name: '吐司模',
  words: '四百五十克',
  photoIds: [],
  price: 20,
  level: 1,
  counted: true,
  flash: false,
  ...more,
})
const slotsOf = (itemId: string) => world.emulator.database.find('mall_slots', { query: { itemId } })
const noticesOf = ({ memberId }: Caller) =>
  world.emulator.database.find('notices', { query: { to: memberId } })

test('ok: an item is a draft until it is listed, and is seen by nobody', async () => {
  const { itemId } = await mall.call(mall.staff, 'mall.saveItem', wish())
  const ann = await mall.buyer(10)
  expect(await mall.refusal(ann, 'mall.getItem', { itemId })).toBe('NOT_FOUND')
  const drafts = await mall.call(mall.staff, 'mall.listManagedItems', { state: 'draft' })
  expect(drafts.items).toMatchObject([{ itemId, state: 'draft', stock: 0, left: 0 }])
  await mall.call(mall.staff, 'mall.setItemState', { itemId, state: 'listed' })
  expect((await mall.call(ann, 'mall.listItems', {})).items).toMatchObject([
    { itemId, name: '吐司模', left: 0 },
  ])
  // Who has not joined may look, too.
  const guest = await mall.call({ openid: `oTest${newId()}`, memberId: '' }, 'mall.getItem', { itemId })
  expect(guest.item).not.toHaveProperty('mine')
})

test('ok: a change keeps stock and kind; orders that were made keep their price', async () => {
  const itemId = await mall.item(goods, 2)
  const ann = await mall.buyer(50)
  const orderId = await mall.reserve(ann, itemId)
  const changed = wish({ itemId, price: 30, perMemberMax: 3 })
  expect(await mall.call(mall.staff, 'mall.saveItem', changed)).toEqual({ itemId })
  expect(await mall.call(mall.staff, 'mall.saveItem', changed)).toEqual({ itemId })
  expect((await mall.call(ann, 'mall.getItem', { itemId })).item).toMatchObject({
    price: 30,
    left: 1,
    perMemberMax: 3,
  })
  expect((await mall.call(ann, 'mall.getOrder', { orderId })).order).toMatchObject({
    price: 10,
    item: { name: '打蛋器' },
  })
})

test('mall.saveItem NOT_FOUND: another kind, and no such item; CONTENT_REJECTED: its words', async () => {
  const itemId = await mall.item(goods, 1)
  const other = wish({ itemId, grant: { kind: 'code' } })
  expect(codeOf(await world.invoke(mall.staff, 'mall.saveItem', other))).toBe('NOT_FOUND')
  const nowhere = wish({ itemId: 'itm_00000000' })
  expect(codeOf(await world.invoke(mall.staff, 'mall.saveItem', nowhere))).toBe('NOT_FOUND')
  expect({
    CONTENT_REJECTED: codeOf(await world.invoke(mall.staff, 'mall.saveItem', wish({ words: '违禁词' }))),
  }).toEqual({
    CONTENT_REJECTED: 'CONTENT_REJECTED',
  })
})

test('mall.saveItem MEDIA_NOT_READY: until its photo has passed the check', async () => {
  const bytes = await jpegPhoto(77)
  const asked = { requestId: newId(), purpose: 'post', bytes: bytes.length } as const
  const place = await mall.call(mall.staff, 'media.requestUpload', asked)
  const fileId = await world.emulator.storage.write(textAt(place, 'path'), bytes)
  const { mediaId } = place
  await mall.call(mall.staff, 'media.complete', { mediaId, fileId })
  const wanted = wish({ photoIds: [mediaId] })
  expect(codeOf(await world.invoke(mall.staff, 'mall.saveItem', wanted))).toBe('MEDIA_NOT_READY')
  await mall.call(mall.staff, 'post.decideMedia', { mediaId, passed: true })
  const { itemId } = await mall.call(mall.staff, 'mall.saveItem', wanted)
  await mall.call(mall.staff, 'mall.setItemState', { itemId, state: 'listed' })
  const { item } = await mall.call(mall.staff, 'mall.getItem', { itemId })
  expect(item).toMatchObject({
    picture: { url: expect.any(String) },
    pictures: [{ url: expect.any(String) }],
  })
})

test('mall.setItemState NOT_FOUND: there is no such item', async () => {
  const input = { itemId: 'itm_00000000', state: 'listed' } as const
  expect(await mall.refusal(mall.staff, 'mall.setItemState', input)).toBe('NOT_FOUND')
})

describe('stock', () => {
  test('ok: a restocking counts once, and makes a slot for each piece', async () => {
    const itemId = await mall.item(goods, 0)
    const more = { requestId: newId(), itemId, count: 3 }
    for (const _ of [1, 2]) expect(await mall.call(mall.staff, 'mall.restock', more)).toEqual({ stock: 3 })
    const next = { requestId: newId(), itemId, count: 2 }
    expect(await mall.call(mall.staff, 'mall.restock', next)).toEqual({ stock: 5 })
    expect(await slotsOf(itemId)).toHaveLength(5)
  })

  test('ok: slots that a crash has left out are made by a job', async () => {
    const itemId = await mall.item(goods, 1)
    await world.emulator.database.modify('mall_items', {
      query: { _id: itemId },
      data: { $set: { stock: 230, unfilled: true } },
      multi: false,
      merge: true,
      upsert: false,
    })
    expect(await mall.run('mall.fillStock')).toBe(1)
    expect(await slotsOf(itemId)).toHaveLength(230)
    expect(await mall.run('mall.fillStock')).toBe(0)
  })

  test('mall.restock LIMIT_REACHED, NOT_FOUND: too many, and what is not counted', async () => {
    const itemId = await mall.item(goods, 1)
    await setFields(world, 'mall_items', itemId, { stock: STOCK_MAX })
    const more = { requestId: newId(), itemId, count: 1 }
    expect({ LIMIT_REACHED: await mall.refusal(mall.staff, 'mall.restock', more) }).toEqual({
      LIMIT_REACHED: 'LIMIT_REACHED',
    })
    const endless = await mall.item({ kind: 'coupon', templateKey: 'newcomer' }, undefined)
    expect(
      await mall.refusal(mall.staff, 'mall.restock', { ...more, requestId: newId(), itemId: endless }),
    ).toBe('NOT_FOUND')
  })

  test('mall.importCodes NOT_FOUND, LIMIT_REACHED: what has no pool, and one that is full', async () => {
    const codes = [newId()]
    const itemId = await mall.item({ kind: 'code' }, 0)
    const wrong = { itemId: await mall.item(goods, 1), codes }
    expect(await mall.refusal(mall.staff, 'mall.importCodes', wrong)).toBe('NOT_FOUND')
    await setFields(world, 'mall_items', itemId, { stock: STOCK_MAX })
    expect(await mall.refusal(mall.staff, 'mall.importCodes', { itemId, codes })).toBe('LIMIT_REACHED')
  })

  test('ok: figures that have drifted are put right, once', async () => {
    const itemId = await mall.item(goods, 2)
    const codes = await mall.item({ kind: 'code' }, 3)
    await mall.reserve(await mall.buyer(10), itemId)
    await setFields(world, 'mall_items', itemId, { takenCount: 7 })
    await setFields(world, 'mall_items', codes, { stock: 1 })
    // Figures that other tests have set are put right, too.
    expect(await mall.run('mall.reconcileStock')).toBeGreaterThanOrEqual(2)
    expect(await stored(world.emulator.database, 'mall_items', itemId)).toMatchObject({
      takenCount: 1,
      stock: 2,
    })
    expect(await stored(world.emulator.database, 'mall_items', codes)).toMatchObject({
      takenCount: 0,
      stock: 3,
    })
    expect(await mall.run('mall.reconcileStock')).toBe(0)
  })

  test('ok: operators are told once that codes run out, and anew after more have come', async () => {
    const itemId = await mall.item({ kind: 'code' }, 6)
    const told = async () =>
      (await noticesOf(mall.staff)).filter((each) => each.kind === 'lowStock').map(({ subject }) => subject)
    await mall.run('mall.tellLowStock')
    expect(await told()).not.toContainEqual({ itemId })
    const ann = await mall.buyer(20)
    for (const _ of [1, 2]) await mall.order(ann, itemId)
    for (const _ of [1, 2]) await mall.run('mall.tellLowStock')
    expect((await told()).filter((subject) => JSON.stringify(subject).includes(itemId))).toHaveLength(1)
    await mall.call(mall.staff, 'mall.importCodes', { itemId, codes: [newId()] })
    await setFields(world, 'mall_items', itemId, { takenCount: 4 })
    await mall.run('mall.tellLowStock')
    expect((await told()).filter((subject) => JSON.stringify(subject).includes(itemId))).toHaveLength(2)
  })
})

describe('an opening', () => {
  test('ok: who asked is told five minutes before, once', async () => {
    const opensAt = Date.now() + DAY_MS
    const itemId = await mall.item(goods, 1, { opensAt, flash: true })
    const [ann, ben] = [await mall.buyer(10), await mall.buyer(10)]
    for (const each of [ann, ben]) await mall.call(each, 'mall.setReminder', { itemId, reminded: true })
    await mall.call(ben, 'mall.setReminder', { itemId, reminded: false })
    expect((await mall.call(ann, 'mall.getItem', { itemId })).item.mine?.reminded).toBe(true)
    expect(await mall.run('mall.remindOfOpening', opensAt - 6 * MINUTE_MS)).toBe(0)
    expect(await mall.run('mall.remindOfOpening', opensAt - 5 * MINUTE_MS)).toBe(1)
    expect(await mall.run('mall.remindOfOpening', opensAt)).toBe(0)
    expect(await noticesOf(ann)).toMatchObject([{ kind: 'saleOpens', subject: { itemId }, about: '打蛋器' }])
    expect(await noticesOf(ben)).toEqual([])
  })

  test('mall.setReminder NOT_FOUND: it is open already', async () => {
    const itemId = await mall.item(goods, 1)
    expect(await mall.refusal(await mall.buyer(0), 'mall.setReminder', { itemId, reminded: true })).toBe(
      'NOT_FOUND',
    )
  })
})
