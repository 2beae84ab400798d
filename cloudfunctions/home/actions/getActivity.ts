import { home } from '../../../contract/home'
import { beginActivity, finishActivity } from '../../checkin/activity-store'
import { contestsShown } from '../../contest/shown-store'
import { contestCard, coverFileIds } from '../../contest/views'
import { temporaryUrls } from '../../kit/files'
import { prefetching } from '../../kit/handler'

/** The activity tab in two round trips: everything beside the caller, then the addresses of pictures, and their cards. */
export const getActivity = prefetching(home['home.getActivity'], {
  prefetch(_input, { callerKey, now }) {
    return Promise.all([beginActivity(callerKey, now), contestsShown(now)])
  },
  async run(_input, ctx, [begun, contests]) {
    const viewer = await ctx.viewer()
    const [activity, urls] = await Promise.all([
      finishActivity(begun, viewer?._id, ctx.now),
      temporaryUrls(coverFileIds(contests)),
    ])
    return { ...activity, contests: contests.map((contest) => contestCard(contest, { urls, now: ctx.now })) }
  },
})
