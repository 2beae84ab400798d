import type { Contract } from '../../../contract/index'
import type { Run } from '../../kit/handler'
import { demandVisible } from '../../kit/visible-text'
import { appealView } from '../appeal-rules'
import { decideAppealFor } from '../appealing'

/** Decides an appeal, with a written reason. */
export const decideAppeal: Run<Contract['contest.decideAppeal']> = async (
  { appealId, granted, reason },
  ctx,
) => {
  demandVisible('reason', reason)
  return { appeal: appealView(await decideAppealFor(appealId, { granted, reason }, ctx)) }
}
