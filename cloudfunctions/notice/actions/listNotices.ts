import { PAGE_SIZE_DEFAULT } from '../../../contract/limits'
import { notice } from '../../../contract/notice'
import { prefetching } from '../../kit/handler'
import { facesOf } from '../faces'
import { findInbox, findNotices } from '../inbox-store'
import { noticeView } from '../views'

/** One list of the caller's inbox: two round trips, and the addresses of pictures. */
export const listNotices = prefetching(notice['notice.listNotices'], {
  prefetch: ({ group, cursor, limit = PAGE_SIZE_DEFAULT }, { callerKey }) =>
    findNotices(callerKey, group, { cursor, limit }),
  async run(_input, { actor }, { items, nextCursor }) {
    const told = items.filter(({ to }) => to === actor._id)
    const [inbox, faces] = await Promise.all([
      findInbox(actor._id),
      facesOf(told.flatMap(({ fromIds }) => fromIds)),
    ])
    return {
      notices: told.map((each) => noticeView(each, inbox, faces)),
      ...(nextCursor === undefined ? {} : { nextCursor }),
    }
  },
})
