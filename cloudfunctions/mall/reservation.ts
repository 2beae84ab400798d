/**
 * Reserving: hold, stock slot, limit, coupons and order in one transaction, so that there is all of it or nothing. Who
 * comes first is decided by whose transaction writes a slot first; whoever finds it taken looks for another.
 */
import { AppError } from '../kit/app-error'
import { now } from '../kit/clock'
import { passGuard } from '../kit/guard'
import { inTransactionWithin, type Transaction } from '../kit/transaction'
import { type AccountDocument, POINT_ACCOUNTS } from '../points/collections'
import { placeHold } from '../points/hold-store'
import { type Account, EMPTY_ACCOUNT } from '../points/ledger'
import { levelOf } from '../points/level-rules'
import type { ItemDocument } from './collections'
import { useCoupons } from './coupon-store'
import { addToTaken } from './item-store'
import { MALL_ORDERS, type OrderDocument } from './order-collections'
import { countOrder, findOrder, orderIn } from './order-store'
import { findFreeSlots, takeSlot } from './slot-store'

/** So many slots are tried by one who is always a moment late, before the others are let go first. */
const SLOTS_TRIED_MAX = 12

/** What is to be reserved. */
export interface Wanted {
  readonly order: OrderDocument
  readonly item: ItemDocument
  /** Slots that were free when somebody looked. */
  readonly freeSlots: readonly string[]
  /** From 0 to 1: who come at once begin with different slots. */
  readonly chance: number
  /** When the last try begins, epoch milliseconds: whoever waits has a clear answer in time (PRODUCT 6.4). */
  readonly triesUntil: number
}

/**
 * Keeps the reservation, or answers the order that there is under its id.
 * @throws AppError SOLD_OUT, LIMIT_REACHED, LEVEL_TOO_LOW, COUPON_UNUSABLE, POINTS_OWED, INSUFFICIENT_POINTS; BUSY when
 *   others were always quicker until the last try
 */
export async function reserve({
  order,
  item,
  freeSlots,
  chance,
  triesUntil,
}: Wanted): Promise<OrderDocument> {
  if (!item.counted) return keep(order, item, undefined, triesUntil)
  let free = freeSlots
  for (let tries = 0; tries < SLOTS_TRIED_MAX; tries += 1) {
    const wanted = free[Math.floor(chance * free.length)]
    if (wanted === undefined) return soldOut(order)
    if (tries > 0 && now() > triesUntil) break
    const kept = await keep(order, item, wanted, triesUntil)
    if (kept !== 'taken') return kept
    free = await findFreeSlots(item._id)
  }
  throw new AppError('BUSY')
}

/** The last one may have been this very order's: its answer was lost, and it is asked for again. */
async function soldOut({ _id }: OrderDocument): Promise<OrderDocument> {
  const mine = await findOrder(_id)
  if (!mine) throw new AppError('SOLD_OUT')
  return mine
}

function keep(
  order: OrderDocument,
  item: ItemDocument,
  wanted: undefined,
  triesUntil: number,
): Promise<OrderDocument>
function keep(
  order: OrderDocument,
  item: ItemDocument,
  wanted: string,
  triesUntil: number,
): Promise<OrderDocument | 'taken'>
function keep(
  order: OrderDocument,
  item: ItemDocument,
  wanted: string | undefined,
  triesUntil: number,
): Promise<OrderDocument | 'taken'> {
  return inTransactionWithin(triesUntil - now(), async (tx) => {
    const earlier = await orderIn(tx, order._id)
    if (earlier) return earlier
    // First of all: of many who meet here, all but one go on to another slot at once.
    if (wanted !== undefined && !(await takeSlot(tx, wanted, order._id))) return 'taken'
    const placed = wanted === undefined ? order : { ...order, slotId: wanted }
    await holdPoints(tx, placed, item)
    await countOrder(tx, placed, item.perMemberMax)
    await useCoupons(tx, placed.couponIds, placed._id, placed.steps[0]?.at ?? 0)
    await tx.collection<OrderDocument>(MALL_ORDERS).add(placed)
    if (wanted !== undefined) tx.afterCommit(() => addToTaken(item._id, 1))
    return placed
  })
}

/**
 * Holds the points; the account that is read for it says also whether the level is high enough. Of an order that costs
 * nothing only that is asked, and who is banned or owes points.
 */
async function holdPoints(tx: Transaction, order: OrderDocument, { level }: ItemDocument): Promise<void> {
  const { _id, memberId, paid, dueAt = 0, steps } = order
  const demand = (account: Account) => demandLevel(account, level)
  if (paid === 0) {
    await passGuard(tx, memberId)
    const account = (await tx.collection<AccountDocument>(POINT_ACCOUNTS).get(memberId)) ?? EMPTY_ACCOUNT
    demand(account)
    if (account.debt > 0) throw new AppError('POINTS_OWED')
    return
  }
  const reason = { what: 'mall', subjectId: _id } as const
  const at = steps[0]?.at ?? 0
  await placeHold(tx, { holdId: _id, memberId, amount: paid, reason, expiresAt: dueAt, at, demand })
}

function demandLevel({ xp }: Account, level: number): void {
  if (levelOf(xp) < level) throw new AppError('LEVEL_TOO_LOW')
}
