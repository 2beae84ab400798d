import { contest } from '../../../contract/contest'
import { PAGE_SIZE_DEFAULT } from '../../../contract/limits'
import { temporaryUrls } from '../../kit/files'
import { prefetching } from '../../kit/handler'
import { demandAnnounced } from '../contest-store'
import { galleryPage } from '../gallery'
import { workCard, workFileIds } from '../views'

/** The gallery's next works. */
export const listWorks = prefetching(contest['contest.listWorks'], {
  prefetch: ({ contestId }) => demandAnnounced(contestId),
  async run({ cursor, limit = PAGE_SIZE_DEFAULT }, { callerKey, now, ...ctx }, contest) {
    const look = { callerKey, cursor, limit, now }
    const [{ works, ...more }, viewer] = await Promise.all([galleryPage(contest, look), ctx.viewer()])
    const sight = { urls: await temporaryUrls(workFileIds(works)), viewerId: viewer?._id, now }
    return { works: works.map((work) => workCard(work, contest, sight)), ...more }
  },
})
