import { contest } from '../../../contract/contest'
import { AppError } from '../../kit/app-error'
import { prefetching } from '../../kit/handler'
import { inTransaction } from '../../kit/transaction'
import { demandUnfrozen } from '../phase-rules'
import { withdrawIn } from '../work-moving'
import { findWorkWithContest, workIn } from '../work-store'

/** Takes one's own work back. */
export const withdrawWork = prefetching(contest['contest.withdrawWork'], {
  prefetch: ({ workId }) => findWorkWithContest(workId),
  async run({ workId }, { actor, now }, found) {
    if (found?.work.authorId !== actor._id) throw new AppError('NOT_FOUND')
    const { contest } = found
    demandUnfrozen(contest)
    await inTransaction(async (tx) => {
      const work = await workIn(tx, workId)
      if (work.state !== 'withdrawn') await withdrawIn(tx, { work, contest, now })
    })
    return {}
  },
})
