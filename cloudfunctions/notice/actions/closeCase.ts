import type { Contract } from '../../../contract/index'
import { AppError } from '../../kit/app-error'
import type { Run } from '../../kit/handler'
import { changeCase } from '../case-store'

/** Closes a case that was answered; the member may still rate it. */
export const closeCase: Run<Contract['notice.closeCase']> = async ({ caseId }, ctx) => {
  await changeCase(caseId, (present) => {
    if (present.memberId === ctx.actor._id) throw new AppError('NOT_FOUND')
    if (present.state === 'closed') return undefined
    if (present.state !== 'answered') throw new AppError('CASE_NOT_ANSWERED')
    return { state: 'closed', closedAt: ctx.now }
  })
  return {}
}
