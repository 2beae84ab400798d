import { contest } from '../../../contract/contest'
import type { Contract } from '../../../contract/index'
import { AppError } from '../../kit/app-error'
import { type MemberContext, type Parsed, prefetching } from '../../kit/handler'
import { inTransaction, type Transaction } from '../../kit/transaction'
import { findMedia } from '../../media/store'
import { recordDecision } from '../contest-store'
import { type AnnouncedContest, demandUnfrozen } from '../phase-rules'
import { disqualified, entered, screenedViews } from '../screening'
import { moveWork } from '../work-moving'
import { findWork, findWorkWithContest, workIn } from '../work-store'

type Input = Parsed<Contract['contest.screenWork']>

/** Lets a work take part, or disqualifies it. */
export const screenWork = prefetching(contest['contest.screenWork'], {
  prefetch: ({ workId }) => findWorkWithContest(workId),
  async run(input, ctx, found) {
    const { workId, decision, reason } = input
    if (!found) throw new AppError('NOT_FOUND')
    if (decision === 'disqualify' && reason === undefined)
      throw new AppError('INVALID_INPUT', { field: 'reason', rule: 'required' })
    demandUnfrozen(found.contest)
    const photo = decision === 'enter' ? await findMedia(found.work.photo.mediaId) : undefined
    if (decision === 'enter' && photo?.state !== 'passed') throw new AppError('MEDIA_NOT_READY')
    await inTransaction((tx) => decide(tx, input, found.contest, ctx))
    const after = await findWork(workId)
    const [work] = await screenedViews(after ? [after] : [], ctx.actor._id)
    if (!work) throw new AppError('NOT_FOUND')
    return { work }
  },
})

/** Decides; the same decision once more changes nothing. */
async function decide(
  tx: Transaction,
  { workId, decision, reason }: Input,
  contest: AnnouncedContest,
  { actor, now }: MemberContext,
): Promise<void> {
  const work = await workIn(tx, workId)
  if (work.state === 'withdrawn') throw new AppError('CONTEST_CLOSED')
  const deed = { by: actor._id, at: now }
  const isOut = decision === 'disqualify' && reason !== undefined
  // A person who reads doubtful words has checked them; those that are still being asked about wait.
  if (!isOut && work.unchecked) throw new AppError('MEDIA_NOT_READY')
  const to = isOut ? disqualified(work, reason, deed) : entered(deed)
  if (work.state === to.state && (!isOut || work.reason === reason)) return
  await moveWork(tx, { work, contest, to, now })
  const what = { what: 'work', subjectId: workId, decision } as const
  await recordDecision(tx, { contestId: contest._id, ...what, reason: reason ?? '', ...deed })
}
