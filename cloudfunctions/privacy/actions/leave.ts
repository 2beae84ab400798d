import type { Contract } from '../../../contract/index'
import type { Run } from '../../kit/handler'
import { claimInTransaction } from '../../kit/request'
import { inTransaction } from '../../kit/transaction'
import { departIn, refreshCopies } from '../../member/store'
import { keepDeparture } from '../departure-store'

/**
 * Takes the caller out: in one transaction they lose their standing, their name, and whatever leads from WeChat to
 * them; the rest is erased by a job, once whatever they were doing has ended. Who is banned may leave too, and stays so.
 */
export const leave: Run<Contract['privacy.leave']> = async (input, ctx) => {
  const leaver = await ctx.viewer()
  // Who has left already, with an answer that was lost.
  if (!leaver) return {}
  await inTransaction(async (tx) => {
    const claim = await claimInTransaction(tx, {
      callerKey: ctx.callerKey,
      requestId: input.requestId,
      action: 'privacy.leave',
      input,
      workId: leaver._id,
      now: ctx.now,
    })
    if (!claim.first) return
    await departIn(tx, leaver, ctx.now)
    await keepDeparture(tx, leaver._id, ctx.callerKey, ctx.now)
    tx.afterCommit(() => refreshCopies(leaver._id))
  })
  return {}
}
