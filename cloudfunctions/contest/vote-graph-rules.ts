/** Who voted for what, as the look for fraud walks through it: the log with names said once each. Pure. */
import type { LoggedBallot } from './log-rules'

/** A voter in a contest. What is known of them is what was known on the latest day that they came. */
export interface Voter {
  readonly voter: string
  latestDay: string
  inviter: string | undefined
  isSoleAct: boolean
  risk: number
  /** Ballots of theirs that name a work. */
  ballots: number
  readonly votes: Vote[]
}

/** A work that was voted for. */
export interface VotedWork {
  readonly workId: string
  /** The pseudonym of its author. */
  readonly author: string | undefined
  readonly votes: Vote[]
}

export interface Vote {
  readonly voter: Voter
  readonly work: VotedWork
  readonly day: string
  /** When its ballot was changed last, epoch milliseconds. */
  readonly at: number
}

export interface VoteGraph {
  readonly voters: Map<string, Voter>
  readonly works: Map<string, VotedWork>
  readonly days: Map<string, string>
  readonly authors: ReadonlyMap<string, string>
}

/** The graph of no ballots. @param authors pseudonyms of the works' authors, by work */
export function newVoteGraph(authors: ReadonlyMap<string, string>): VoteGraph {
  return { voters: new Map(), works: new Map(), days: new Map(), authors }
}

/** Takes in a ballot of the log; a graph is the same whatever order they come in, but for the order of its lists. */
export function addBallot(graph: VoteGraph, ballot: LoggedBallot): void {
  const voter = voterOf(graph, ballot)
  const day = onceEach(graph.days, ballot.day, () => ballot.day)
  if (ballot.workIds.length > 0) voter.ballots += 1
  for (const workId of ballot.workIds) {
    const author = graph.authors.get(workId)
    const work = onceEach(graph.works, workId, (): VotedWork => ({ workId, author, votes: [] }))
    const vote = { voter, work, day, at: ballot.at }
    voter.votes.push(vote)
    work.votes.push(vote)
  }
}

/** Somebody who has done nothing else at first may have done something by the next day: the latest is what counts. */
function voterOf(graph: VoteGraph, { voter: name, day, inviter, isSoleAct, risk = 0 }: LoggedBallot): Voter {
  const known = { latestDay: day, inviter, isSoleAct, risk }
  const voter = onceEach(graph.voters, name, () => ({ voter: name, ...known, ballots: 0, votes: [] }))
  return day > voter.latestDay ? Object.assign(voter, known) : voter
}

function onceEach<T>(all: Map<string, T>, name: string, make: () => T): T {
  const known = all.get(name)
  if (known !== undefined) return known
  const made = make()
  all.set(name, made)
  return made
}

/** Who voted for a work, and on how many days. */
export function votersOf(work: VotedWork): Map<Voter, number> {
  const daysBy = new Map<Voter, number>()
  for (const { voter } of work.votes) daysBy.set(voter, (daysBy.get(voter) ?? 0) + 1)
  return daysBy
}
