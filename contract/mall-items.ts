/** The catalogue, and what operators do with it. PRODUCT 6.1, 6.3, 6.4. */
import * as z from 'zod'
import { action } from './action'
import {
  DAY_MS,
  HOUR_MS,
  ITEM_NAME_LENGTH_MAX,
  ITEM_PHOTOS_MAX,
  ITEM_WORDS_LENGTH_MAX,
  MINUTE_MS,
  PER_MEMBER_MAX,
  POOL_CODE_LENGTH_MAX,
  RESTOCK_MAX,
} from './limits'
import { Grant, Item, ItemCard, ItemState, Level, Price } from './mall-shapes'
import { Count, Cursor, Instant, ItemId, MediaId, PageSize, RequestId } from './shared'

/** An item as operators see it. */
export const ManagedItem = ItemCard.extend({
  state: ItemState,
  /** Stock slots that were ever made. */
  stock: Count.optional(),
})
export type ManagedItem = z.output<typeof ManagedItem>

export const mallItems = {
  /** What is offered, the newest first. */
  'mall.listItems': action({
    auth: 'guest',
    effect: 'read',
    input: z.strictObject({ cursor: Cursor.optional(), limit: PageSize.optional() }),
    output: z.object({ items: z.array(ItemCard), nextCursor: Cursor.optional() }),
    errors: [],
    idempotent: 'natural',
  }),
  /**
   * One item, how the caller stands to it, and the server's clock to count an opening down by. NOT_FOUND: there is none,
   * or it is offered no more.
   */
  'mall.getItem': action({
    auth: 'guest',
    effect: 'read',
    input: z.strictObject({ itemId: ItemId }),
    output: z.object({ item: Item, now: Instant }),
    errors: ['NOT_FOUND'],
    idempotent: 'natural',
  }),
  /** Whether the caller is told SALE_NOTICE_MS before an item opens. NOT_FOUND: there is none, or it has opened. */
  'mall.setReminder': action({
    auth: 'member',
    effect: 'write',
    input: z.strictObject({ itemId: ItemId, reminded: z.boolean() }),
    output: z.object({ reminded: z.boolean() }),
    errors: ['NOT_FOUND'],
    idempotent: 'natural',
    rateLimit: { max: 60, windowMs: 10 * MINUTE_MS },
  }),
  /** Every item in one state, the newest first. */
  'mall.listManagedItems': action({
    auth: 'mall.manage',
    effect: 'read',
    input: z.strictObject({ state: ItemState, cursor: Cursor.optional(), limit: PageSize.optional() }),
    output: z.object({ items: z.array(ManagedItem), nextCursor: Cursor.optional() }),
    errors: [],
    idempotent: 'natural',
  }),
  /**
   * Makes an item, as a draft, or changes one: its kind and whether it is counted stay as they were made. Orders keep
   * the name and the price that they were made with. NOT_FOUND: there is no such item; MEDIA_NOT_READY: a photo has not
   * passed its check; CONTENT_REJECTED: the words.
   */
  'mall.saveItem': action({
    auth: 'mall.manage',
    effect: 'write',
    input: z.strictObject({
      requestId: RequestId,
      /** Absent for a new one. */
      itemId: ItemId.optional(),
      grant: Grant,
      name: z.string().trim().min(1).max(ITEM_NAME_LENGTH_MAX),
      words: z.string().trim().max(ITEM_WORDS_LENGTH_MAX),
      photoIds: z.array(MediaId).max(ITEM_PHOTOS_MAX),
      price: Price.min(1),
      level: Level,
      perMemberMax: z.number().int().min(1).max(PER_MEMBER_MAX).optional(),
      /** False: there is no end of them. Goods, services, codes and seats are always counted. */
      counted: z.boolean(),
      opensAt: Instant.optional(),
      flash: z.boolean(),
    }),
    output: z.object({ itemId: ItemId }),
    errors: ['NOT_FOUND', 'CONTENT_REJECTED', 'MEDIA_NOT_READY'],
    idempotent: 'requestId',
    rateLimit: { max: 200, windowMs: DAY_MS },
  }),
  /** Offers an item, or takes it out of the catalogue; orders that were made go on. NOT_FOUND: there is none. */
  'mall.setItemState': action({
    auth: 'mall.manage',
    effect: 'write',
    input: z.strictObject({ itemId: ItemId, state: ItemState.exclude(['draft']) }),
    output: z.object({ state: ItemState }),
    errors: ['NOT_FOUND'],
    idempotent: 'natural',
    rateLimit: { max: 60, windowMs: 10 * MINUTE_MS },
  }),
  /**
   * Adds to an item's stock; answers how many were ever made. NOT_FOUND: there is no such item, or it is not counted, or
   * its stock are codes. LIMIT_REACHED: STOCK_MAX.
   */
  'mall.restock': action({
    auth: 'mall.manage',
    effect: 'write',
    input: z.strictObject({
      requestId: RequestId,
      itemId: ItemId,
      count: z.number().int().min(1).max(RESTOCK_MAX),
    }),
    output: z.object({ stock: Count }),
    errors: ['NOT_FOUND', 'LIMIT_REACHED'],
    idempotent: 'requestId',
    rateLimit: { max: 60, windowMs: 10 * MINUTE_MS },
  }),
  /**
   * Adds codes of a third party to an item's pool, encrypted; one that is there already is not added twice. Answers how
   * many are new. NOT_FOUND: there is no such item, or its kind is not `code`. LIMIT_REACHED: STOCK_MAX.
   */
  'mall.importCodes': action({
    auth: 'mall.manage',
    effect: 'write',
    input: z.strictObject({
      itemId: ItemId,
      codes: z.array(z.string().trim().min(1).max(POOL_CODE_LENGTH_MAX)).min(1).max(RESTOCK_MAX),
    }),
    output: z.object({ added: Count }),
    errors: ['NOT_FOUND', 'LIMIT_REACHED'],
    idempotent: 'natural',
    rateLimit: { max: 100, windowMs: HOUR_MS },
  }),
} as const
