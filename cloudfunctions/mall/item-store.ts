/** What is stored of items and of who is told that one opens. */
import type { ItemState } from '../../contract/mall-shapes'
import { atMost, collection, increasedBy, lessThan, removed } from '../kit/cloud'
import { decodeCursor, toPage } from '../kit/cursor'
import type { Transaction } from '../kit/transaction'
import { type ItemDocument, MALL_ITEMS, MALL_REMINDERS, type ReminderDocument } from './collections'

const items = collection<ItemDocument>(MALL_ITEMS)
const reminders = collection<ReminderDocument>(MALL_REMINDERS)

/** An item by id in whatever state, or undefined. */
export function findItem(itemId: string): Promise<ItemDocument | undefined> {
  return items.get(itemId)
}

/** A page of items, and the cursor of the next. */
export interface ItemsPage {
  readonly items: readonly ItemDocument[]
  readonly nextCursor?: string
}

/** Items in one state, the newest first. @throws AppError INVALID_INPUT for a cursor of another list */
export async function findItems(
  state: ItemState,
  cursor: string | undefined,
  limit: number,
): Promise<ItemsPage> {
  const list = `items:${state}`
  const before = decodeCursor(list, cursor)
  const found = await items.find({
    where: before === undefined ? { state } : { state, _id: lessThan(before) },
    orderBy: ['_id', 'desc'],
    limit: limit + 1,
  })
  const { items: page, nextCursor } = toPage(list, found, limit)
  return { items: page, ...(nextCursor === undefined ? {} : { nextCursor }) }
}

/** Counts stock that was taken or came back; derived, so outside any transaction. */
export async function addToTaken(itemId: string, amount: 1 | -1): Promise<void> {
  await items.update(itemId, { takenCount: increasedBy(amount) })
}

/** Counts codes that were added; operators are told anew when they run out. */
export async function addToStock(itemId: string, added: number): Promise<void> {
  await items.update(itemId, { stock: increasedBy(added), toldLowAt: removed<number>() })
}

/** Offers an item or takes it out of the catalogue. */
export async function keepState(itemId: string, state: ItemState): Promise<void> {
  await items.update(itemId, { state })
}

/** An item inside a transaction. */
export function itemIn(tx: Transaction, itemId: string): Promise<ItemDocument | undefined> {
  return tx.collection<ItemDocument>(MALL_ITEMS).get(itemId)
}

/** The `_id` of somebody's wish to be told. */
function reminderId(itemId: string, memberId: string): string {
  return `${itemId}:${memberId}`
}

/** Keeps or forgets that somebody wants to be told before an item opens. */
export async function keepReminder(itemId: string, memberId: string, reminded: boolean): Promise<void> {
  const _id = reminderId(itemId, memberId)
  if (reminded) await reminders.addOrGet({ _id, schemaVersion: 1, itemId, memberId })
  else await reminders.remove(_id)
}

/** Whether somebody is told before an item opens. */
export async function isReminded(itemId: string, memberId: string): Promise<boolean> {
  return (await reminders.get(reminderId(itemId, memberId))) !== undefined
}

/** Items of which those who asked are to be told by now. */
export function findOpening(now: number, limit: number): Promise<ItemDocument[]> {
  return items.find({ where: { remindAt: atMost(now) }, orderBy: ['remindAt', 'asc'], limit })
}

/** Who is yet to be told that an item opens. */
export function findReminders(itemId: string, limit: number): Promise<ReminderDocument[]> {
  return reminders.find({ where: { itemId }, orderBy: ['_id', 'asc'], limit })
}

/** Forgets wishes that were fulfilled. */
export async function forgetReminders(found: readonly ReminderDocument[]): Promise<void> {
  await Promise.all(found.map(({ _id }) => reminders.remove(_id)))
}

/** Nobody is left to be told of an item's opening at that instant. */
export async function endReminding(itemId: string, remindAt: number): Promise<void> {
  await items.updateWhere({ _id: itemId, remindAt }, { remindAt: removed<number>() })
}

/** Items some of whose stock slots may be missing. */
export function findUnfilled(limit: number): Promise<ItemDocument[]> {
  return items.find({ where: { unfilled: true }, orderBy: ['_id', 'asc'], limit })
}

/** Every slot of a stock of this size is there. */
export async function keepFilled(itemId: string, stock: number): Promise<void> {
  await items.updateWhere({ _id: itemId, stock }, { unfilled: removed<true>() })
}

/** Keeps since when operators know that an item's codes run out; undefined when they are to be told anew. */
export async function keepToldLow(itemId: string, at: number | undefined): Promise<void> {
  await items.update(itemId, { toldLowAt: at ?? removed<number>() })
}
