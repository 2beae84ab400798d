import { contest } from '../../../contract/contest'
import { PAGE_SIZE_DEFAULT } from '../../../contract/limits'
import { prefetching } from '../../kit/handler'
import { findManaged } from '../contest-store'
import { managedViews } from '../managing'

/** Every contest, with what waits in it. */
export const listManaged = prefetching(contest['contest.listManaged'], {
  prefetch: ({ cursor, limit = PAGE_SIZE_DEFAULT }) => findManaged(cursor, limit),
  run: async (_input, { now }, { contests, ...more }) => ({
    contests: await managedViews(contests, now),
    ...more,
  }),
})
