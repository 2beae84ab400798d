import { mall } from '../../../contract/mall'
import { AppError } from '../../kit/app-error'
import { prefetching } from '../../kit/handler'
import { findItem, keepReminder } from '../item-store'

/** Keeps whether the caller is told before an item opens. */
export const setReminder = prefetching(mall['mall.setReminder'], {
  prefetch: ({ itemId }) => findItem(itemId),
  async run({ itemId, reminded }, ctx, item) {
    if (item?.state !== 'listed' || item.opensAt <= ctx.now) throw new AppError('NOT_FOUND')
    await keepReminder(itemId, ctx.actor._id, reminded)
    return { reminded }
  },
})
