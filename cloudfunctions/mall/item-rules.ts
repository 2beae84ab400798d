/** What can be ordered by whom, and what an item may be (PRODUCT 6.1). Pure. */
import type { Grant, ItemKind } from '../../contract/mall-shapes'
import { AppError } from '../kit/app-error'
import type { MediaDocument } from '../media/collections'
import { photosNamed } from '../media/rules'
import type { ItemDocument, ItemPhoto } from './collections'

/** Things there is an end of, whatever an operator says. */
const ALWAYS_COUNTED: readonly ItemKind[] = ['goods', 'service', 'code', 'seat']

/** Whether an item's stock is kept in slots. */
export function isCounted(grant: Grant, wished: boolean): boolean {
  return wished || ALWAYS_COUNTED.includes(grant.kind)
}

/**
 * Whether an item can be ordered now for the price that was shown.
 * @throws AppError NOT_FOUND, NOT_OPEN_YET saying for how long, PRICE_CHANGED
 */
export function demandOffered(
  item: ItemDocument | undefined,
  shownPrice: number,
  now: number,
): asserts item is ItemDocument {
  if (item?.state !== 'listed') throw new AppError('NOT_FOUND')
  if (item.opensAt > now) throw new AppError('NOT_OPEN_YET', { retryAfterMs: item.opensAt - now })
  if (item.price !== shownPrice) throw new AppError('PRICE_CHANGED')
}

/**
 * The photos of an item, in this order.
 * @throws AppError MEDIA_NOT_READY for one that is not there, is none, or has not passed its check
 */
export function photosFrom(photoIds: readonly string[], found: readonly MediaDocument[]): ItemPhoto[] {
  const named = photosNamed(photoIds, found, ({ state }) => state === 'passed')
  return named.map(({ mediaId, photo: { thumbFileId: fileId, displayFileId, width, height } }) => {
    return { mediaId, fileId, displayFileId, width, height }
  })
}

/** How many of an item are left; undefined where there is no end of them. */
export function leftOf({ counted, stock, takenCount }: ItemDocument): number | undefined {
  return counted ? Math.max(0, stock - takenCount) : undefined
}

/** A stock that is as low as this, of a hundred ever made, is told to operators; one code less than five always is. */
const LOW_PERCENT = 10
const LOW_COUNT = 5

/** Whether an operator should be told that an item's codes run out (PRODUCT 6.3). */
export function isLow(item: ItemDocument): boolean {
  const left = leftOf(item)
  if (item.grant.kind !== 'code' || item.state !== 'listed' || left === undefined) return false
  return left < LOW_COUNT || left * 100 <= item.stock * LOW_PERCENT
}

/** The `_id` of one member's ordering one item. */
export function limitId(memberId: string, itemId: string): string {
  return `${memberId}:${itemId}`
}

/** Which piece of an item a stock slot is, from 1; undefined for a code, whose slot is named by what lies in it. */
export function pieceOf(wanted: string, kind: ItemKind): number | undefined {
  return kind === 'code' ? undefined : Number(wanted.slice(wanted.indexOf(':') + 1))
}

/** The `_id` of the n-th stock slot of an item, from 1. */
export function slotId(itemId: string, n: number): string {
  return `${itemId}:${String(n).padStart(5, '0')}`
}
