/** What timers do for the mall. */
import { COUPON_EARNED } from '../checkin/facts'
import { collection, greaterThan, removed } from '../kit/cloud'
import type { Job, Slice, SliceOutcome } from '../kit/jobs'
import { logFailure } from '../kit/log'
import type { Consumer } from '../kit/outbox'
import { type Reconciliation, reconciling } from '../kit/reconcile'
import { findStaff } from '../kit/staff'
import { inTransaction } from '../kit/transaction'
import { callerKeyOf } from '../member/rules'
import { findMember } from '../member/store'
import { notify } from '../notice/store'
import { type ItemDocument, MALL_ITEMS } from './collections'
import { couponOf, findTemplate } from './coupon-store'
import { giveCoupon } from './giving'
import { giveBack } from './giving-back'
import { isLow } from './item-rules'
import {
  endReminding,
  findOpening,
  findReminders,
  findUnfilled,
  forgetReminders,
  keepFilled,
  keepToldLow,
} from './item-store'
import { MALL_SLOTS, type OrderDocument, type SlotDocument } from './order-collections'
import { findDueOrders, keepOrder, type Move, moved, orderIn } from './order-store'
import { makeSlots } from './slot-store'

const items = collection<ItemDocument>(MALL_ITEMS)
const slots = collection<SlotDocument>(MALL_SLOTS)

const ORDERS_PER_SLICE = 20
const ITEMS_PER_SLICE = 10
const SLOTS_PER_SLICE = 100
const REMINDERS_PER_SLICE = 50

/** Moves on what time moves on: reservations lapse, parcels count as received. */
async function advanceOrders(slice: Slice): Promise<SliceOutcome> {
  const due = await findDueOrders(slice.now, ORDERS_PER_SLICE)
  const advanced = await Promise.all(due.map(({ _id }) => advance(_id, slice)))
  const repaired = advanced.filter(Boolean).length
  const isMore = due.length === ORDERS_PER_SLICE && repaired > 0
  return { next: isMore ? 'more' : undefined, handled: due.length, repaired }
}

/** One order, from what it is by now. One that cannot be moved on stops no other. */
async function advance(orderId: string, { now, requestId }: Slice): Promise<boolean> {
  try {
    const { order, isChanged } = await giveBack(orderId, (found) => lapseOf(found, now))
    return isChanged || (order?.state === 'fulfilled' && (await receive(orderId, now)))
  } catch (error) {
    logFailure(requestId, `mall.advanceOrders ${orderId}`, error)
    return false
  }
}

function lapseOf(order: OrderDocument | undefined, now: number): Move | undefined {
  const isOver = order?.state === 'reserved' && (order.dueAt ?? now) <= now
  return isOver ? { event: 'lapse', by: 'timer', at: now } : undefined
}

function receive(orderId: string, now: number): Promise<boolean> {
  return inTransaction(async (tx) => {
    const order = await orderIn(tx, orderId)
    if (order?.state !== 'fulfilled' || order.dueAt === undefined || order.dueAt > now) return false
    await keepOrder(tx, moved(order, { event: 'finish', by: 'timer', at: now }), { dueAt: removed<number>() })
    return true
  })
}

/** Tells those who asked that an item opens in a few minutes. */
async function remindOfOpening({ now }: Slice): Promise<SliceOutcome> {
  const opening = await findOpening(now, ITEMS_PER_SLICE)
  let told = 0
  for (const item of opening) told += await remindOf(item)
  return { next: told > 0 ? 'more' : undefined, handled: opening.length, repaired: told }
}

async function remindOf({ _id: itemId, name, opensAt, remindAt = 0 }: ItemDocument): Promise<number> {
  const asked = await findReminders(itemId, REMINDERS_PER_SLICE)
  await notify(
    asked.map(({ memberId }) => ({
      to: memberId,
      kind: 'saleOpens',
      subject: { itemId },
      cause: `opens:${itemId}:${opensAt}`,
      at: remindAt,
      about: name,
    })),
  )
  await forgetReminders(asked)
  if (asked.length < REMINDERS_PER_SLICE) await endReminding(itemId, remindAt)
  return asked.length
}

