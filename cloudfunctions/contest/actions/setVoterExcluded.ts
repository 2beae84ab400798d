import type { Contract } from '../../../contract/index'
import { AppError } from '../../kit/app-error'
import type { Run } from '../../kit/handler'
import { demandVisible } from '../../kit/visible-text'
import { demandAnnounced } from '../contest-store'
import { excludeVoter, isVoterIn } from '../reviewing'

/** Excludes a voter from a contest, or takes that back. */
export const setVoterExcluded: Run<Contract['contest.setVoterExcluded']> = async (
  { contestId, voter, excluded, reason },
  { actor, now: at },
) => {
  demandVisible('reason', reason)
  const contest = await demandAnnounced(contestId)
  if (!(await isVoterIn(contest, voter))) throw new AppError('NOT_FOUND')
  await excludeVoter(contestId, voter, excluded, { by: actor._id, reason, at })
  return {}
}
