import type { Contract } from '../../../contract/index'
import { DAY_MS } from '../../../contract/limits'
import type { Title } from '../../../contract/member-shapes'
import { AppError } from '../../kit/app-error'
import type { Run } from '../../kit/handler'
import { claimInTransaction } from '../../kit/request'
import { checkText } from '../../kit/text-check'
import { inTransaction } from '../../kit/transaction'
import { demandVisible } from '../../kit/visible-text'
import { MEMBERS, type MemberDocument } from '../collections'
import { withTitle } from '../mark-rules'
import { demandShownText } from '../rules'
import { refreshCopies } from '../store'
import { keepHonours } from '../title-store'

/** Gives a member a certification or an honour. */
export const grantMark: Run<Contract['member.grantMark']> = async (input, ctx) => {
  const { requestId, memberId, kind, text, reason, days } = input
  demandVisible('text', text)
  demandShownText(await checkText(ctx, 'profile', `${text} ${reason}`))
  return inTransaction(async (tx) => {
    const claim = await claimInTransaction(tx, {
      callerKey: ctx.callerKey,
      requestId,
      action: 'member.grantMark',
      input,
      workId: ctx.newId('ttl'),
      now: ctx.now,
    })
    const member = await tx.collection<MemberDocument>(MEMBERS).get(memberId)
    if (member?.standing !== 'active') throw new AppError('NOT_FOUND')
    const present = member.titles ?? []
    if (!claim.first) return { titles: [...present] }
    const granted: Title = {
      titleId: claim.workId,
      kind,
      text,
      reason,
      grantedAt: ctx.now,
      ...(days === undefined ? {} : { lapsesAt: ctx.now + days * DAY_MS }),
    }
    const titles = withTitle(present, granted)
    if (!titles) throw new AppError('LIMIT_REACHED')
    await keepHonours(tx, member, { titles }, claim.workId)
    // Also when the mark is as it was: what a first attempt left undone is done by the repetition of it.
    tx.afterCommit(() => refreshCopies(memberId))
    return { titles: [...titles] }
  })
}
