import { mall } from '../../../contract/mall'
import type { Item } from '../../../contract/mall-shapes'
import { AppError } from '../../kit/app-error'
import { temporaryUrls } from '../../kit/files'
import { prefetching } from '../../kit/handler'
import { spendable } from '../../points/ledger'
import { levelOf } from '../../points/level-rules'
import { findAccount } from '../../points/store'
import { findItem, isReminded } from '../item-store'
import { orderedTimes } from '../order-store'
import { itemFileIds, itemPage } from '../views'

/** One item, with what its page says of the caller: two round trips, and the addresses of pictures beside the second. */
export const getItem = prefetching(mall['mall.getItem'], {
  prefetch: ({ itemId }) => findItem(itemId),
  async run(_input, ctx, item) {
    if (item?.state !== 'listed') throw new AppError('NOT_FOUND')
    const viewer = await ctx.viewer()
    const [urls, mine] = await Promise.all([
      temporaryUrls(itemFileIds(item)),
      viewer && standingOf(viewer._id, item._id, ctx.now),
    ])
    return { item: itemPage(item, urls, mine), now: ctx.now }
  },
})

async function standingOf(memberId: string, itemId: string, now: number): Promise<Item['mine']> {
  const [account, ordered, reminded] = await Promise.all([
    findAccount(memberId),
    orderedTimes(memberId, itemId),
    isReminded(itemId, memberId),
  ])
  const available = spendable(account, now)
  return { ordered, level: levelOf(account.xp), available, debt: account.debt, reminded }
}
