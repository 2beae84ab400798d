/** What was found against votes and voters, and what the jury has given: what a count reads besides the log. */
import type { FraudSignal } from '../../contract/contest-shapes'
import { QUERY_LIMIT_MAX } from '../../contract/limits'
import { collection, replacedBy } from '../kit/cloud'
import { CONTESTS, type ContestDocument, type Reviewed } from './collections'
import type { Verdicts } from './count-rules'
import { allOf, pagesOf } from './paging'
import { JURY_SCORES, type JuryScoreDocument } from './result-collections'
import {
  EXCLUDED_VOTERS,
  type ExcludedVoterDocument,
  QUARANTINED_VOTES,
  type QuarantinedVoteDocument,
} from './vote-collections'

const contests = collection<ContestDocument>(CONTESTS)
const quarantined = collection<QuarantinedVoteDocument>(QUARANTINED_VOTES)
const excluded = collection<ExcludedVoterDocument>(EXCLUDED_VOTERS)
const scores = collection<JuryScoreDocument>(JURY_SCORES)

/** Votes of a contest that are or were under review, in the order of their ids; page by page. */
export function quarantineOf(contestId: string): AsyncGenerator<readonly QuarantinedVoteDocument[]> {
  return pagesOf(quarantined, { contestId })
}

/** The voters that an operator has excluded from a contest, in ascending order. */
export async function findExcluded(contestId: string): Promise<string[]> {
  return (await allOf(excluded, { contestId })).map(({ voter }) => voter)
}

/** What stands against votes of a contest now, and how many there are of each kind. */
export async function findVerdicts(contestId: string): Promise<Verdicts & { readonly reviewed: Reviewed }> {
  const standing = new Set<string>()
  const counts = { underReview: 0, released: 0, excluded: 0 }
  const bySignal: Partial<Record<FraudSignal, number>> = {}
  for await (const page of quarantineOf(contestId))
    for (const { _id, state, signals } of page) {
      counts[state] += 1
      // A vote's `_id` is its name.
      if (state !== 'released') standing.add(_id)
      if (state === 'underReview')
        for (const signal of signals) bySignal[signal] = (bySignal[signal] ?? 0) + 1
    }
  const { underReview: votes, ...decided } = counts
  const excludedVoters = new Set(await findExcluded(contestId))
  return { quarantined: standing, excluded: excludedVoters, reviewed: { votes, ...decided, bySignal } }
}

/** Keeps how many votes are and were under review, for the proof page. */
export async function keepReviewed(contestId: string, reviewed: Reviewed): Promise<void> {
  await contests.update(contestId, { reviewed: replacedBy(reviewed) })
}

/** Those of these voters whom an operator has excluded. */
export async function findExcludedAmong(
  contestId: string,
  voters: readonly string[],
): Promise<ReadonlySet<string>> {
  const found = await excluded.getMany(voters.map((voter) => `${contestId}:${voter}`))
  return new Set(found.map(({ voter }) => voter))
}

/** Whether all of a voter's votes are excluded from a contest. */
export async function isExcluded(contestId: string, voter: string): Promise<boolean> {
  return (await excluded.get(`${contestId}:${voter}`)) !== undefined
}

/** A voter's votes that are or were under review: never more than ballots have votes. */
export function findQuarantined(contestId: string, voter: string): Promise<QuarantinedVoteDocument[]> {
  return quarantined.find({ where: { contestId, voter }, limit: QUERY_LIMIT_MAX })
}

/** What the jury has given in a contest: scores by juror, by work. */
export async function findScores(
  contestId: string,
): Promise<ReadonlyMap<string, ReadonlyMap<string, number>>> {
  const byWork = new Map<string, Map<string, number>>()
  for await (const page of pagesOf(scores, { contestId }))
    for (const { workId, jurorId, score } of page)
      byWork.set(workId, (byWork.get(workId) ?? new Map<string, number>()).set(jurorId, score))
  return byWork
}
