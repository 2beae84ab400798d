/** A mall for races and faults: one for all trials of a world; what a trial needs of its own is copied, at no calls. */
import { slotId } from '../../cloudfunctions/mall/item-rules'
import type { Database, Document } from '../../emulator/types'
import type { Caller, InProcessWorld } from './in-process'
import { Mall } from './mall'
import { copyOf, newId, stored } from './situations'

export const PRICE = 10
/** Points that every buyer begins with. */
const START = 100

interface Situation {
  readonly mall: Mall
  /** The items of this world by kind, each with more than enough stock. */
  readonly items: Readonly<Record<'goods' | 'service' | 'code', string>>
}
const situations = new WeakMap<InProcessWorld, Promise<Situation>>()
export function situationOf(world: InProcessWorld): Promise<Situation> {
  const known =
    situations.get(world) ??
    (async () => {
      const mall = await Mall.open(world)
      const make = (kind: 'goods' | 'service' | 'code') => mall.item({ kind }, 1)
      return {
        mall,
        items: { goods: await make('goods'), service: await make('service'), code: await make('code') },
      }
    })()
  situations.set(world, known)
  return known
}

/** A fresh item like the world's, with so much stock. */
export async function itemLike(
  world: InProcessWorld,
  original: string,
  stock: number,
  changes: object = {},
): Promise<string> {
  const { database } = world.emulator
  const itemId = await copyOf(world, 'mall_items', original, { ...changes, stock, takenCount: 0 })
  const [slot] = await database.find('mall_slots', { query: { itemId: original } })
  const slots = Array.from({ length: stock }, (_, n) => ({
    ...slot,
    _id: slotId(itemId, n + 1),
    itemId,
    state: 'free',
  }))
  await database.importDocuments('mall_slots', slots)
  return itemId
}

/** Somebody with points, copied from one who has them. */
async function buyerLike(world: InProcessWorld, original: Caller): Promise<Caller> {
  const openid = newId()
  const memberId = await copyOf(world, 'members', original.memberId, { openid })
  const account = await stored(world.emulator.database, 'point_accounts', original.memberId)
  await world.emulator.database.importDocuments('point_accounts', [{ ...account, _id: memberId }])
  return { openid, memberId }
}

const originals = new WeakMap<InProcessWorld, Promise<Caller>>()
/** Somebody fresh with START points. */
export async function buyer(world: InProcessWorld): Promise<Caller> {
  const { mall } = await situationOf(world)
  const known = originals.get(world) ?? mall.buyer(START)
  originals.set(world, known)
  return buyerLike(world, await known)
}

/** A fresh item with one code; sealed for its slot, so that it cannot be copied. */
export async function itemWithCode(world: InProcessWorld, original: string): Promise<string> {
  const { mall } = await situationOf(world)
  const itemId = await copyOf(world, 'mall_items', original, { stock: 0, takenCount: 0 })
  await mall.call(mall.staff, 'mall.importCodes', { itemId, codes: [newId()] })
  return itemId
}

export async function ordersOf(
  database: Database,
  itemId: string,
  buyers: readonly Caller[],
): Promise<Document[]> {
  const found = await Promise.all(
    buyers.map(({ memberId }) => database.find('mall_orders', { query: { memberId } })),
  )
  return found.flat().filter((order) => order.itemId === itemId)
}

/**
 * What is wrong between orders, slots and accounts of one item and its buyers, in a sentence.
 * @param gone pieces that were sent and then given back: they stay taken
 */
export async function bookkeeping(
  { emulator: { database } }: InProcessWorld,
  itemId: string,
  buyers: readonly Caller[],
  gone = 0,
): Promise<string | undefined> {
  const orders = await ordersOf(database, itemId, buyers)
  const slots = await database.find('mall_slots', { query: { itemId } })
  const standing = orders.filter(({ state }) => state !== 'cancelled' && state !== 'refunded')
  const taken = slots.filter(({ state }) => state === 'taken')
  if (taken.length !== standing.length + gone)
    return `${standing.length} orders stand on ${taken.length} slots`
  if (new Set(taken.map(({ orderId }) => orderId)).size !== taken.length) return 'two slots of one order'
  for (const { memberId } of buyers) {
    const account = await stored(database, 'point_accounts', memberId)
    const mine = standing.filter((order) => order.memberId === memberId)
    const held = mine.filter(({ state }) => state === 'reserved').length * PRICE
    const spent = mine.filter(({ state }) => state !== 'reserved').length * PRICE
    if (account?.held !== held) return `${held} are to be held, ${account?.held} are`
    if (account?.available !== START - held - spent)
      return `${START - held - spent} are to be there, ${account?.available} are`
    const limit = await stored(database, 'mall_limits', `${memberId}:${itemId}`)
    if ((limit?.ordered ?? 0) !== mine.length) return `${mine.length} orders counted as ${limit?.ordered}`
  }
  return undefined
}
