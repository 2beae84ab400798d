/**
 * Clusters: voters who vote as one. Those who are devoted to one work, in a number that this contest's ways do not
 * explain; and rings of authors who vote for each other. Pure. PRODUCT 3.4.
 */
import { type Vote, type VotedWork, type VoteGraph, type Voter, votersOf } from './vote-graph-rules'

/** So many standard deviations above what the other works' voters do. */
const CLUSTER_SIGMAS = 5
/** Fewer than these are a family, a class, a circle of friends. */
export const DEVOTED_MIN = 20
/** Authors that vote for each other, each with so many of the others at least. */
export const RING_PARTNERS_MIN = 4
/** What they give each other, of all their votes. */
const RING_SHARE_MIN = 0.6
/** A ring is no larger a part of the contest than this: where few take part, everybody votes for everybody. */
const RING_WORKS_MAX = 1 / 2

/** The votes that are cast in clusters. */
export function clustersOf(graph: VoteGraph): Vote[] {
  return [...devotedVotes(graph), ...ringVotes(graph)]
}

/** A work's voters who never leave it out. */
interface Following {
  readonly work: VotedWork
  readonly voters: number
  readonly devoted: ReadonlySet<Voter>
}

/**
 * Votes of those who are devoted to a work: it stands on each of their ballots, which are two at least, for whoever comes
 * once comes for what they were shown. Every work has some. How many is usual, the other works say: it is counted over
 * them, once more without those that the first count found unusual, so that farms do not set the measure for each other.
 */
function devotedVotes(graph: VoteGraph): Vote[] {
  const followings = [...graph.works.values()].map(followingOf)
  const atFirst = unusual(followings, followings)
  const ordinary = followings.filter((following) => !atFirst.has(following))
  return [...unusual(followings, ordinary)].flatMap(({ work, devoted }) =>
    work.votes.filter(({ voter }) => devoted.has(voter)),
  )
}

function followingOf(work: VotedWork): Following {
  const daysBy = votersOf(work)
  const devoted = [...daysBy]
    .filter(([{ ballots }, days]) => ballots >= 2 && days === ballots)
    .map(([voter]) => voter)
  return { work, voters: daysBy.size, devoted: new Set(devoted) }
}

/** Those that have more devoted voters than the others let expect. */
function unusual(followings: readonly Following[], ordinary: readonly Following[]): Set<Following> {
  const all = totalOf(ordinary)
  const isOrdinary = new Set(ordinary)
  return new Set(
    followings.filter((following) => {
      const own = isOrdinary.has(following) ? totalOf([following]) : { voters: 0, devoted: 0 }
      const share = (all.devoted - own.devoted) / Math.max(1, all.voters - own.voters)
      const expected = following.voters * share
      const sigma = Math.sqrt(expected * (1 - share))
      const { size } = following.devoted
      return size >= DEVOTED_MIN && size > expected + CLUSTER_SIGMAS * sigma
    }),
  )
}

function totalOf(followings: readonly Following[]): { voters: number; devoted: number } {
  const total = { voters: 0, devoted: 0 }
  for (const { voters, devoted } of followings) {
    total.voters += voters
    total.devoted += devoted.size
  }
  return total
}

/** Votes that authors of a ring give each other. */
function ringVotes(graph: VoteGraph): Vote[] {
  const authors = new Set(graph.authors.values())
  const voting = [...authors].flatMap((author) => graph.voters.get(author) ?? [])
  const partners = partnersAmong(voting)
  return componentsOf(peel(voting, partners), partners)
    .map((component) => peel(component, partners))
    .filter((ring) => ring.size > 0 && ring.size <= authors.size * RING_WORKS_MAX)
    .flatMap((ring) => [...ring].flatMap((voter) => votesInto(namesOf(ring), voter)))
}

type Partners = ReadonlyMap<Voter, ReadonlySet<Voter>>

/** Who votes for whom and is voted for by them. */
function partnersAmong(voting: readonly Voter[]): Partners {
  const votedFor = new Map(
    voting.map((voter) => [voter.voter, new Set(voter.votes.flatMap(({ work }) => work.author ?? []))]),
  )
  const byName = new Map(voting.map((voter) => [voter.voter, voter]))
  return new Map(
    voting.map((voter) => {
      const theirs = [...(votedFor.get(voter.voter) ?? [])]
      const mutual = theirs.filter((name) => votedFor.get(name)?.has(voter.voter))
      return [voter, new Set(mutual.flatMap((name) => byName.get(name) ?? []))]
    }),
  )
}

/** Takes away, until nobody is left who lacks them, those who have too few partners or vote elsewhere too often. */
function peel(from: Iterable<Voter>, partners: Partners): Set<Voter> {
  const left = new Set(from)
  for (let before = -1; before !== left.size; ) {
    before = left.size
    const names = namesOf(left)
    for (const voter of left) {
      const inside = [...(partners.get(voter) ?? [])].filter((partner) => left.has(partner)).length
      const share = votesInto(names, voter).length / voter.votes.length
      if (inside < RING_PARTNERS_MIN || share < RING_SHARE_MIN) left.delete(voter)
    }
  }
  return left
}

function componentsOf(voters: ReadonlySet<Voter>, partners: Partners): Voter[][] {
  const unseen = new Set(voters)
  const components: Voter[][] = []
  for (const first of voters) {
    if (!unseen.delete(first)) continue
    const component = [first]
    for (const voter of component)
      for (const partner of partners.get(voter) ?? []) if (unseen.delete(partner)) component.push(partner)
    components.push(component)
  }
  return components
}

const namesOf = (voters: Iterable<Voter>) => new Set([...voters].map(({ voter }) => voter))

function votesInto(authors: ReadonlySet<string>, { votes }: Voter): Vote[] {
  return votes.filter(({ work }) => work.author !== undefined && authors.has(work.author))
}
