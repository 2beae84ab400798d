/** Casting votes (PRODUCT 3.3): what is asked of a voter, beside the transaction that keeps their ballot. */
import type { Input, Output } from '../../contract/index'
import { AppError } from '../kit/app-error'
import type { MemberContext } from '../kit/handler'
import { periodOf } from '../kit/period'
import { isConflict } from '../kit/sdk-error'
import { inTransaction } from '../kit/transaction'
import {
  ballotView,
  isNewcomer,
  newcomerStanding,
  type VoterCase,
  type Votes,
  worksAfter,
} from './ballot-rules'
import { type BallotWish, changeBallot, findBallots } from './ballot-store'
import { voterOf } from './canonical-rules'
import type { WorkDocument } from './collections'
import { demandAnnounced, secretsOf } from './contest-store'
import { type AnnouncedContest, demandPhase } from './phase-rules'
import { type Risk, riskOf } from './risk-store'
import { findQuarantined, isExcluded } from './verdict-store'

/** The highest rank of the platform's with which somebody may vote. */
const RISK_RANK_MAX = 2

type Voted = Output<'contest.castVote'>

/** What is known of a voter and their contest. */
interface Known {
  readonly contest: AnnouncedContest
  readonly day: string
  readonly about: VoterCase
  readonly others: readonly Votes[]
  readonly ballot: BallotWish['ballot']
}

/** Casts a vote for a work, or takes it back. */
export async function castVoteFor(
  work: WorkDocument | undefined,
  input: Input<'contest.castVote'>,
  ctx: MemberContext,
): Promise<Voted> {
  if (!work) throw new AppError('NOT_FOUND')
  const { workId, voted } = input
  // Whoever has cast a vote may always take it back.
  const asking = voted ? riskOf(ctx) : undefined
  const allowing = allowed(work, input, ctx, asking)
  try {
    return await keepBallot(allowing, ctx, (before) => worksAfter(before, workId, voted))
  } finally {
    await (await asking)?.keeping
  }
}

/** What is known of a voter who may vote so. @throws AppError DAY_OVER, OWN_WORK, NOT_FOUND, NOT_ELIGIBLE */
async function allowed(
  work: WorkDocument,
  { day, voted }: Input<'contest.castVote'>,
  ctx: MemberContext,
  asking: Promise<Risk> | undefined,
): Promise<Known> {
  const [known, risk] = await Promise.all([knowVoter(work.contestId, ctx), asking])
  if (day !== known.day) throw new AppError('DAY_OVER')
  if (voted && work.authorId === ctx.actor._id) throw new AppError('OWN_WORK')
  if (voted && work.state !== 'entered') throw new AppError('NOT_FOUND')
  if (risk?.rank !== undefined && risk.rank > RISK_RANK_MAX) throw new AppError('NOT_ELIGIBLE')
  return known
}

/** Notes that somebody has come today, by a ballot that may stay empty. */
export function openBallotOf(contestId: string, ctx: MemberContext): Promise<Voted> {
  return keepBallot(knowVoter(contestId, ctx), ctx, (before) => before)
}

async function keepBallot(
  knowing: Promise<Known>,
  ctx: MemberContext,
  change: BallotWish['change'],
): Promise<Voted> {
  const wishing = knowing.then(({ about, others, ballot }) => ({ about, others, ballot, change }), giveUp)
  const keeping = inTransaction((tx) => changeBallot(tx, ctx.actor._id, wishing))
  // The transaction meets its failure in its turn; neither is left under way.
  await Promise.allSettled([wishing, keeping])
  const workIds = await keeping
  const { contest, day, about, others } = await knowing
  return votedAs(contest, day, workIds, newcomerStanding(about.isNewcomer, others.length + 1))
}

/** What was asked beside a transaction is not asked again by its next attempt, so that a conflict there is the end. */
function giveUp(error: unknown): never {
  throw isConflict(error) ? new AppError('BUSY') : error
}

/** A ballot as it is answered. */
export function votedAs(
  { plan }: AnnouncedContest,
  day: string,
  workIds: readonly string[],
  newcomer: Voted['newcomer'],
): Voted {
  return { ballot: ballotView(plan, day, workIds), ...(newcomer === undefined ? {} : { newcomer }) }
}

/**
 * Who votes, and where.
 * @throws AppError NOT_FOUND for a contest that is not announced; CONTEST_CLOSED outside the vote
 */
async function knowVoter(contestId: string, ctx: MemberContext): Promise<Known> {
  const [contest, { voterKey }] = await Promise.all([demandAnnounced(contestId), secretsOf(contestId)])
  demandPhase(contest, ctx.now, 'vote')
  const { actor, callerKey, now } = ctx
  const day = periodOf('day', now)
  const voter = voterOf(voterKey, actor._id)
  const isNew = isNewcomer(actor, contest.plan)
  const [isOut, ballots, quarantined] = await Promise.all([
    isExcluded(contestId, voter),
    isNew ? findBallots(callerKey, contestId) : [],
    isNew ? findQuarantined(contestId, voter) : [],
  ])
  const inviterId = actor.arrival?.inviterId
  return {
    contest,
    day,
    about: { voter, isNewcomer: isNew, isExcluded: isOut, quarantined },
    others: ballots.filter((each) => each.day !== day),
    ballot: {
      schemaVersion: 1,
      contestId,
      memberId: actor._id,
      callerKey,
      day,
      voter,
      ...(isNew ? { isNewcomer: true } : {}),
      ...(inviterId === undefined ? {} : { inviter: voterOf(voterKey, inviterId) }),
      at: now,
    },
  }
}
