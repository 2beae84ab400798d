import { contest } from '../../../contract/contest'
import { temporaryUrls } from '../../kit/files'
import { prefetching } from '../../kit/handler'
import { statusOf, type VoterCase } from '../ballot-rules'
import { findBallots } from '../ballot-store'
import { demandAnnounced } from '../contest-store'
import { findAnchors } from '../log-store'
import { findQuarantined, isExcluded } from '../verdict-store'
import { bareWorkCard, workFileIds } from '../views'
import type { BallotDocument } from '../vote-collections'
import { findManyWorks } from '../work-store'

/** The caller's ballots, and how each vote counts so far. A work that takes no part any more is not shown. */
export const listMyBallots = prefetching(contest['contest.listMyBallots'], {
  prefetch: ({ contestId }, { callerKey }) =>
    Promise.all([demandAnnounced(contestId), findBallots(callerKey, contestId), findAnchors(contestId)]),
  async run(_input, { actor }, [contest, ballots, anchors]) {
    const [about, found] = await Promise.all([
      caseOf(contest._id, ballots[0]),
      findManyWorks(ballots.flatMap(({ workIds }) => workIds)),
    ])
    const works = new Map(found.filter(({ state }) => state === 'entered').map((work) => [work._id, work]))
    const sight = { urls: await temporaryUrls(workFileIds([...works.values()])), viewerId: actor._id }
    const anchored = new Set(anchors.map(({ day }) => day))
    return {
      ballots: ballots.map(({ day, workIds }) => ({
        day,
        votes: workIds.flatMap((workId) => {
          const work = works.get(workId)
          const status = about && statusOf({ day, workId }, about, ballots.length)
          return work && status ? [{ work: bareWorkCard(work, sight), status }] : []
        }),
        isAnchored: anchored.has(day),
      })),
    }
  },
})

/** What is known of who cast these ballots; undefined for who has cast none. */
async function caseOf(contestId: string, ballot: BallotDocument | undefined): Promise<VoterCase | undefined> {
  if (!ballot) return undefined
  const { voter } = ballot
  const [isOut, quarantined] = await Promise.all([
    isExcluded(contestId, voter),
    findQuarantined(contestId, voter),
  ])
  return { voter, isNewcomer: ballot.isNewcomer === true, isExcluded: isOut, quarantined }
}
