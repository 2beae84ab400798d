import type { Contract } from '../../../contract/index'
import { NoticeGroup } from '../../../contract/notice'
import type { Run } from '../../kit/handler'
import { unreadCounts } from '../inbox-rules'
import { markRead as keepRead } from '../inbox-store'

/** Marks one list as read, or all of them. */
export const markRead: Run<Contract['notice.markRead']> = async ({ group }, ctx) => {
  const groups = group === undefined ? NoticeGroup.options : [group]
  return { unread: unreadCounts(await keepRead(ctx.actor._id, groups, ctx.now)) }
}
