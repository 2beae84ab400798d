/**
 * Looks through the log for votes that were bought (PRODUCT 3.4), after each day: the whole log, because what a work
 * usually gets is known from all its days. What it finds is the same whoever finds it, so that it may be killed at any
 * point and begun again.
 */
import type { Slice, SliceOutcome } from '../kit/jobs'
import { inBatches } from './batches'
import { voterOf } from './canonical-rules'
import { findContestsIn, secretsOf } from './contest-store'
import { voteKey } from './log-rules'
import { chunksOf, findAnchors } from './log-store'
import { type AnnouncedContest, isAnnounced } from './phase-rules'
import { keepQuarantinedTo, quarantine } from './quarantine-store'
import { findAllWorks } from './result-store'
import { type SuspectVote, suspectVotes } from './signal-rules'
import { quarantineOf } from './verdict-store'
import { addBallot, newVoteGraph } from './vote-graph-rules'

/** Votes that one slice puts under review. */
const VOTES_PER_SLICE = 1_000

/** A slice of the job: the days of one contest that were published since the last look. */
export async function quarantineVotes({ cursor, now }: Slice): Promise<SliceOutcome> {
  const [contest] = await findContestsIn('announced', cursor, 1)
  if (!contest) return { handled: 0, repaired: 0 }
  const day = isAnnounced(contest) ? (await findAnchors(contest._id)).at(-1)?.day : undefined
  if (!isAnnounced(contest) || day === undefined || day === contest.quarantinedTo)
    return { next: contest._id, handled: 1, repaired: 0 }
  const found = await findNew(contest, day)
  const taken = found.slice(0, VOTES_PER_SLICE)
  await inBatches(taken, (vote) => quarantine(contest._id, vote, now))
  const outcome = { handled: 1, repaired: taken.length }
  // What is left is found again by the next slice.
  if (taken.length < found.length) return { ...outcome, next: cursor ?? '' }
  await keepQuarantinedTo(contest._id, day, now)
  return { ...outcome, next: contest._id }
}

/** Suspect votes up to a day that nobody has put under review yet. */
async function findNew({ _id: contestId }: AnnouncedContest, upTo: string): Promise<SuspectVote[]> {
  const [works, { voterKey }] = await Promise.all([findAllWorks(contestId), secretsOf(contestId)])
  const graph = newVoteGraph(new Map(works.map(({ _id, authorId }) => [_id, voterOf(voterKey, authorId)])))
  for await (const chunks of chunksOf(contestId))
    for (const { day, ballots } of chunks)
      if (day <= upTo) for (const ballot of ballots) addBallot(graph, ballot)
  const suspects = suspectVotes(graph)
  if (suspects.length === 0) return []
  const known = new Set<string>()
  for await (const page of quarantineOf(contestId)) for (const { _id } of page) known.add(_id)
  return suspects.filter((vote) => !known.has(voteKey(vote)))
}
