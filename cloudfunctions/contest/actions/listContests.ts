import { contest } from '../../../contract/contest'
import { PAGE_SIZE_DEFAULT } from '../../../contract/limits'
import { temporaryUrls } from '../../kit/files'
import { prefetching } from '../../kit/handler'
import { findAnnounced } from '../contest-store'
import { contestCard, coverFileIds } from '../views'

/** Contests that members know of. */
export const listContests = prefetching(contest['contest.listContests'], {
  prefetch: ({ cursor, limit = PAGE_SIZE_DEFAULT }) => findAnnounced(cursor, limit),
  async run(_input, { now }, { contests, ...more }) {
    const urls = await temporaryUrls(coverFileIds(contests))
    return { contests: contests.map((each) => contestCard(each, { urls, now })), ...more }
  },
})
