/**
 * What the mall keeps of a person: orders, coupons, wishes to be told. Orders stay under the id that the ledger knows,
 * because the books rest on them; where they went and who called goes.
 */
import { type Collection, collection, type Filter, greaterThan, removed } from '../kit/cloud'
import type { ErasedSlice, GatheredSlice, PersonalData, PersonalPart } from '../kit/personal'
import { forgetSome } from '../kit/retention'
import { addressOf } from './addresses'
import { MALL_REMINDERS, type ReminderDocument } from './collections'
import { COUPONS, type CouponDocument } from './coupon-collections'
import { type LimitDocument, MALL_LIMITS, MALL_ORDERS, type OrderDocument } from './order-collections'

const orders = collection<OrderDocument>(MALL_ORDERS)
const coupons = collection<CouponDocument>(COUPONS)
const reminders = collection<ReminderDocument>(MALL_REMINDERS)
const limits = collection<LimitDocument>(MALL_LIMITS)

const DOCUMENTS_PER_SLICE = 50

export const personal: PersonalData = {
  domain: 'mall',

  /** Orders with where they went, then coupons. Codes are not told: looking at one has consequences. */
  async exportOf({ memberId }, cursor): Promise<GatheredSlice> {
    const [section = 'orders', after = ''] = cursor?.split('|') ?? []
    const page = section === 'orders' ? await ordersOf(memberId, after) : await couponsOf(memberId, after)
    if (page.last !== undefined) return { parts: [page.part], next: `${section}|${page.last}` }
    return { parts: [page.part], next: section === 'orders' ? 'coupons|' : undefined }
  },

  async eraseSlice({ memberId }, cursor): Promise<ErasedSlice> {
    const erased =
      (await forget(coupons, { memberId })) ||
      (await forget(reminders, { memberId })) ||
      (await forget(limits, { memberId }))
    return erased > 0 ? { erased, next: cursor ?? '' } : anonymise(memberId, cursor ?? '')
  },
}

async function forget<T extends { readonly _id: string }>(
  documents: Collection<T>,
  where: Filter<T>,
): Promise<number> {
  return (await forgetSome(documents, where)).repaired
}

/** Takes out of the next orders what tells who somebody was; a reservation of theirs lapses by itself. */
async function anonymise(memberId: string, after: string): Promise<ErasedSlice> {
  const found = await findOrders(memberId, after)
  await Promise.all(
    found.map(({ _id }) =>
      orders.update(_id, { callerKey: removed<string>(), address: removed(), shipping: removed() }),
    ),
  )
  return { erased: found.length, next: lastOf(found) }
}

function findOrders(memberId: string, after: string): Promise<OrderDocument[]> {
  return orders.find({
    where: { memberId, place: greaterThan(after) },
    orderBy: ['place', 'asc'],
    limit: DOCUMENTS_PER_SLICE,
  })
}

interface ExportPage {
  readonly part: PersonalPart
  /** Where to go on; undefined when the section is whole. */
  readonly last: string | undefined
}

async function ordersOf(memberId: string, after: string): Promise<ExportPage> {
  const found = await findOrders(memberId, after)
  const records = found.map((order) => {
    const { _id: orderId, itemId, name, price, discount, paid, state, steps, shipping } = order
    return { orderId, itemId, name, price, discount, paid, state, steps, shipping, address: addressOf(order) }
  })
  return { part: { section: 'orders', records }, last: lastOf(found) }
}

async function couponsOf(memberId: string, after: string): Promise<ExportPage> {
  const found = await coupons.find({
    where: { memberId, place: greaterThan(after) },
    orderBy: ['place', 'asc'],
    limit: DOCUMENTS_PER_SLICE,
  })
  const records = found.map(({ _id: couponId, templateKey, name, claimedAt, expiresAt, usedBy }) => {
    return { couponId, templateKey, name, claimedAt, expiresAt, usedBy }
  })
  return { part: { section: 'coupons', records }, last: lastOf(found) }
}

function lastOf(found: readonly { readonly place: string }[]): string | undefined {
  return found.length < DOCUMENTS_PER_SLICE ? undefined : found.at(-1)?.place
}
