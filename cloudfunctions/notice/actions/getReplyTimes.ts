import type { Contract } from '../../../contract/index'
import type { Run } from '../../kit/handler'
import { sumOf } from '../reply-time-rules'
import { caseFigures, replyFigures } from '../service-rules'
import { lastServiceDays, replyCounts } from '../service-store'

/** How fast members are answered and how satisfied they are. */
export const getReplyTimes: Run<Contract['notice.getReplyTimes']> = async (_input, ctx) => {
  const days = await lastServiceDays(ctx.now)
  return {
    days: days.map((day) => ({ day: day._id, ...replyFigures(replyCounts(day)) })),
    ...replyFigures(sumOf(days.map(replyCounts))),
    cases: caseFigures(days),
  }
}
