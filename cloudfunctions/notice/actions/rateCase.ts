import { notice } from '../../../contract/notice'
import { AppError } from '../../kit/app-error'
import { prefetching } from '../../kit/handler'
import { checkText } from '../../kit/text-check'
import { demandPassed, isRatable } from '../case-rules'
import { changeCase, findCase } from '../case-store'
import { caseDetail } from '../case-views'
import { countService } from '../service-store'

/** Rates a case, which closes it. The butler reads the words, so they have to pass their check. */
export const rateCase = prefetching(notice['notice.rateCase'], {
  prefetch: ({ caseId }) => findCase(caseId),
  async run({ caseId, stars, text = '' }, ctx, before) {
    if (before?.memberId !== ctx.actor._id) throw new AppError('NOT_FOUND')
    if (text !== '') demandPassed(await checkText(ctx, 'comment', text))
    const { found, isChanged } = await changeCase(caseId, (present) => {
      if (present.stars !== undefined) return undefined
      if (!isRatable(present)) throw new AppError('CASE_NOT_ANSWERED')
      return {
        stars,
        ...(text === '' ? {} : { ratingText: text }),
        ...(present.state === 'closed' ? {} : { state: 'closed', closedAt: ctx.now }),
      }
    })
    if (isChanged) await countService(`s${stars}`, ctx.now)
    return { case: await caseDetail(ctx.actor, found) }
  },
})
