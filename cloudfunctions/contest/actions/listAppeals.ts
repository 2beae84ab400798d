import { contest } from '../../../contract/contest'
import { PAGE_SIZE_DEFAULT } from '../../../contract/limits'
import { temporaryUrls } from '../../kit/files'
import { prefetching } from '../../kit/handler'
import { findManyMembers } from '../../member/store'
import { cardFileIds, memberCard } from '../../member/views'
import { appealView } from '../appeal-rules'
import { findAppealsIn } from '../appeal-store'
import { findManyContests } from '../contest-store'

/** Appeals in one state, with whoever made them. */
export const listAppeals = prefetching(contest['contest.listAppeals'], {
  prefetch: ({ state, cursor, limit = PAGE_SIZE_DEFAULT }) => findAppealsIn(state, cursor, limit),
  async run(_input, _ctx, { appeals, nextCursor }) {
    const [members, contests] = await Promise.all([
      findManyMembers([...new Set(appeals.map(({ memberId }) => memberId))]),
      findManyContests(appeals.map(({ contestId }) => contestId)),
    ])
    const urls = await temporaryUrls(cardFileIds(members))
    const memberOf = new Map(members.map((member) => [member._id, member]))
    const titles = new Map(contests.map(({ _id, plan }) => [_id, plan.title]))
    return {
      appeals: appeals.flatMap((each) => {
        const member = memberOf.get(each.memberId)
        const contestTitle = titles.get(each.contestId) ?? ''
        return member ? [{ ...appealView(each), by: memberCard(member, urls), contestTitle }] : []
      }),
      ...(nextCursor === undefined ? {} : { nextCursor }),
    }
  },
})
