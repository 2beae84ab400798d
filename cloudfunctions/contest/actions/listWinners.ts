import { contest } from '../../../contract/contest'
import { temporaryUrls } from '../../kit/files'
import { prefetching } from '../../kit/handler'
import { demandAnnounced } from '../contest-store'
import type { AnnouncedContest } from '../phase-rules'
import { lastPrizeRank, prizeOf } from '../ranking-rules'
import { findLines, findVersion } from '../result-store'
import { isFinal } from '../version-rules'
import { bareWorkCard, workFileIds } from '../views'
import { findManyWorks } from '../work-store'

/** Digits of the result's hash that a certificate shows. */
const SEAL_DIGITS = 16

/** Who has won what. */
export const listWinners = prefetching(contest['contest.listWinners'], {
  prefetch: ({ contestId }) => demandAnnounced(contestId),
  async run(_input, { viewer }, found) {
    const { title } = found.plan
    if (!isFinal(found)) return { title, winners: [] }
    const { lines, root } = await prizedLines(found)
    const works = await findManyWorks(lines.map(({ workId }) => workId))
    const [urls, self] = await Promise.all([temporaryUrls(workFileIds(works)), viewer()])
    const cards = new Map(works.map((work) => [work._id, bareWorkCard(work, { urls, viewerId: self?._id })]))
    return {
      title,
      ...(found.finalAt === undefined ? {} : { finalAt: found.finalAt }),
      winners: lines.flatMap(({ rank, workId }) => {
        const [work, prize] = [cards.get(workId), prizeOf(found.rules.prizes, rank)]
        return work && prize ? [{ rank, prize, work, isPaid: found.state !== 'final' }] : []
      }),
      seal: root.slice(0, SEAL_DIGITS),
    }
  },
})

/** The lines of the final result that may have won, and the hash of all of them. */
async function prizedLines({ _id: contestId, resultVersion, rules }: AnnouncedContest) {
  const [result, lines] = await Promise.all([
    findVersion(contestId, resultVersion),
    findLines(contestId, resultVersion, { after: 0, upTo: lastPrizeRank(rules.prizes) }),
  ])
  if (!result) throw new Error(`${contestId} is final without a result`)
  return { lines: lines.filter(({ rank }) => rank <= result.lineCount), root: result.root }
}
