import { notice } from '../../../contract/notice'
import { AppError } from '../../kit/app-error'
import { prefetching } from '../../kit/handler'
import { say } from '../case-desk'
import { findCase } from '../case-store'
import { caseDetail } from '../case-views'
import { takeWords } from '../case-words'

/** A butler answers somebody else's case. */
export const answerCase = prefetching(notice['notice.answerCase'], {
  prefetch: ({ caseId }) => findCase(caseId),
  async run(input, ctx, found) {
    // Nobody answers their own: it would stop the clock.
    if (!found || found.memberId === ctx.actor._id) throw new AppError('NOT_FOUND')
    const words = await takeWords('notice.answerCase', input, 'butler', ctx)
    return { case: await caseDetail(ctx.actor, await say(input.caseId, words)) }
  },
})
