import { PAGE_SIZE_DEFAULT } from '../../../contract/limits'
import { mall } from '../../../contract/mall'
import { temporaryUrls } from '../../kit/files'
import { prefetching } from '../../kit/handler'
import { findItems } from '../item-store'
import { coverFileIds, itemCard } from '../views'

/** The catalogue. */
export const listItems = prefetching(mall['mall.listItems'], {
  prefetch: ({ cursor, limit = PAGE_SIZE_DEFAULT }) => findItems('listed', cursor, limit),
  async run(_input, _ctx, { items, nextCursor }) {
    const urls = await temporaryUrls(coverFileIds(items))
    return {
      items: items.map((item) => itemCard(item, urls)),
      ...(nextCursor === undefined ? {} : { nextCursor }),
    }
  },
})
