import type { Contract, Output } from '../../../contract/index'
import { SALE_NOTICE_MS } from '../../../contract/limits'
import { AppError } from '../../kit/app-error'
import { type Patch, removed, replacedBy } from '../../kit/cloud'
import type { Parsed, Run } from '../../kit/handler'
import { claimInTransaction } from '../../kit/request'
import { checkText } from '../../kit/text-check'
import { inTransaction, type Transaction } from '../../kit/transaction'
import { demandVisible } from '../../kit/visible-text'
import { findManyMedia } from '../../media/store'
import { demandShownText } from '../../member/rules'
import { type ItemDocument, MALL_ITEMS } from '../collections'
import { isCounted, photosFrom } from '../item-rules'

type Input = Parsed<Contract['mall.saveItem']>

/** Makes an item, or changes one. The last to save is right. */
export const saveItem: Run<Contract['mall.saveItem']> = async (input, ctx) => {
  demandVisible('name', input.name)
  const [verdict, found] = await Promise.all([
    checkText(ctx, 'forum', `${input.name}\n${input.words}`),
    findManyMedia(input.photoIds),
  ])
  demandShownText(verdict)
  const photos = photosFrom(input.photoIds, found)
  return inTransaction(async (tx): Promise<Output<'mall.saveItem'>> => {
    const claim = await claimInTransaction(tx, {
      callerKey: ctx.callerKey,
      requestId: input.requestId,
      action: 'mall.saveItem',
      input,
      workId: input.itemId ?? ctx.newId('itm'),
      now: ctx.now,
    })
    if (claim.first) await keepItem(tx, claim.workId, input, photos, ctx.now)
    return { itemId: claim.workId }
  })
}

async function keepItem(
  tx: Transaction,
  itemId: string,
  input: Input,
  photos: ItemDocument['photos'],
  now: number,
): Promise<void> {
  const items = tx.collection<ItemDocument>(MALL_ITEMS)
  const { requestId: _once, itemId: named, photoIds: _photos, grant, counted, ...wanted } = input
  const opensAt = wanted.opensAt ?? 0
  const said = { ...wanted, photos, opensAt }
  if (named === undefined) {
    await items.add({
      ...said,
      _id: itemId,
      schemaVersion: 1,
      grant,
      counted: isCounted(grant, counted),
      stock: 0,
      takenCount: 0,
      ...(opensAt > now ? { remindAt: opensAt - SALE_NOTICE_MS } : {}),
      state: 'draft',
      createdAt: now,
    })
    return
  }
  const present = await items.get(itemId)
  // What was ordered as goods cannot become a code.
  if (present?.grant.kind !== grant.kind) throw new AppError('NOT_FOUND')
  const patch: Patch<ItemDocument> = {
    ...said,
    grant: replacedBy(grant),
    perMemberMax: wanted.perMemberMax ?? removed<number>(),
    remindAt: opensAt > now ? opensAt - SALE_NOTICE_MS : removed<number>(),
  }
  await items.update(itemId, patch)
}
