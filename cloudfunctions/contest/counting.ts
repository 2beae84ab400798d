/**
 * Counts the log and makes a version of the result (PRODUCT 3.5-3.8): the first once the log is whole, a new one when a
 * decision asks for it, the final one after the public notice. A version is there when its own document is: killed
 * before, everything is counted anew.
 */
import type { ResultVersion } from '../../contract/contest-proof'
import type { Slice, SliceOutcome } from '../kit/jobs'
import { findContestsIn, secretsOf } from './contest-store'
import { Tally } from './count-rules'
import { chunksOf } from './log-store'
import { type AnnouncedContest, isAnnounced } from './phase-rules'
import { rankWorks, rootOfLines } from './ranking-rules'
import { addVersion, findAllWorks, hasOpenAppeal, putLines } from './result-store'
import { findScores, findVerdicts, keepReviewed } from './verdict-store'
import { isNoticeOver, versionWanted } from './version-rules'

/** Counts what is to be counted of one contest after another. */
export async function countVotes({ now, cursor }: Slice): Promise<SliceOutcome> {
  const [contest] = await findContestsIn('announced', cursor, 1)
  if (!contest) return { handled: 0, repaired: 0 }
  const repaired = isAnnounced(contest) && (await countIfWanted(contest, now)) ? 1 : 0
  return { next: contest._id, handled: 1, repaired }
}

async function countIfWanted(contest: AnnouncedContest, now: number): Promise<boolean> {
  const isDisputed = isNoticeOver(contest, now) && (await hasOpenAppeal(contest._id))
  const why = versionWanted(contest, now, isDisputed)
  return why !== undefined && countVersion(contest, why, now)
}

async function countVersion(
  contest: AnnouncedContest,
  why: ResultVersion['why'],
  at: number,
): Promise<boolean> {
  const { _id: contestId, rules } = contest
  const version = contest.resultVersion + 1
  const [all, verdicts, scores, { drawSeed }] = await Promise.all([
    findAllWorks(contestId),
    findVerdicts(contestId),
    findScores(contestId),
    secretsOf(contestId),
  ])
  const works = all.flatMap(({ _id: workId, state, enteredAt }) =>
    state === 'entered' ? [{ workId, enteredAt }] : [],
  )
  const tally = new Tally(
    works.map(({ workId }) => workId),
    verdicts,
  )
  for await (const chunks of chunksOf(contestId))
    for (const { ballots } of chunks) for (const ballot of ballots) tally.add(ballot)
  const given = new Map([...scores].map(([workId, byJuror]) => [workId, [...byJuror.values()]]))
  const tallies = tally.totals()
  const lines = rankWorks({ scoring: rules.scoring, drawSeed, works, tallies, scores: given })
  await putLines(contestId, version, lines)
  await keepReviewed(contestId, verdicts.reviewed)
  const sum = (of: 'raw' | 'counted') => lines.reduce((total, line) => total + line[of], 0)
  const votes = { rawVotes: sum('raw'), countedVotes: sum('counted') }
  const root = rootOfLines(lines)
  return addVersion(
    { contestId, version, why, ...votes, root, lineCount: lines.length, at },
    contest.recountAsks ?? 0,
  )
}
