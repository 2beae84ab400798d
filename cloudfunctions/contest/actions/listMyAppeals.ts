import type { Contract } from '../../../contract/index'
import type { Run } from '../../kit/handler'
import { appealView } from '../appeal-rules'
import { findAppealsOf } from '../appeal-store'

/** The caller's appeals in a contest. */
export const listMyAppeals: Run<Contract['contest.listMyAppeals']> = async ({ contestId }, { actor }) => ({
  appeals: (await findAppealsOf(contestId, actor._id)).map(appealView),
})
