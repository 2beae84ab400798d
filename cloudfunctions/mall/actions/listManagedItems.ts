import { PAGE_SIZE_DEFAULT } from '../../../contract/limits'
import { mall } from '../../../contract/mall'
import { temporaryUrls } from '../../kit/files'
import { prefetching } from '../../kit/handler'
import { findItems } from '../item-store'
import { coverFileIds, managedItem } from '../views'

/** Items in one state, for operators. */
export const listManagedItems = prefetching(mall['mall.listManagedItems'], {
  prefetch: ({ state, cursor, limit = PAGE_SIZE_DEFAULT }) => findItems(state, cursor, limit),
  async run(_input, _ctx, { items, nextCursor }) {
    const urls = await temporaryUrls(coverFileIds(items))
    return {
      items: items.map((item) => managedItem(item, urls)),
      ...(nextCursor === undefined ? {} : { nextCursor }),
    }
  },
})
