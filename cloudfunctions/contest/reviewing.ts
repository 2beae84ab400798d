/** What operators decide of votes and voters (PRODUCT 3.4), so that every result hears of it. */
import { atLeast, collection, increasedBy, type Patch } from '../kit/cloud'
import { inTransaction, type Transaction } from '../kit/transaction'
import {
  CONTESTS,
  type ContestDecisionDocument,
  type ContestDocument,
  WORKS,
  type WorkDocument,
} from './collections'
import { contestIn, demandAnnounced, recordDecision } from './contest-store'
import { findChunkOf } from './log-store'
import { demandUnfrozen, voteDays } from './phase-rules'
import { hasVotes, type RuledVotes, type Ruling, rule } from './quarantine-store'
import { wantRecount } from './recount-store'
import { BALLOTS, type BallotDocument, EXCLUDED_VOTERS, type ExcludedVoterDocument } from './vote-collections'

const works = collection<WorkDocument>(WORKS)
const ballots = collection<BallotDocument>(BALLOTS)

/** Longer than an invocation may run. */
const HOLD_MS = 60_000

/** Who has decided what, and why. */
export type Deed = Pick<ContestDecisionDocument, 'by' | 'reason' | 'at' | 'decision'>

/**
 * Decides of many votes at once, which no transaction can hold. The deed is kept first, with the final result held back
 * until it is done: the result has heard of all of it or of nothing, and the one after hears the rest.
 * @returns how many votes were decided otherwise than before
 * @throws AppError CONTEST_CLOSED once the result is final
 */
export async function ruleVotes(votes: RuledVotes, ruling: Ruling, deed: Deed): Promise<number> {
  if (!(await hasVotes(votes))) {
    demandUnfrozen(await demandAnnounced(votes.contestId))
    return 0
  }
  const { contestId, workId: subjectId } = votes
  await inTransaction(async (tx) => {
    await beginDeciding(tx, contestId, 'reviewed', { heldUntil: deed.at + HOLD_MS })
    await recordDecision(tx, { contestId, what: 'votes', subjectId, ...deed })
  })
  const [reviewed, changed] = await ruleEach(votes, ruling)
  // Where the work does not show them yet, the new count will.
  await works.updateWhere(
    { _id: votes.workId, underReview: atLeast(reviewed) },
    { underReview: increasedBy(-reviewed) },
  )
  // A version that was counted meanwhile has not seen all of it.
  await inTransaction((tx) => beginDeciding(tx, contestId, 'reviewed', { staleAt: deed.at }))
  return changed
}

/** Those under review apart from those that were decided of before: the work shows how many of the first there are. */
async function ruleEach(votes: RuledVotes, ruling: Ruling): Promise<[reviewed: number, changed: number]> {
  const decided = votes.from.filter((state) => state !== 'underReview')
  const reviewed = votes.from.includes('underReview')
    ? await rule({ ...votes, from: ['underReview'] }, ruling)
    : 0
  return [reviewed, reviewed + (decided.length > 0 ? await rule({ ...votes, from: decided }, ruling) : 0)]
}

/** In the transaction of a decision: finds out that the result is not final, and asks for a new one. */
export async function beginDeciding(
  tx: Transaction,
  contestId: string,
  why: 'reviewed' | 'appeal',
  marks: Patch<ContestDocument>,
): Promise<void> {
  demandUnfrozen(await contestIn(tx, contestId))
  await wantRecount(tx, contestId, why)
  await tx.collection<ContestDocument>(CONTESTS).update(contestId, marks)
}

/** Whether anybody has voted in a contest under this pseudonym; of those who have left the log still knows. */
export async function isVoterIn({ _id: contestId, plan }: ContestDocument, voter: string): Promise<boolean> {
  const [ballot] = await ballots.find({ where: { contestId, voter }, limit: 1, fields: ['voter'] })
  if (ballot) return true
  const chunks = await Promise.all(voteDays(plan).map((day) => findChunkOf(contestId, day, voter)))
  return chunks.some((chunk) => chunk?.ballots.some((each) => each.voter === voter))
}

/**
 * Excludes a voter, or takes that back; nothing when it is so already.
 * @throws AppError CONTEST_CLOSED once the result is final
 */
export function excludeVoter(
  contestId: string,
  voter: string,
  isExcluded: boolean,
  { by, reason, at }: Omit<Deed, 'decision'>,
): Promise<void> {
  return inTransaction(async (tx) => {
    const excluded = tx.collection<ExcludedVoterDocument>(EXCLUDED_VOTERS)
    const _id = `${contestId}:${voter}`
    const found = await excluded.get(_id)
    demandUnfrozen(await contestIn(tx, contestId))
    if ((found !== undefined) === isExcluded) return
    await beginDeciding(tx, contestId, 'reviewed', { staleAt: at })
    const decision = isExcluded ? 'exclude' : 'include'
    await recordDecision(tx, { contestId, what: 'voter', subjectId: voter, decision, reason, by, at })
    if (found) await excluded.remove(_id)
    else await excluded.add({ _id, schemaVersion: 1, contestId, voter, by, reason, at })
  })
}
