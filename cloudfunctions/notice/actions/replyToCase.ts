import { notice } from '../../../contract/notice'
import { AppError } from '../../kit/app-error'
import { prefetching } from '../../kit/handler'
import { say } from '../case-desk'
import { findCase } from '../case-store'
import { caseDetail } from '../case-views'
import { takeWords } from '../case-words'

/** The member says more in their own case. */
export const replyToCase = prefetching(notice['notice.replyToCase'], {
  prefetch: ({ caseId }) => findCase(caseId),
  async run(input, ctx, found) {
    if (found?.memberId !== ctx.actor._id) throw new AppError('NOT_FOUND')
    const words = await takeWords('notice.replyToCase', input, 'member', ctx)
    return { case: await caseDetail(ctx.actor, await say(input.caseId, words)) }
  },
})
