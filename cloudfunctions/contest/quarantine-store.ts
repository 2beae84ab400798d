/** What is stored of votes under review. */
import { atMost, collection, greaterThan, oneOf, removed } from '../kit/cloud'
import { CONTESTS, type ContestDocument } from './collections'
import { voteKey } from './log-rules'
import type { SuspectVote } from './signal-rules'
import { QUARANTINED_VOTES, type QuarantinedVoteDocument } from './vote-collections'

const contests = collection<ContestDocument>(CONTESTS)
const quarantined = collection<QuarantinedVoteDocument>(QUARANTINED_VOTES)

/** Puts a vote under review. What was decided of it already stays decided. */
export async function quarantine(contestId: string, vote: SuspectVote, foundAt: number): Promise<void> {
  const { workId, day, voter, signals } = vote
  await quarantined.addOrGet({
    _id: voteKey(vote),
    schemaVersion: 1,
    contestId,
    workId,
    day,
    voter,
    signals,
    state: 'underReview',
    foundAt,
  })
}

/** The look for fraud has come to the end of a day: what the contest shows of its votes is to be counted anew. */
export async function keepQuarantinedTo(contestId: string, day: string, now: number): Promise<void> {
  await contests.updateWhere({ _id: contestId, state: 'announced' }, { quarantinedTo: day, staleAt: now })
}

/** The contest whose totals have waited longest to be counted anew. */
export async function findStale(now: number): Promise<ContestDocument | undefined> {
  const [found] = await contests.find({
    where: { staleAt: atMost(now) },
    orderBy: ['staleAt', 'asc'],
    limit: 1,
  })
  return found
}

/** Its totals were counted anew, unless they have to be once more since. */
export async function endStale(contestId: string, staleAt: number): Promise<void> {
  await contests.updateWhere({ _id: contestId, staleAt }, { staleAt: removed<number>() })
}

/** How votes of a work were decided. */
export interface Ruling {
  readonly state: 'released' | 'excluded'
  readonly decidedBy: string
  readonly reason: string
  readonly decidedAt: number
}

/** Which votes of a work are decided of: by these voters; or, of nobody in particular, all in these states. */
export interface RuledVotes {
  readonly contestId: string
  readonly workId: string
  readonly voters?: readonly string[] | undefined
  readonly from: readonly QuarantinedVoteDocument['state'][]
}

const whereOf = ({ contestId, workId, voters, from }: RuledVotes) => ({
  workId,
  state: oneOf(from),
  ...(voters === undefined ? {} : { contestId, voter: oneOf(voters) }),
})

/** Whether there is any vote to decide of. */
export async function hasVotes(votes: RuledVotes): Promise<boolean> {
  return (await quarantined.find({ where: whereOf(votes), limit: 1, fields: ['state'] })).length > 0
}

/** Decides of votes; how many there were. */
export function rule(votes: RuledVotes, ruling: Ruling): Promise<number> {
  return quarantined.updateWhere(whereOf(votes), { ...ruling })
}

/** The votes of a work that are or were under review, after this one in the order of their ids. */
export function findQuarantinedOf(
  workId: string,
  after: string,
  limit: number,
): Promise<QuarantinedVoteDocument[]> {
  return quarantined.find({ where: { workId, _id: greaterThan(after) }, orderBy: ['_id', 'asc'], limit })
}
