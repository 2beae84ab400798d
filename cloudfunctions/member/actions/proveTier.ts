import type { Contract } from '../../../contract/index'
import { AppError } from '../../kit/app-error'
import type { Run } from '../../kit/handler'
import { inTransaction } from '../../kit/transaction'
import { MEMBERS, type MemberDocument } from '../collections'
import { refreshCopies } from '../store'
import { keepHonours } from '../title-store'

/** Confirms a tier. */
export const proveTier: Run<Contract['member.proveTier']> = async ({ memberId, skillTier }, ctx) => {
  const proven = { skillTier, tierProven: true }
  await inTransaction(async (tx) => {
    const member = await tx.collection<MemberDocument>(MEMBERS).get(memberId)
    if (member?.standing !== 'active') throw new AppError('NOT_FOUND')
    await keepHonours(tx, member, proven, `${memberId}:${ctx.requestId}`)
    tx.afterCommit(() => refreshCopies(memberId))
  })
  return proven
}