/** Makes stock slots that an instance which died has left out, of one item after another. */
async function fillStock({ cursor }: Slice): Promise<SliceOutcome> {
  const [item] = await findUnfilled(1)
  if (!item) return { handled: 0, repaired: 0 }
  const [begun, made] = cursor?.split('|') ?? []
  const from = begun === item._id ? Number(made) + 1 : 1
  const to = Math.min(item.stock, from + SLOTS_PER_SLICE - 1)
  await makeSlots(item._id, from, to)
  if (to === item.stock) await keepFilled(item._id, item.stock)
  return { next: `${item._id}|${to}`, handled: to - from + 1, repaired: to === item.stock ? 1 : 0 }
}

/** Tells those who manage the mall, once, that an item's codes run out. */
async function tellLowStock({ cursor, now }: Slice): Promise<SliceOutcome> {
  const after = cursor === undefined ? {} : { _id: greaterThan(cursor) }
  const page = await items.find({
    where: { state: 'listed', ...after },
    orderBy: ['_id', 'asc'],
    limit: ITEMS_PER_SLICE,
  })
  const low = page.filter((item) => isLow(item) && item.toldLowAt === undefined)
  const managers = low.length === 0 ? [] : await findStaff('mall.manage')
  for (const { _id: itemId, stock, name } of low) {
    const about = {
      kind: 'lowStock',
      subject: { itemId },
      cause: `low:${itemId}:${stock}`,
      about: name,
    } as const
    await notify(managers.map(({ _id: to }) => ({ to, ...about, at: now })))
    await keepToldLow(itemId, now)
  }
  const next = page.length < ITEMS_PER_SLICE ? undefined : page.at(-1)?._id
  return { next, handled: page.length, repaired: low.length }
}

type Stock = Pick<ItemDocument, 'takenCount' | 'stock'>

/** How much of an item is taken; of codes, which nobody else counts, also how many there are. */
const stockCounts: Reconciliation<ItemDocument, { seen: Stock; right: Stock }> = {
  documents: items,
  where: {},
  async look(page) {
    const drifts = new Map<string, { seen: Stock; right: Stock }>()
    await Promise.all(
      page.map(async ({ _id: itemId, counted, grant, takenCount, stock }) => {
        if (!counted) return
        const [taken, free] = await Promise.all([
          slots.count({ itemId, state: 'taken' }),
          slots.count({ itemId, state: 'free' }),
        ])
        const right = { takenCount: taken, stock: grant.kind === 'code' ? taken + free : stock }
        if (right.takenCount !== takenCount || right.stock !== stock)
          drifts.set(itemId, { seen: { takenCount, stock }, right })
      }),
    )
    return drifts
  },
  repair: async ({ _id }, { seen, right }) => (await items.updateWhere({ _id, ...seen }, right)) === 1,
}

/** Gives the coupon that somebody has earned below, once for each claim, and tells them. */
export const couponConsumer: Consumer = {
  kind: COUPON_EARNED,
  async consume({ payload, at }) {
    const { memberId, templateKey, claimKey, validDays } = payload
    if (typeof memberId !== 'string' || typeof templateKey !== 'string' || typeof claimKey !== 'string')
      return
    const [template, member] = await Promise.all([findTemplate(templateKey), findMember(memberId)])
    const callerKey = callerKeyOf(member)
    // Who has left wants no coupon.
    if (callerKey === undefined) return
    if (!template) throw new Error(`there is no coupon ${templateKey}`)
    const days = typeof validDays === 'number' ? { validDays } : {}
    await giveCoupon(couponOf(template, { memberId, callerKey, claimKey, at, ...days }))
  },
}

/** Every job of this domain. */
export const mallJobs: readonly Job[] = [
  { name: 'mall.advanceOrders', every: 'minute', missed: 'latest', run: advanceOrders },
  { name: 'mall.remindOfOpening', every: 'minute', missed: 'latest', run: remindOfOpening },
  { name: 'mall.fillStock', every: 'hour', missed: 'latest', run: fillStock },
  { name: 'mall.tellLowStock', every: 'hour', missed: 'latest', run: tellLowStock },
  { name: 'mall.reconcileStock', every: 'day', missed: 'latest', run: reconciling(stockCounts) },
]
