/** How items, orders and coupons are shown. Pure: documents and addresses in, the contract's shapes out. */

import { RECEIVED_AFTER_MS } from '../../contract/limits'
import type { ManagedItem } from '../../contract/mall-items'
import type { Coupon, Item, ItemCard, Order, OrderMover } from '../../contract/mall-shapes'
import type { ItemDocument, ItemPhoto } from './collections'
import type { CouponDocument } from './coupon-collections'
import { couponStateAt } from './coupon-rules'
import { leftOf, pieceOf } from './item-rules'
import type { ItemCover, OrderDocument } from './order-collections'
import { isRefundable } from './order-rules'

/** Temporary addresses by file id. */
export type Urls = ReadonlyMap<string, string>

/** The files that these items' cards show. */
export function coverFileIds(items: readonly Pick<ItemDocument, 'photos'>[]): string[] {
  return items.flatMap(({ photos: [cover] }) => (cover ? [cover.fileId] : []))
}

/** The files that orders show. */
export function orderFileIds(orders: readonly Pick<OrderDocument, 'cover'>[]): string[] {
  return orders.flatMap(({ cover }) => (cover ? [cover.fileId] : []))
}

/** The files that an item's own page shows. */
export function itemFileIds({ photos }: Pick<ItemDocument, 'photos'>): string[] {
  return photos.flatMap(({ fileId, displayFileId }) => [fileId, displayFileId])
}

function picture(cover: ItemCover | undefined, urls: Urls) {
  const url = cover && urls.get(cover.fileId)
  return cover && url !== undefined ? { url, width: cover.width, height: cover.height } : undefined
}

/** An item in the catalogue. */
export function itemCard(item: ItemDocument, urls: Urls): ItemCard {
  const { _id, grant, name, price, level, photos, opensAt, flash } = item
  const cover = picture(photos[0], urls)
  const left = leftOf(item)
  return {
    itemId: _id,
    kind: grant.kind,
    name,
    price,
    level,
    ...(cover === undefined ? {} : { picture: cover }),
    ...(opensAt === 0 ? {} : { opensAt }),
    flash,
    ...(left === undefined ? {} : { left }),
  }
}

/** An item in the operators' list. */
export function managedItem(item: ItemDocument, urls: Urls): ManagedItem {
  return {
    ...itemCard(item, urls),
    state: item.state,
    ...(item.counted ? { stock: item.stock } : {}),
  }
}

/** An item on its own page; `mine` says how the one who looks stands to it. */
export function itemPage(item: ItemDocument, urls: Urls, mine: Item['mine']): Item {
  const large = (photo: ItemPhoto): ItemCover => ({ ...photo, fileId: photo.displayFileId })
  return {
    ...itemCard(item, urls),
    words: item.words,
    pictures: item.photos.flatMap((photo) => picture(large(photo), urls) ?? []),
    grant: item.grant,
    ...(item.perMemberMax === undefined ? {} : { perMemberMax: item.perMemberMax }),
    ...(mine === undefined ? {} : { mine }),
  }
}

/** An order, for whoever may see it: `by` decides what of it may be given back. */
export function orderView(order: OrderDocument, urls: Urls, by: OrderMover = 'member'): Order {
  const { _id, state, itemId, grant, name, price, discount, paid, couponIds, steps, dueAt, shipping } = order
  const cover = picture(order.cover, urls)
  const code = codeOf(order)
  const piece = order.slotId === undefined ? undefined : pieceOf(order.slotId, grant.kind)
  return {
    orderId: _id,
    state,
    item: { itemId, kind: grant.kind, name, ...(cover === undefined ? {} : { picture: cover }) },
    price,
    discount,
    paid,
    couponIds: [...couponIds],
    steps: steps.map((step) => ({ ...step })),
    ...(piece === undefined ? {} : { piece }),
    ...(state === 'reserved' && dueAt !== undefined ? { lapsesAt: dueAt } : {}),
    ...(shipping === undefined
      ? {}
      : { shipping: { ...shipping, receivedAt: dueAt ?? shipping.shippedAt + RECEIVED_AFTER_MS } }),
    ...(code === undefined ? {} : { code }),
    refundable: isRefundable(order, by),
  }
}

function codeOf({ state, grant: { kind }, reveals }: OrderDocument): Order['code'] {
  if ((kind !== 'service' && kind !== 'code') || (state !== 'fulfilled' && state !== 'done')) return undefined
  return reveals === undefined ? 'hidden' : 'revealed'
}

/** A member's coupon. */
export function couponView(coupon: CouponDocument, now: number): Coupon {
  const { _id, templateKey, name, discount, scope, minPrice, stackable, expiresAt } = coupon
  return {
    couponId: _id,
    templateKey,
    name,
    discount,
    scope: scope.kind === 'items' ? { kind: 'items', itemIds: [...scope.itemIds] } : scope,
    minPrice,
    stackable,
    state: couponStateAt(coupon, now),
    expiresAt,
  }
}
