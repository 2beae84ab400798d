import { contest } from '../../../contract/contest'
import { PAGE_SIZE_DEFAULT } from '../../../contract/limits'
import { decodeCursor, ownList, toPage } from '../../kit/cursor'
import { temporaryUrls } from '../../kit/files'
import { prefetching } from '../../kit/handler'
import { countUnderReview } from '../ballot-store'
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
    const [contests, underReview, urls] = await Promise.all([
      findManyContests(items.map(({ contestId }) => contestId)),
      Promise.all(items.map(({ _id, rawVotes }) => (rawVotes > 0 ? countUnderReview(_id) : 0))),
      temporaryUrls(workDetailFileIds(items)),
    ])
    const sight = { urls, viewerId: actor._id, now }
    const works = items.flatMap((work, place) => {
      const contest = contests.find(({ _id }) => _id === work.contestId)
      return contest ? [myWork(work, contest, underReview[place] ?? 0, sight)] : []
    })
    return { works, ...more }
  },
})
