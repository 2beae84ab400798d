import { home } from '../../../contract/home'
import { MEMBERS_SUGGESTED_MAX, PAGE_SIZE_DEFAULT } from '../../../contract/limits'
import { streakToday } from '../../checkin/store'
import { contestsShown, contestToday } from '../../contest/shown-store'
import type { Actor } from '../../kit/actor'
import { temporaryUrls } from '../../kit/files'
import { prefetching } from '../../kit/handler'
import { periodOf } from '../../kit/period'
import { findWorthFollowing } from '../../member/people-store'
import { suggest } from '../../member/suggestion-rules'
import { cardFileIds, memberCard, myProfile, ownAvatarFileId } from '../../member/views'
import { unreadCounts } from '../../notice/inbox-rules'
import { findInbox } from '../../notice/inbox-store'
import { feedPage } from '../../post/card-views'
import { beginFeed, finishFeed } from '../../post/feed-store'
import { listBoards } from '../../post/store'
import { boardView } from '../../post/views'
import { todaysTopic } from '../today'
import { countNews, newsOf, orderBoards } from '../today-rules'

/**
 * The 社区 tab in one call, at the price of its feed: who I am, the boards, today, the first page. Two round trips; one
 * more for a member who follows nobody yet, whose suggested people are looked for and then their faces.
 */
export const getCommunity = prefetching(home['home.getCommunity'], {
  async prefetch({ limit = PAGE_SIZE_DEFAULT, ...asked }, ctx) {
    // When they are not remembered they take round trips of their own: nothing waits for the first of them.
    const topic = todaysTopic()
    topic.catch(() => undefined)
    const contests = contestsShown(ctx.now)
    contests.catch(() => undefined)
    const [boards, begun] = await Promise.all([listBoards(), beginFeed({ ...asked, limit }, ctx.callerKey)])
    return { boards, begun, loading: { topic, contests } }
  },
  async run({ limit = PAGE_SIZE_DEFAULT, ...asked }, ctx, { boards, begun, loading }) {
    const viewer = await ctx.viewer()
    const ownAvatar = viewer && ownAvatarFileId(viewer)
    const [{ page, sight }, topic, contest, inbox, streak, suggestedMembers] = await Promise.all([
      finishFeed({ ...asked, limit }, begun, viewer, ctx.now, ownAvatar === undefined ? [] : [ownAvatar]),
      loading.topic,
      loading.contests.then((shown) => contestToday(shown, viewer?._id, ctx.now)),
      viewer && findInbox(viewer._id),
      viewer && streakToday(viewer._id, periodOf('day', ctx.now)),
      viewer && suggestTo(viewer),
    ])
    const news = inbox && newsOf(unreadCounts(inbox))
    return {
      ...(viewer ? { member: myProfile(viewer, sight.urls) } : {}),
      boards: orderBoards(boards, viewer?.survey?.interests ?? []).map(boardView),
      feed: feedPage(page, sight),
      today: {
        ...(streak ? { checkIn: { done: streak.doneToday, streak: streak.days } } : {}),
        ...(topic ? { topic } : {}),
        ...(contest ? { contest } : {}),
        ...(news ? { news } : {}),
      },
      unread: countNews(news),
      ...(suggestedMembers && suggestedMembers.length > 0 ? { suggestedMembers } : {}),
    }
  },
})

/** Whom a member who follows nobody yet might follow; nobody for who follows somebody. */
async function suggestTo({ _id, survey, followingCount = 0 }: Actor) {
  if (followingCount > 0) return []
  const found = await findWorthFollowing(survey?.interests ?? [], survey?.city)
  const members = suggest(found, new Set([_id]), MEMBERS_SUGGESTED_MAX).map(({ member }) => member)
  const urls = await temporaryUrls(cardFileIds(members))
  return members.map((member) => memberCard(member, urls))
}
