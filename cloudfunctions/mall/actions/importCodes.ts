import { mall } from '../../../contract/mall'
import { AppError } from '../../kit/app-error'
import { prefetching } from '../../kit/handler'
import { findItem } from '../item-store'
import { addCodes } from '../slot-store'

/** Adds a third party's codes to an item's pool. */
export const importCodes = prefetching(mall['mall.importCodes'], {
  prefetch: ({ itemId }) => findItem(itemId),
  async run({ codes }, _ctx, item) {
    if (item?.grant.kind !== 'code') throw new AppError('NOT_FOUND')
    return { added: await addCodes(item, codes) }
  },
})
