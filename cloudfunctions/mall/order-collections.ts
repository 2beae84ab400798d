/** What is stored of orders and of what they bring. `collections.ts` declares it with the rest of the mall. */
import type { Grant, OrderMover, OrderState } from '../../contract/mall-shapes'
import type { CollectionSpecs } from '../kit/collection-specs'

/** What is kept so that only this program can read it; `sealing.ts` makes and opens it. */
export interface Sealed {
  /** Which key it was sealed with. */
  readonly keyId: string
  readonly nonce: string
  readonly text: string
  readonly tag: string
}

/** The picture of an item, as catalogue and orders show it. */
export interface ItemCover {
  readonly fileId: string
  readonly width: number
  readonly height: number
}

/** One step of an order. */
export interface OrderStep {
  readonly state: OrderState
  /** Epoch milliseconds. */
  readonly at: number
  readonly by: OrderMover
  /** Staff's words for a refund. */
  readonly reason?: string
}

/** `mall_orders`: `_id` = `orderIdOf(caller, requestId)`, so that asking again finds it. */
export interface OrderDocument {
  readonly _id: string
  readonly schemaVersion: 1
  readonly memberId: string
  /** The key under which they call, by which their list is read; gone with them. */
  readonly callerKey?: string
  /** Of what was asked for: another order under the same requestId is a mistake. */
  readonly fingerprint: string
  readonly itemId: string
  /** The item as it was ordered. */
  readonly name: string
  readonly cover?: ItemCover
  readonly grant: Grant
  /** Points: the price at the time, what coupons took off, and the hold. */
  readonly price: number
  readonly discount: number
  readonly paid: number
  readonly couponIds: readonly string[]
  /** The stock that it took; absent where there is no end of the item. */
  readonly slotId?: string
  readonly state: OrderState
  readonly steps: readonly OrderStep[]
  /** `ord_{time digits}{8 digits}`. */
  readonly place: string
  /** When a timer moves it on: a reservation lapses, a parcel counts as received. */
  readonly dueAt?: number
  /** Where goods are sent to; gone with whose it is. */
  readonly address?: Sealed
  readonly shipping?: { readonly carrier: string; readonly number: string; readonly shippedAt: number }
  /** Of a service: the code that staff redeem, and under which key it is found. */
  readonly serviceCode?: { readonly key: string; readonly sealed: Sealed }
  /** When its code was looked at, the last times, oldest first. */
  readonly reveals?: readonly number[]
}

/** `mall_slots`: `_id` = `{itemId}:{n}`, or `{itemId}:{digest of the code}`. One piece of an item's stock. */
export interface SlotDocument {
  readonly _id: string
  readonly schemaVersion: 1
  readonly itemId: string
  readonly state: 'free' | 'taken'
  /** Whose it is; of one that came back, whose it was. */
  readonly orderId?: string
  /** A third party's code. */
  readonly code?: Sealed
}

/** `mall_limits`: `_id` = `{memberId}:{itemId}`. How often a member has ordered an item, written with each order. */
export interface LimitDocument {
  readonly _id: string
  readonly schemaVersion: 1
  readonly memberId: string
  readonly itemId: string
  readonly ordered: number
}

/** `mall_service_codes`: `_id` = `serviceCodeKey(code)`. A code of our own, redeemed once. */
export interface ServiceCodeDocument {
  readonly _id: string
  readonly schemaVersion: 1
  readonly orderId: string
  readonly state: 'open' | 'redeemed' | 'void'
  readonly redeemedBy?: string
  readonly redeemedAt?: number
}

/** `mall_vouchers`: `_id` = the order. A seat in a course that is yet to be taken. */
export interface VoucherDocument {
  readonly _id: string
  readonly schemaVersion: 1
  readonly memberId: string
  readonly courseId: string
  readonly state: 'valid' | 'used' | 'void'
}

export const MALL_ORDERS = 'mall_orders'
export const MALL_SLOTS = 'mall_slots'
export const MALL_LIMITS = 'mall_limits'
export const MALL_SERVICE_CODES = 'mall_service_codes'
export const MALL_VOUCHERS = 'mall_vouchers'

export const collections: CollectionSpecs = {
  [MALL_ORDERS]: {
    indexes: [
      {
        name: 'mine',
        keys: [
          ['callerKey', 1],
          ['place', -1],
        ],
      },
      {
        name: 'member',
        keys: [
          ['memberId', 1],
          ['place', 1],
        ],
      },
      {
        name: 'state',
        keys: [
          ['state', 1],
          ['place', 1],
        ],
      },
      { name: 'due', keys: [['dueAt', 1]] },
    ],
  },
  [MALL_SLOTS]: {
    indexes: [
      {
        name: 'free',
        keys: [
          ['itemId', 1],
          ['state', 1],
          ['_id', 1],
        ],
      },
    ],
  },
  [MALL_LIMITS]: { indexes: [{ name: 'member', keys: [['memberId', 1]] }] },
  [MALL_SERVICE_CODES]: { indexes: [] },
  [MALL_VOUCHERS]: { indexes: [{ name: 'member', keys: [['memberId', 1]] }] },
}
