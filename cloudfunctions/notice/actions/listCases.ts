import { PAGE_SIZE_DEFAULT } from '../../../contract/limits'
import { notice } from '../../../contract/notice'
import { prefetching } from '../../kit/handler'
import { findCasesIn } from '../case-store'
import { caseCards } from '../case-views'

/** The queue of whoever answers cases: two round trips, and the addresses of pictures. */
export const listCases = prefetching(notice['notice.listCases'], {
  prefetch: ({ state, mine, cursor, limit = PAGE_SIZE_DEFAULT }, { callerKey }) =>
    findCasesIn(state, mine ? callerKey : undefined, { cursor, limit }),
  async run({ mine }, { actor }, { items, nextCursor }) {
    const shown = mine ? items.filter(({ butlerId }) => butlerId === actor._id) : items
    return {
      cases: await caseCards(actor, shown),
      ...(nextCursor === undefined ? {} : { nextCursor }),
    }
  },
})
