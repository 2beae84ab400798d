/** The catalogue, and the items that were looked at. */
import { create } from 'zustand'
import type { ErrorCode } from '../../../contract/errors'
import type { Item, ItemCard } from '../../../contract/mall-shapes'
import { toCallError } from '../../platform/call-error'
import { call } from '../../platform/cloud'

export interface Catalogue {
  readonly items: readonly ItemCard[]
  readonly nextCursor?: string
  readonly failure?: ErrorCode
  readonly isLoading: boolean
  readonly isLoaded: boolean
}

interface MallState {
  readonly catalogue: Catalogue
  readonly items: Readonly<Record<string, KnownItem>>
}

interface KnownItem {
  readonly item?: Item
  readonly failure?: ErrorCode
  /** By how much the server's clock is ahead of the phone's, milliseconds; openings are counted down by it. */
  readonly aheadMs?: number
}

const NOTHING: Catalogue = { items: [], isLoading: false, isLoaded: false }

export const useMallStore = create<MallState>(() => ({ catalogue: NOTHING, items: {} }))

/** Loads the catalogue anew. What was there stays until the answer has come. */
export async function loadCatalogue(): Promise<void> {
  patch({ isLoading: true, failure: undefined })
  try {
    const { items, nextCursor } = await call('mall.listItems', {})
    patch({ items, nextCursor, isLoading: false, isLoaded: true })
  } catch (error) {
    patch({ isLoading: false, failure: toCallError(error).code })
  }
}

/** Loads the next page of the catalogue. */
export async function loadMoreItems(): Promise<void> {
  const { nextCursor: cursor, isLoading, items } = useMallStore.getState().catalogue
  if (!cursor || isLoading) return
  patch({ isLoading: true, failure: undefined })
  try {
    const page = await call('mall.listItems', { cursor })
    patch({ items: [...items, ...page.items], nextCursor: page.nextCursor, isLoading: false })
  } catch (error) {
    patch({ isLoading: false, failure: toCallError(error).code })
  }
}

/** Loads an item. What was known of it stays when no answer comes. */
export async function loadItem(itemId: string): Promise<void> {
  const askedAt = Date.now()
  try {
    const { item, now } = await call('mall.getItem', { itemId })
    // The server looked at its clock about half-way between question and answer.
    keepItem(itemId, { item, aheadMs: now - (askedAt + Date.now()) / 2 })
  } catch (error) {
    keepItem(itemId, { ...useMallStore.getState().items[itemId], failure: toCallError(error).code })
  }
}

/**
 * Asks to be told before an item opens, or not to be. It is shown at once and taken back when it could not be kept.
 * @throws CallError NOT_FOUND or no answer
 */
export async function setReminder(itemId: string, reminded: boolean): Promise<void> {
  showReminded(itemId, reminded)
  try {
    await call('mall.setReminder', { itemId, reminded })
  } catch (error) {
    showReminded(itemId, !reminded)
    throw error
  }
}

function showReminded(itemId: string, reminded: boolean): void {
  const known = useMallStore.getState().items[itemId]
  const { item } = known ?? {}
  if (item?.mine) keepItem(itemId, { ...known, item: { ...item, mine: { ...item.mine, reminded } } })
}

function keepItem(itemId: string, known: KnownItem): void {
  useMallStore.setState(({ items }) => ({ items: { ...items, [itemId]: known } }))
}

function patch(change: Partial<Catalogue>): void {
  useMallStore.setState(({ catalogue }) => ({ catalogue: { ...catalogue, ...change } }))
}
