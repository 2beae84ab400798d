import { PAGE_SIZE_DEFAULT } from '../../../contract/limits'
import { notice } from '../../../contract/notice'
import { prefetching } from '../../kit/handler'
import { findCasesOf } from '../case-store'
import { caseCards } from '../case-views'

/** The caller's own cases: two round trips, and the addresses of pictures. */
export const listMyCases = prefetching(notice['notice.listMyCases'], {
  prefetch: ({ cursor, limit = PAGE_SIZE_DEFAULT }, { callerKey }) =>
    findCasesOf(callerKey, { cursor, limit }),
  async run(_input, { actor }, { items, nextCursor }) {
    const own = items.filter(({ memberId }) => memberId === actor._id)
    return {
      cases: await caseCards(actor, own),
      ...(nextCursor === undefined ? {} : { nextCursor }),
    }
  },
})
