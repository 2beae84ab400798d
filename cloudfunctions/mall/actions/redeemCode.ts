import type { Contract } from '../../../contract/index'
import type { Run } from '../../kit/handler'
import { answerOrder } from '../answering'
import { redeem } from '../codes'

/** Redeems the service code that a member shows. */
export const redeemCode: Run<Contract['mall.redeemCode']> = async (input, ctx) => {
  const { requestId, code } = input
  const { callerKey, now } = ctx
  const wish = { callerKey, requestId, action: 'mall.redeemCode', input, workId: '', now }
  return { order: await answerOrder(await redeem(code, ctx.actor._id, wish), 'staff') }
}
