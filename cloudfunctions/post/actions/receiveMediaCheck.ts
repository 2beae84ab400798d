import type { Contract } from '../../../contract/index'
import type { Run } from '../../kit/handler'
import { decisionOf } from '../../media/rules'
import { keepAnswer, keepDecision } from '../../media/store'
import { settleShowing } from '../showing'

/**
 * Takes the platform's answer about a photo: the photo first, then whatever shows it. An answer that decides
 * nothing, or under a trace id that nobody waits for, changes nothing anybody sees.
 */
export const receiveMediaCheck: Run<Contract['post.receiveMediaCheck']> = async (input, ctx) => {
  const decision = decisionOf(input)
  if (!decision) return {}
  const mediaId = await keepAnswer(input.trace_id, decision, ctx.now)
  if (mediaId === undefined) return {}
  await keepDecision(mediaId, input.trace_id, decision)
  await settleShowing(mediaId)
  return {}
}
