/**
 * Ordering when many do at once (PRODUCT 6.4). The cloud answers each question within three seconds; whoever it could
 * not serve by then stands in the queue, asks again under the same id, and has made one order however often they asked.
 */
import type { Order } from '../../../contract/mall-shapes'
import { type CallError, toCallError } from '../../platform/call-error'
import { pause } from '../../platform/pause'
import { placeOrder, type Wish } from './orders'

/** Longer than this nobody stands in a queue. */
const QUEUE_MS = 30_000
const ASK_AGAIN_MS = 500
/** By so much may the phone take an opening to be earlier than it is. */
const CLOCK_SLACK_MS = 3_000

/** Places an order, standing in the queue as long as there is one. @throws CallError what stands in the way, or no answer */
export async function placeInTurn(wish: Wish): Promise<Order> {
  const until = Date.now() + QUEUE_MS
  for (;;) {
    try {
      return await placeOrder(wish)
    } catch (error) {
      const waitMs = waitAfter(toCallError(error))
      if (waitMs === undefined || Date.now() + waitMs > until) throw error
      await pause(waitMs)
    }
  }
}

/** How long to wait before asking again; undefined for an answer that stays what it is. */
function waitAfter({ code, retryAfterMs = 0 }: CallError): number | undefined {
  if (code === 'BUSY') return ASK_AGAIN_MS
  return code === 'NOT_OPEN_YET' && retryAfterMs <= CLOCK_SLACK_MS ? retryAfterMs : undefined
}
