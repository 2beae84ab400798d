/** What is stored of ballots. */
import { CONTEST_BALLOTS_MAX } from '../../contract/limits'
import { collection } from '../kit/cloud'
import { passGuard } from '../kit/guard'
import type { Transaction } from '../kit/transaction'
import { ballotIdOf, type VoterCase, type Votes, voteChanges } from './ballot-rules'
import { BALLOTS, type BallotDocument } from './vote-collections'
import { addToVotes } from './work-store'

const ballots = collection<BallotDocument>(BALLOTS)

/** A caller's ballots of a contest, the latest day first. */
export function findBallots(
  callerKey: string,
  contestId: string,
  limit = CONTEST_BALLOTS_MAX,
): Promise<BallotDocument[]> {
  return ballots.find({ where: { callerKey, contestId }, orderBy: ['day', 'desc'], limit })
}

/** A member's ballot of a day, or undefined. */
export function findBallot(
  contestId: string,
  memberId: string,
  day: string,
): Promise<BallotDocument | undefined> {
  return ballots.get(ballotIdOf(contestId, memberId, day))
}

/** A ballot as it is wished, and what is known of its voter. */
export interface BallotWish {
  /** Whose ballot of which day it is; its works are those before. */
  readonly ballot: Omit<BallotDocument, '_id' | 'workIds'>
  readonly about: VoterCase
  /** The voter's ballots of other days; only a newcomer's matter. */
  readonly others: readonly Votes[]
  /** The works after, from those before. Throws what refuses them. */
  change(before: readonly string[]): readonly string[]
}

/**
 * Changes the ballot of a day in a transaction that the voter's ban stops; the counters of works follow the commit.
 * What is wished is awaited beside the guard, so that knowing the voter costs no time of its own.
 */
export async function changeBallot(
  tx: Transaction,
  memberId: string,
  wishing: Promise<BallotWish>,
): Promise<readonly string[]> {
  await passGuard(tx, memberId)
  const { ballot, about, others, change } = await wishing
  const stored = tx.collection<BallotDocument>(BALLOTS)
  const _id = ballotIdOf(ballot.contestId, memberId, ballot.day)
  const before = await stored.get(_id)
  const workIds = change(before?.workIds ?? [])
  if (before && workIds === before.workIds) return workIds
  // That a newcomer has come is all that an empty ballot says.
  if (!before && workIds.length === 0 && !about.isNewcomer) return workIds
  if (before) await stored.update(_id, { workIds, at: ballot.at })
  else await stored.add({ ...ballot, _id, workIds })
  const changes = voteChanges(about, before ? [...others, before] : others, [
    ...others,
    { day: ballot.day, workIds },
  ])
  tx.afterCommit(async () => {
    await Promise.all([...changes].map(([workId, by]) => addToVotes(workId, by)))
  })
  return workIds
}
