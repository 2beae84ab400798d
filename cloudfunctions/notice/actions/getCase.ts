import { notice } from '../../../contract/notice'
import { AppError } from '../../kit/app-error'
import { prefetching } from '../../kit/handler'
import { maySee } from '../case-rules'
import { findCase } from '../case-store'
import { caseDetail } from '../case-views'

/** A case with all that was said in it. */
export const getCase = prefetching(notice['notice.getCase'], {
  prefetch: ({ caseId }) => findCase(caseId),
  async run(_input, ctx, found) {
    if (!found || !maySee(ctx.actor, found)) throw new AppError('NOT_FOUND')
    return { case: await caseDetail(ctx.actor, found) }
  },
})
