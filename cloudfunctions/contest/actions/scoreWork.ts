import { contest } from '../../../contract/contest'
import { AppError } from '../../kit/app-error'
import { prefetching } from '../../kit/handler'
import { addToScored, findScored, keepScore } from '../jury-store'
import { demandPhase } from '../phase-rules'
import { findWorkWithContest } from '../work-store'

/** Scores a work, or scores it anew. */
export const scoreWork = prefetching(contest['contest.scoreWork'], {
  prefetch: ({ workId }) => findWorkWithContest(workId),
  async run({ workId, score }, { actor, now }, found) {
    if (!found) throw new AppError('NOT_FOUND')
    const { work, contest } = found
    if (!contest.plan.jurorIds.includes(actor._id)) throw new AppError('NOT_ELIGIBLE')
    if (work.state !== 'entered') throw new AppError('NOT_FOUND')
    demandPhase(contest, now, 'vote')
    const given = { contestId: contest._id, workId, jurorId: actor._id, score, at: now }
    if (await keepScore(given)) await addToScored(contest._id, actor._id)
    return { scored: await findScored(contest._id, actor._id) }
  },
})
