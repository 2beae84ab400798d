/** What is stored of stock: one document for each piece, so that a piece is one order's and nobody waits for a count. */
import { STOCK_MAX } from '../../contract/limits'
import { AppError } from '../kit/app-error'
import { collection, removed } from '../kit/cloud'
import type { Transaction } from '../kit/transaction'
import { type ItemDocument, MALL_ITEMS } from './collections'
import { slotId } from './item-rules'
import { addToStock } from './item-store'
import { MALL_SLOTS, type Sealed, type SlotDocument } from './order-collections'
import { seal, secretDigest } from './sealing'

const slots = collection<SlotDocument>(MALL_SLOTS)

/** So many are looked at for a free one: who come at once find different ones. */
const FREE_LOOKED_AT = 20

/** Some of an item's free slots. */
export async function findFreeSlots(itemId: string): Promise<string[]> {
  const free = { itemId, state: 'free' } as const
  const found = await slots.find({ where: free, orderBy: ['_id', 'asc'], limit: FREE_LOOKED_AT, fields: [] })
  return found.map(({ _id }) => _id)
}

/** Takes a slot for an order in its transaction; false when it is free no more. */
export async function takeSlot(tx: Transaction, wanted: string, orderId: string): Promise<boolean> {
  const inside = tx.collection<SlotDocument>(MALL_SLOTS)
  const slot = await inside.get(wanted)
  if (slot?.state !== 'free') return false
  await inside.update(wanted, { state: 'taken', orderId })
  return true
}

/** Brings a slot back into the stock in the transaction that gives its order back. */
export async function freeSlot(tx: Transaction, taken: string): Promise<void> {
  await tx.collection<SlotDocument>(MALL_SLOTS).update(taken, { state: 'free', orderId: removed<string>() })
}

/** The code that lies in a slot. */
export async function sealedCodeIn(tx: Transaction, taken: string): Promise<Sealed | undefined> {
  return (await tx.collection<SlotDocument>(MALL_SLOTS).get(taken))?.code
}

/**
 * Raises what an item's stock is to be, in a transaction; the slots are made by `makeSlots`, and what that leaves out by
 * a job, as long as the item says `unfilled`.
 * @throws AppError LIMIT_REACHED
 */
export async function raiseStock(tx: Transaction, item: ItemDocument, count: number): Promise<number> {
  const stock = item.stock + count
  if (stock > STOCK_MAX) throw new AppError('LIMIT_REACHED')
  await tx.collection<ItemDocument>(MALL_ITEMS).update(item._id, { stock, unfilled: true })
  return stock
}

/** Makes the slots of an item from the one number to the other, both included. Repeating it changes nothing. */
export async function makeSlots(itemId: string, from: number, to: number): Promise<void> {
  const numbers = Array.from({ length: Math.max(0, to - from + 1) }, (_, n) => from + n)
  await Promise.all(numbers.map((n) => slots.addOrGet(newSlot(slotId(itemId, n), itemId))))
}

function newSlot(_id: string, itemId: string): SlotDocument {
  return { _id, schemaVersion: 1, itemId, state: 'free' }
}

/**
 * Adds codes to an item's pool, each sealed for its slot; how many were not there yet. The count of the stock follows:
 * what an instance that dies in between leaves uncounted can be ordered, and is counted by the reconciling.
 * @throws AppError LIMIT_REACHED
 */
export async function addCodes(
  { _id: itemId, stock }: ItemDocument,
  codes: readonly string[],
): Promise<number> {
  if (stock + codes.length > STOCK_MAX) throw new AppError('LIMIT_REACHED')
  const pool = new Map(codes.map((code) => [`${itemId}:${secretDigest(code)}`, code]))
  const present = await Promise.all(
    [...pool].map(([_id, code]) => slots.addOrGet({ ...newSlot(_id, itemId), code: seal(code, _id) })),
  )
  const added = present.filter((known) => known === undefined).length
  if (added > 0) await addToStock(itemId, added)
  return added
}
