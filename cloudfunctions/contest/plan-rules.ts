/** What operators may plan (PRODUCT 3.1, 3.5). Pure. */
import type { ContestPlan, Prize } from '../../contract/contest-shapes'
import {
  CONTEST_SCREEN_MIN_MS,
  CONTEST_SUBMIT_MAX_MS,
  CONTEST_VOTE_MAX_MS,
  CONTEST_VOTE_MIN_MS,
  JURORS_MIN,
} from '../../contract/limits'
import { AppError } from '../kit/app-error'

/**
 * Refuses a plan that cannot be held: instants that do not rise or lie too near or too far apart, prizes of which two
 * are for one rank or that are not in the order of their ranks, a jury that is too small, or one that has nothing to do.
 * @throws AppError INVALID_INPUT naming what is wrong
 */
export function demandSoundPlan(plan: ContestPlan): void {
  const { submitFrom, submitUntil, voteFrom, voteUntil } = plan
  demand('submitUntil', submitUntil > submitFrom && submitUntil - submitFrom <= CONTEST_SUBMIT_MAX_MS)
  demand('voteFrom', voteFrom - submitUntil >= CONTEST_SCREEN_MIN_MS)
  const voteMs = voteUntil - voteFrom
  demand('voteUntil', voteMs >= CONTEST_VOTE_MIN_MS && voteMs <= CONTEST_VOTE_MAX_MS)
  demand('prizes', doRanksRise(plan.prizes))
  demand('jurorIds', isJurySound(plan))
}

function demand(field: keyof ContestPlan, isSound: boolean): void {
  if (!isSound) throw new AppError('INVALID_INPUT', { field: `plan.${field}`, rule: 'other' })
}

function doRanksRise(prizes: readonly Prize[]): boolean {
  return prizes.every(({ from }, place) => from > (prizes[place - 1]?.to ?? 0))
}

function isJurySound({ scoring, jurorIds }: ContestPlan): boolean {
  if (new Set(jurorIds).size !== jurorIds.length) return false
  return scoring === 'votes' ? jurorIds.length === 0 : jurorIds.length >= JURORS_MIN
}

/**
 * Refuses a jury of somebody who is no member.
 * @param found those of the jurors that exist
 * @throws AppError INVALID_INPUT
 */
export function demandJurors(
  { jurorIds }: Pick<ContestPlan, 'jurorIds'>,
  found: readonly { readonly _id: string; readonly standing: string }[],
): void {
  const active = new Set(found.filter(({ standing }) => standing === 'active').map(({ _id }) => _id))
  demand(
    'jurorIds',
    jurorIds.every((jurorId) => active.has(jurorId)),
  )
}
