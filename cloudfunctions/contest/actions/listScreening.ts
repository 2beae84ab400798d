import { contest } from '../../../contract/contest'
import { PAGE_SIZE_DEFAULT } from '../../../contract/limits'
import { decodeCursor, toPage } from '../../kit/cursor'
import { prefetching } from '../../kit/handler'
import { screenedViews } from '../screening'
import { findInState } from '../work-store'

const listOf = (contestId: string, state: string) => `screening:${contestId}:${state}`

/** Works of a contest in one state. */
export const listScreening = prefetching(contest['contest.listScreening'], {
  prefetch: async ({ contestId, state, cursor, limit = PAGE_SIZE_DEFAULT }) =>
    findInState(contestId, state, decodeCursor(listOf(contestId, state), cursor), limit + 1),
  async run({ contestId, state, limit = PAGE_SIZE_DEFAULT }, { actor }, found) {
    const { items, ...more } = toPage(listOf(contestId, state), found, limit)
    return { works: await screenedViews(items, actor._id), ...more }
  },
})
