import type { Contract } from '../../../contract/index'
import { AppError } from '../../kit/app-error'
import type { Run } from '../../kit/handler'
import { adjustmentView } from '../adjustment-rules'
import { isMember, request } from '../adjustment-store'
import { demandSoundBooks } from '../alarm-store'
import { demandHarmless } from '../said'

/** Changes a member's points, or asks a second person to. */
export const adjust: Run<Contract['points.adjust']> = async (input, ctx) => {
  const { requestId, memberId, kind, reason, words, points } = input
  const [isThere] = await Promise.all([
    isMember(memberId),
    demandHarmless(words, ctx),
    points > 0 ? demandSoundBooks() : undefined,
  ])
  if (!isThere) throw new AppError('NOT_FOUND')
  const { callerKey, now } = ctx
  const wish = { callerKey, requestId, action: 'points.adjust', input, workId: ctx.newId('adj'), now }
  const wanted = { memberId, kind, reason, words, points, requestedBy: ctx.actor._id }
  return { adjustment: adjustmentView(await request(wish, wanted)) }
}
