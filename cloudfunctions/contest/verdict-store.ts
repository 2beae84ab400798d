/** What was found against votes and voters, and what the jury has given: what a count reads besides the log. */
import { QUERY_LIMIT_MAX } from '../../contract/limits'
import { collection } from '../kit/cloud'
import type { Verdicts } from './count-rules'
import { allOf, pagesOf } from './paging'
import { JURY_SCORES, type JuryScoreDocument } from './result-collections'
import {
  EXCLUDED_VOTERS,
  type ExcludedVoterDocument,
  QUARANTINED_VOTES,
  type QuarantinedVoteDocument,
} from './vote-collections'

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

/** What stands against votes of a contest now. */
export async function findVerdicts(contestId: string): Promise<Verdicts> {
  const standing = new Set<string>()
  // A vote's `_id` is its name.
  for await (const page of quarantineOf(contestId))
    for (const { _id, state } of page) if (state !== 'released') standing.add(_id)
  return { quarantined: standing, excluded: new Set(await findExcluded(contestId)) }
}

/** The names of a voter's votes that do not count as long as nobody releases them. */
export async function findStandingOf(contestId: string, voter: string): Promise<ReadonlySet<string>> {
  const found = await quarantined.find({ where: { contestId, voter }, limit: QUERY_LIMIT_MAX })
  return new Set(found.flatMap(({ _id, state }) => (state === 'released' ? [] : _id)))
}

/** Those of these voters whom an operator has excluded. */
export async function findExcludedAmong(
  contestId: string,
  voters: readonly string[],
): Promise<ReadonlySet<string>> {
  const found = await excluded.getMany(voters.map((voter) => `${contestId}:${voter}`))
  return new Set(found.map(({ voter }) => voter))
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
