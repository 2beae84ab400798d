import { contest } from '../../../contract/contest'
import { PAGE_SIZE_DEFAULT } from '../../../contract/limits'
import { decodeCursor, ownList, toPage } from '../../kit/cursor'
import { temporaryUrls } from '../../kit/files'
import { prefetching } from '../../kit/handler'
import { findManyContests } from '../contest-store'
import { myWork, workDetailFileIds } from '../views'
import { findOwn } from '../work-store'

const listOf = (callerKey: string) => ownList('works', callerKey)

/** The caller's own works of every contest. */
export const listMyWorks = prefetching(contest['contest.listMyWorks'], {
  prefetch: async ({ cursor, limit = PAGE_SIZE_DEFAULT }, { callerKey }) =>
    findOwn(callerKey, decodeCursor(listOf(callerKey), cursor), limit + 1),
  async run({ limit = PAGE_SIZE_DEFAULT }, { actor, callerKey, now }, found) {
    const { items, ...more } = toPage(listOf(callerKey), found, limit)
    const [contests, urls] = await Promise.all([
      findManyContests(items.map(({ contestId }) => contestId)),
      temporaryUrls(workDetailFileIds(items)),
    ])
    const sight = { urls, viewerId: actor._id, now }
    const works = items.flatMap((work) => {
      const contest = contests.find(({ _id }) => _id === work.contestId)
      return contest ? [myWork(work, contest, sight)] : []
    })
    return { works, ...more }
  },
})
