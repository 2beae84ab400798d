import type { Contract } from '../../../contract/index'
import type { Run } from '../../kit/handler'
import { claimRequest } from '../../kit/request'
import { checkText } from '../../kit/text-check'
import { demandVisible } from '../../kit/visible-text'
import { demandShownText } from '../../member/rules'
import { demandOutage, firstCreditingAt } from '../outage-rules'
import { addOutage } from '../outage-store'

/** Keeps an outage. One document, however many were affected. */
export const saveOutage: Run<Contract['checkin.saveOutage']> = async (input, ctx) => {
  const { requestId, startsAt, endsAt, reason } = input
  demandOutage(input, ctx.now)
  demandVisible('reason', reason)
  demandShownText(await checkText(ctx, 'forum', reason))
  const { workId, createdAt } = await claimRequest({
    callerKey: ctx.callerKey,
    requestId,
    action: 'checkin.saveOutage',
    input,
    workId: ctx.newId('otg'),
    now: ctx.now,
  })
  const dueAt = firstCreditingAt(input, createdAt)
  await addOutage({ _id: workId, schemaVersion: 1, startsAt, endsAt, reason, dueAt })
  return {}
}
