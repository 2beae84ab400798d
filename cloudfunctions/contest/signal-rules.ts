/**
 * What speaks against single votes, and which of them are counted 0 until a person has looked. Pure. PRODUCT 3.4.
 *
 * A vote is put under review by two signals that are independent of each other: neither follows from what explains the
 * other. `burst` says when it came, `cluster` how its voter votes beside others, `inviter` and `soleAct` where its voter
 * comes from, `risk` what the platform knows and nobody here. The last two of one's origin are one fact: somebody who
 * came by a canvassing card has its sender as inviter and at first nothing else to their name, and their vote matters
 * (PRODUCT 3.3). Every other pair is two facts: friends of one inviter who all come in the same hour, accounts without
 * another act that vote as one.
 */
import type { FraudSignal } from '../../contract/contest-shapes'
import { burstsOf } from './burst-rules'
import { clustersOf } from './cluster-rules'
import { type LoggedVote, voteKey } from './log-rules'
import { type Vote, type VotedWork, type VoteGraph, votersOf } from './vote-graph-rules'

/** More than this part of a work's voters came by one inviter. PRODUCT 3.4. */
export const INVITER_SHARE = 0.4
/** Fewer are the friends that anybody may have brought. */
export const INVITED_MIN = 20
/** PRODUCT 3.3: such an account does not vote, if it is known at the time. */
export const RISK_MIN = 3

/** A vote with what speaks against it, in the order of `FraudSignal`. */
export interface SuspectVote extends LoggedVote {
  readonly signals: readonly FraudSignal[]
}

/** The votes under two independent signals or more, in ascending order of their keys. */
export function suspectVotes(graph: VoteGraph): SuspectVote[] {
  return suspectsAmong(signalsOf(graph))
}

/** Every signal of every vote that has one. */
export function signalsOf(graph: VoteGraph): Map<Vote, FraudSignal[]> {
  const days = [...graph.days.keys()].sort()
  const works = [...graph.works.values()]
  const all = works.flatMap(({ votes }) => votes)
  const signals = new Map<Vote, FraudSignal[]>()
  const mark = (signal: FraudSignal, votes: readonly Vote[]) => {
    for (const vote of new Set(votes)) {
      const known = signals.get(vote)
      if (known) known.push(signal)
      else signals.set(vote, [signal])
    }
  }
  mark(
    'burst',
    works.flatMap((work) => burstsOf(work, days)),
  )
  mark('inviter', works.flatMap(invitedVotes))
  mark(
    'soleAct',
    all.filter(({ voter }) => voter.isSoleAct),
  )
  mark('cluster', clustersOf(graph))
  mark(
    'risk',
    all.filter(({ voter }) => voter.risk >= RISK_MIN),
  )
  return signals
}

/** The votes of those whom one inviter brought, where they are too large a part of a work's voters. */
function invitedVotes(work: VotedWork): Vote[] {
  const voters = [...votersOf(work).keys()]
  const broughtBy = new Map<string, number>()
  for (const { inviter } of voters)
    if (inviter !== undefined) broughtBy.set(inviter, (broughtBy.get(inviter) ?? 0) + 1)
  const isMuch = (inviter: string | undefined) => {
    const brought = inviter === undefined ? 0 : (broughtBy.get(inviter) ?? 0)
    return brought >= INVITED_MIN && brought > voters.length * INVITER_SHARE
  }
  return work.votes.filter(({ voter }) => isMuch(voter.inviter))
}

function suspectsAmong(signals: ReadonlyMap<Vote, readonly FraudSignal[]>): SuspectVote[] {
  return [...signals]
    .filter(([, found]) => countIndependent(found) >= 2)
    .map(([{ voter, day, work }, found]) => ({
      voter: voter.voter,
      day,
      workId: work.workId,
      signals: found,
    }))
    .sort((a, b) => (voteKey(a) < voteKey(b) ? -1 : 1))
}

/** How many facts these signals are. */
export function countIndependent(signals: readonly FraudSignal[]): number {
  const isOneOrigin = signals.includes('inviter') && signals.includes('soleAct')
  return signals.length - (isOneOrigin ? 1 : 0)
}
