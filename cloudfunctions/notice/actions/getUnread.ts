import type { Contract } from '../../../contract/index'
import type { Run } from '../../kit/handler'
import { unreadCounts } from '../inbox-rules'
import { findInbox } from '../inbox-store'

/** How many notices of each list are unread. */
export const getUnread: Run<Contract['notice.getUnread']> = async (_input, ctx) => ({
  unread: unreadCounts(await findInbox(ctx.actor._id)),
})
