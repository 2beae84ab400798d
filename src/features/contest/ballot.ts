/** A ballot as it is shown: what the cloud has, and what was tapped since. PURE. */
import type { Ballot, VoteTotals } from '../../../contract/contest-shapes'
import { VOTES_PER_DAY } from '../../../contract/limits'

/** Votes (true) and votes taken back (false) that the cloud has not confirmed yet, by work. */
export type Wishes = Readonly<Record<string, boolean>>

/** The works that today's ballot names, in the order in which they were chosen. */
export function picksOf(ballot: Ballot | undefined, wishes: Wishes): readonly string[] {
  const agreed = ballot?.workIds ?? []
  const wished = Object.keys(wishes).filter((workId) => wishes[workId] && !agreed.includes(workId))
  return [...agreed.filter((workId) => wishes[workId] !== false), ...wished]
}

/** How many more works can be named today. */
export function votesLeft(picks: readonly string[]): number {
  return Math.max(0, VOTES_PER_DAY - picks.length)
}

/** The wishes with this one among them, or without it when the cloud's ballot says the same already. */
export function withWish(ballot: Ballot | undefined, wishes: Wishes, workId: string, voted: boolean): Wishes {
  const { [workId]: _, ...others } = wishes
  return (ballot?.workIds.includes(workId) ?? false) === voted ? others : { ...others, [workId]: voted }
}

/** Totals with a vote more or less; one that waits for its voter to come back is cast and does not count yet. */
export function withVote({ raw, counted }: VoteTotals, by: 1 | -1, isWaiting: boolean): VoteTotals {
  return { raw: Math.max(0, raw + by), counted: isWaiting ? counted : Math.max(0, counted + by) }
}
