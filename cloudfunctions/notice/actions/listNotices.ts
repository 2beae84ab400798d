import type { Contract } from '../../../contract/index'
import { PAGE_SIZE_DEFAULT } from '../../../contract/limits'
import type { Run } from '../../kit/handler'
import { facesOf } from '../faces'
import { findInbox, findNotices } from '../inbox-store'
import { noticeView } from '../views'

/** One list of the caller's inbox. */
export const listNotices: Run<Contract['notice.listNotices']> = async (input, ctx) => {
  const { group, cursor, limit = PAGE_SIZE_DEFAULT } = input
  const [page, inbox] = await Promise.all([
    findNotices(ctx.actor._id, group, { cursor, limit }),
    findInbox(ctx.actor._id),
  ])
  const faces = await facesOf(page.items.flatMap(({ fromIds }) => fromIds))
  return {
    notices: page.items.map((notice) => noticeView(notice, inbox, faces)),
    ...(page.nextCursor === undefined ? {} : { nextCursor: page.nextCursor }),
  }
}
