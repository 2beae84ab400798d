import type { Contract } from '../../../contract/index'
import { AppError } from '../../kit/app-error'
import type { Run } from '../../kit/handler'
import { recordFact } from '../../kit/outbox'
import { checkText } from '../../kit/text-check'
import { inTransaction } from '../../kit/transaction'
import { demandVisible } from '../../kit/visible-text'
import { MEMBERS, type MemberDocument } from '../collections'
import { titleLapsed } from '../facts'
import { demandShownText } from '../rules'
import { refreshCopies } from '../store'
import { keepHonours } from '../title-store'

/** Takes a certification or an honour back. One that has lapsed already stays as it lapsed. */
export const withdrawMark: Run<Contract['member.withdrawMark']> = async (input, ctx) => {
  const { memberId, titleId, words } = input
  demandVisible('words', words)
  demandShownText(await checkText(ctx, 'profile', words))
  return inTransaction(async (tx) => {
    const member = await tx.collection<MemberDocument>(MEMBERS).get(memberId)
    const present = member?.titles ?? []
    const title = present.find((each) => each.titleId === titleId)
    if (member?.standing !== 'active' || !title) throw new AppError('NOT_FOUND')
    if (title.lapsed) return { titles: [...present] }
    const withdrawn = { ...title, lapsed: { at: ctx.now, why: 'withdrawn' as const, words } }
    const titles = present.map((each) => (each === title ? withdrawn : each))
    await keepHonours(tx, member, { titles }, `${titleId}:withdrawn`)
    await recordFact(tx, titleLapsed(memberId, title))
    tx.afterCommit(() => refreshCopies(memberId))
    return { titles }
  })
}
