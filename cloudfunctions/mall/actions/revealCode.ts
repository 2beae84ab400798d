import type { Contract } from '../../../contract/index'
import type { Run } from '../../kit/handler'
import { answerOrder } from '../answering'
import { reveal } from '../codes'

/** Shows the caller the code of their order, and keeps that they have seen it. */
export const revealCode: Run<Contract['mall.revealCode']> = async ({ orderId }, { actor, now }) => {
  const { order, code } = await reveal(orderId, actor._id, now)
  return { code, order: await answerOrder(order) }
}
