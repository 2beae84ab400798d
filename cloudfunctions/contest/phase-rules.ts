/** When what is possible in a contest, by the server's clock (PRODUCT 3.1). Pure. */
import type { ContestPhase } from '../../contract/contest-shapes'
import { DAY_MS, MINUTE_MS, TOTALS_HIDDEN_MS } from '../../contract/limits'
import { AppError } from '../kit/app-error'
import { timeDigits } from '../kit/id'
import { addDays, periodOf, startOf } from '../kit/period'
import type { ContestDocument, ContestState } from './collections'

/**
 * An invocation is dated by its beginning and may commit seconds later: what counts what was done until an instant
 * begins so much later.
 */
export const COUNT_AFTER_MS = MINUTE_MS

/** What the clock needs of a contest. */
export type Timed = Pick<ContestDocument, 'state' | 'plan'>

/** A contest whose rules are frozen and known to all. */
export type AnnouncedContest = ContestDocument &
  Required<Pick<ContestDocument, 'rules' | 'rulesHash' | 'announcedAt' | 'noticeUntil'>>

/** Whether members know of it: a draft, and one that was cancelled as a draft, they do not. */
export function isAnnounced(contest: ContestDocument | undefined): contest is AnnouncedContest {
  return contest?.rules !== undefined
}

/** Where a contest stands. What lasts until an instant is over at it, and what begins at one has begun then. */
export function phaseOf({ state, plan }: Timed, now: number): ContestPhase {
  if (state !== 'announced') return state
  if (now < plan.submitFrom) return 'announced'
  if (now < plan.submitUntil) return 'submit'
  if (now < plan.voteFrom) return 'screen'
  return now < plan.voteUntil ? 'vote' : 'notice'
}

/**
 * Refuses what is not done in this phase.
 * @throws AppError CONTEST_CLOSED
 */
export function demandPhase(contest: Timed, now: number, ...phases: readonly ContestPhase[]): void {
  if (!phases.includes(phaseOf(contest, now))) throw new AppError('CONTEST_CLOSED')
}

const FROZEN: readonly ContestState[] = ['final', 'paid', 'archived', 'cancelled']

/**
 * Refuses to change what the result is made of once it is final, or will never be.
 * @throws AppError CONTEST_CLOSED
 */
export function demandUnfrozen({ state }: Pick<ContestDocument, 'state'>): void {
  if (FROZEN.includes(state)) throw new AppError('CONTEST_CLOSED')
}

/** Whether totals are hidden from everybody: in the last hours of the vote. PRODUCT 3.5. */
export function isHidden(contest: Timed, now: number): boolean {
  return phaseOf(contest, now) === 'vote' && now >= contest.plan.voteUntil - TOTALS_HIDDEN_MS
}

/** Whether anybody is told how many votes a work has. */
export function showsTotals(contest: Timed, now: number): boolean {
  return now >= contest.plan.voteFrom && !isHidden(contest, now)
}

/** The community's days on which votes are taken, the first first; some are not whole. */
export function voteDays({ voteFrom, voteUntil }: ContestDocument['plan']): string[] {
  const days: string[] = []
  for (let day = periodOf('day', voteFrom); startOf(day) < voteUntil; day = addDays(day, 1)) days.push(day)
  return days
}

/** Until when ballots of a day are taken. */
export function ballotClosesAt({ voteUntil }: ContestDocument['plan'], day: string): number {
  return Math.min(startOf(day) + DAY_MS, voteUntil)
}

/** Contests that run stand before those that are over. */
const RUNNING = 2
const OVER = 1

/** Where lists show an announced contest, the highest first: those that run, then the latest to be voted on. */
export function placeOf(
  state: ContestState,
  { voteUntil }: ContestDocument['plan'],
  contestId: string,
): string {
  const rank = state === 'announced' ? RUNNING : OVER
  // As long as a cursor carries.
  return `cst_${rank}${timeDigits(voteUntil)}${contestId.slice('cst_'.length)}`
}
