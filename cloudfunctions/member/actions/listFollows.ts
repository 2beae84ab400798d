import { PAGE_SIZE_DEFAULT } from '../../../contract/limits'
import { member } from '../../../contract/member'
import { AppError } from '../../kit/app-error'
import { temporaryUrls } from '../../kit/files'
import { prefetching } from '../../kit/handler'
import { findFollows } from '../follow-store'
import { findManyMembers, findMember, followedAmong } from '../store'
import { cardFileIds, memberRow } from '../views'

/** A page of whom a member follows, or who follows them. Who has left or was banned is passed over. */
export const listFollows = prefetching(member['member.listFollows'], {
  prefetch: ({ limit = PAGE_SIZE_DEFAULT, ...asked }) =>
    Promise.all([findMember(asked.memberId), findFollows({ ...asked, limit })]),
  async run(_input, ctx, [whose, { memberIds, nextCursor }]) {
    if (whose?.standing !== 'active') throw new AppError('NOT_FOUND')
    const viewer = await ctx.viewer()
    const [found, followed] = await Promise.all([
      findManyMembers(memberIds),
      followedAmong(viewer?._id, memberIds),
    ])
    const byId = new Map(found.map((each) => [each._id, each]))
    const shown = memberIds.flatMap((id) => {
      const each = byId.get(id)
      return each?.standing === 'active' ? [each] : []
    })
    const urls = await temporaryUrls(cardFileIds(shown))
    return {
      members: shown.map((each) => memberRow(each, followed, urls)),
      ...(nextCursor === undefined ? {} : { nextCursor }),
    }
  },
})
