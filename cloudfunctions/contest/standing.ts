/** How the caller stands to a contest. */
import type { ContestStanding } from '../../contract/contest-shapes'
import type { Actor } from '../kit/actor'
import { periodOf } from '../kit/period'
import { ballotView, isNewcomer, newcomerStanding } from './ballot-rules'
import { findBallots } from './ballot-store'
import type { WorkDocument } from './collections'
import { entryStanding } from './entry-rules'
import { type AnnouncedContest, phaseOf } from './phase-rules'
import type { BallotDocument } from './vote-collections'
import { findOwnIn } from './work-store'

/** The latest ballots that say all: today's, and whether there is another. */
const BALLOTS_READ = 2

/** What a caller has in a contest, read by the key they call under. */
export interface OwnThings {
  readonly works: readonly WorkDocument[]
  readonly ballots: readonly BallotDocument[]
}

/** Reads it, beside the contest itself; nothing for a page that anybody sees alone. */
export async function findOwnThings(callerKey: string, contestId: string): Promise<OwnThings> {
  if (callerKey === '') return { works: [], ballots: [] }
  const [works, ballots] = await Promise.all([
    findOwnIn(callerKey, contestId),
    findBallots(callerKey, contestId, BALLOTS_READ),
  ])
  return { works, ballots }
}

/** How a member stands to a contest. */
export function standingOf(
  contest: AnnouncedContest,
  actor: Actor,
  { works, ballots }: OwnThings,
  now: number,
): ContestStanding {
  const { plan } = contest
  const today = periodOf('day', now)
  const todays = ballots.find(({ day }) => day === today)
  const newcomer = newcomerStanding(isNewcomer(actor, plan), ballots.length)
  return {
    ...(phaseOf(contest, now) === 'vote' ? { ballot: ballotView(plan, today, todays?.workIds ?? []) } : {}),
    ...(newcomer === undefined ? {} : { newcomer }),
    isJuror: plan.jurorIds.includes(actor._id),
    works: works.map(({ _id: workId, title, state }) => ({ workId, title, state })),
    ...entryStanding(actor, plan, works.length, now),
  }
}
