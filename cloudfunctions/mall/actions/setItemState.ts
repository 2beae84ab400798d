import { mall } from '../../../contract/mall'
import { AppError } from '../../kit/app-error'
import { prefetching } from '../../kit/handler'
import { findItem, keepState } from '../item-store'

/** Offers an item, or takes it out of the catalogue. */
export const setItemState = prefetching(mall['mall.setItemState'], {
  prefetch: ({ itemId }) => findItem(itemId),
  async run({ itemId, state }, _ctx, item) {
    if (!item) throw new AppError('NOT_FOUND')
    await keepState(itemId, state)
    return { state }
  },
})
