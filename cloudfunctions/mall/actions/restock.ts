import type { Contract } from '../../../contract/index'
import { AppError } from '../../kit/app-error'
import type { Run } from '../../kit/handler'
import { claimInTransaction } from '../../kit/request'
import { inTransaction } from '../../kit/transaction'
import { itemIn, keepFilled } from '../item-store'
import { makeSlots, raiseStock } from '../slot-store'

/** Adds to an item's stock. Who asks again, because no answer came, makes the slots that may be missing. */
export const restock: Run<Contract['mall.restock']> = async (input, ctx) => {
  const { requestId, itemId, count } = input
  const { stock, isWhole } = await inTransaction(async (tx) => {
    const item = await itemIn(tx, itemId)
    if (!item?.counted || item.grant.kind === 'code') throw new AppError('NOT_FOUND')
    const claim = await claimInTransaction(tx, {
      callerKey: ctx.callerKey,
      requestId,
      action: 'mall.restock',
      input,
      workId: itemId,
      now: ctx.now,
    })
    if (!claim.first) return { stock: item.stock, isWhole: false }
    return { stock: await raiseStock(tx, item, count), isWhole: !item.unfilled }
  })
  await makeSlots(itemId, Math.max(1, stock - count + 1), stock)
  // What an earlier restocking has left out is the job's to find.
  if (isWhole) await keepFilled(itemId, stock)
  return { stock }
}
