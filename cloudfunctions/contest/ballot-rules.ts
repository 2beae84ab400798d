/** What a ballot may say and how its votes count while it can be changed (PRODUCT 3.3). Pure. */
import type { Ballot, ContestPlan, ContestStanding, VoteStatus } from '../../contract/contest-shapes'
import { VOTES_PER_DAY } from '../../contract/limits'
import { AppError } from '../kit/app-error'
import { voteKey } from './log-rules'
import { ballotClosesAt } from './phase-rules'
import type { BallotDocument, QuarantinedVoteDocument } from './vote-collections'

/** The `_id` of a member's ballot of a day. */
export function ballotIdOf(contestId: string, memberId: string, day: string): string {
  return `${contestId}:${memberId}:${day}`
}

/**
 * The works on a ballot after a vote for one, or after it was taken back, in ascending order; the very same array when
 * that changes nothing.
 * @throws AppError LIMIT_REACHED for more works than a day allows
 */
export function worksAfter(before: readonly string[], workId: string, voted: boolean): readonly string[] {
  if (before.includes(workId) === voted) return before
  if (!voted) return before.filter((id) => id !== workId)
  if (before.length >= VOTES_PER_DAY) throw new AppError('LIMIT_REACHED')
  return [...before, workId].sort()
}

/** Whether somebody joined after voting had begun: their votes count once they come back. */
export function isNewcomer({ joinedAt }: { readonly joinedAt: number }, { voteFrom }: ContestPlan): boolean {
  return joinedAt >= voteFrom
}

/** Days on which a newcomer has to have come. */
const NEWCOMER_DAYS = 2

/** Whether a newcomer with ballots on so many days has come back. */
export function hasReturned(dayCount: number): boolean {
  return dayCount >= NEWCOMER_DAYS
}

/** How a newcomer stands; undefined for everybody else. */
export function newcomerStanding(isNew: boolean, dayCount: number): ContestStanding['newcomer'] {
  if (!isNew) return undefined
  return hasReturned(dayCount) ? 'returned' : 'waiting'
}

/** A ballot as its voter sees it. */
export function ballotView(plan: ContestPlan, day: string, workIds: readonly string[]): Ballot {
  return {
    day,
    workIds: [...workIds],
    left: VOTES_PER_DAY - workIds.length,
    closesAt: ballotClosesAt(plan, day),
  }
}

/** What is known of a voter besides their ballots, by which it is told how their votes count. */
export interface VoterCase {
  readonly voter: string
  readonly isNewcomer: boolean
  readonly isExcluded: boolean
  /** Votes of theirs that are or were under review. */
  readonly quarantined: readonly Pick<QuarantinedVoteDocument, '_id' | 'state'>[]
}

/** The part of a ballot that says who is voted for. */
export type Votes = Pick<BallotDocument, 'day' | 'workIds'>

/** How a vote counts, as far as is known. The state that weighs most is told. */
export function statusOf(
  vote: { readonly day: string; readonly workId: string },
  about: VoterCase,
  dayCount: number,
): VoteStatus {
  if (about.isExcluded) return 'excluded'
  const key = voteKey({ ...vote, voter: about.voter })
  const state = about.quarantined.find(({ _id }) => _id === key)?.state ?? 'released'
  if (state !== 'released') return state
  return about.isNewcomer && !hasReturned(dayCount) ? 'waiting' : 'counted'
}

/** How counters of works change. */
export interface VoteChange {
  readonly raw: number
  readonly counted: number
}

/** By how much the counters of each work change when a voter's ballots become others; those that stay are left out. */
export function voteChanges(
  about: VoterCase,
  before: readonly Votes[],
  after: readonly Votes[],
): ReadonlyMap<string, VoteChange> {
  const changes = new Map<string, VoteChange>()
  for (const [ballots, sign] of [
    [before, -1],
    [after, 1],
  ] as const) {
    for (const { day, workIds } of ballots)
      for (const workId of workIds) {
        const { raw, counted } = changes.get(workId) ?? { raw: 0, counted: 0 }
        const isCounted = statusOf({ day, workId }, about, ballots.length) === 'counted'
        changes.set(workId, { raw: raw + sign, counted: counted + (isCounted ? sign : 0) })
      }
  }
  return new Map([...changes].filter(([, { raw, counted }]) => raw !== 0 || counted !== 0))
}
