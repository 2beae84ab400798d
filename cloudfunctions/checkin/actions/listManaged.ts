import { checkin } from '../../../contract/checkin'
import { PAGE_SIZE_DEFAULT } from '../../../contract/limits'
import { decodeCursor, toPage } from '../../kit/cursor'
import { prefetching } from '../../kit/handler'
import { periodOf } from '../../kit/period'
import { findManaged } from '../challenge-store'
import { managedView } from '../views'

const LIST = 'managed'

/** Every challenge, for whoever manages them. */
export const listManaged = prefetching(checkin['checkin.listManaged'], {
  prefetch: async ({ cursor, limit = PAGE_SIZE_DEFAULT }) =>
    findManaged(decodeCursor(LIST, cursor), limit + 1),
  async run({ limit = PAGE_SIZE_DEFAULT }, ctx, found) {
    const { items, ...more } = toPage(LIST, found, limit)
    const today = periodOf('day', ctx.now)
    return { challenges: items.map((challenge) => managedView(challenge, today)), ...more }
  },
})
