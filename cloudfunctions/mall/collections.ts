import type { Grant, ItemState } from '../../contract/mall-shapes'
import type { CollectionSpecs } from '../kit/collection-specs'
import { collections as ofCoupons } from './coupon-collections'
import { type ItemCover, collections as ofOrders } from './order-collections'

/** A photo of an item. */
export interface ItemPhoto extends ItemCover {
  readonly mediaId: string
  /** The larger picture, for the item's own page. */
  readonly displayFileId: string
}

/** `mall_items`: `_id` = `itm_…`. What is offered for points. */
export interface ItemDocument {
  readonly _id: string
  readonly schemaVersion: 1
  readonly grant: Grant
  readonly name: string
  readonly words: string
  readonly photos: readonly ItemPhoto[]
  readonly price: number
  readonly level: number
  readonly perMemberMax?: number
  /** Whether its stock is kept in slots. */
  readonly counted: boolean
  /** Slots that are to be there: ever made, those that are taken included. */
  readonly stock: number
  /** There while some of them may be missing. */
  readonly unfilled?: true
  /** How many slots are taken. Derived: kept by increments, and reconciled. */
  readonly takenCount: number
  /** Epoch milliseconds; 0 for at once. */
  readonly opensAt: number
  readonly flash: boolean
  readonly state: ItemState
  /** When whoever asked is told that it opens; absent when nobody is to be told any more. */
  readonly remindAt?: number
  /** Since when operators know that its codes run out. */
  readonly toldLowAt?: number
  readonly createdAt: number
}

/** `mall_reminders`: `_id` = `{itemId}:{memberId}`. Who is told before an item opens. */
export interface ReminderDocument {
  readonly _id: string
  readonly schemaVersion: 1
  readonly itemId: string
  readonly memberId: string
}

export const MALL_ITEMS = 'mall_items'
export const MALL_REMINDERS = 'mall_reminders'

export const collections: CollectionSpecs = {
  ...ofOrders,
  ...ofCoupons,
  [MALL_ITEMS]: {
    indexes: [
      {
        name: 'state',
        keys: [
          ['state', 1],
          ['_id', -1],
        ],
      },
      { name: 'remind', keys: [['remindAt', 1]] },
      {
        name: 'unfilled',
        keys: [
          ['unfilled', 1],
          ['_id', 1],
        ],
      },
    ],
  },
  [MALL_REMINDERS]: {
    indexes: [
      {
        name: 'item',
        keys: [
          ['itemId', 1],
          ['_id', 1],
        ],
      },
      { name: 'member', keys: [['memberId', 1]] },
    ],
  },
}
