import { mall } from '../../../contract/mall'
import { AppError } from '../../kit/app-error'
import { prefetching } from '../../kit/handler'
import { addressOf } from '../addresses'
import { answerOrder } from '../answering'
import { findOrder } from '../order-store'

/** One of the caller's orders. */
export const getOrder = prefetching(mall['mall.getOrder'], {
  prefetch: ({ orderId }) => findOrder(orderId),
  async run(_input, { actor }, order) {
    if (order?.memberId !== actor._id) throw new AppError('NOT_FOUND')
    const address = addressOf(order)
    return { order: await answerOrder(order), ...(address === undefined ? {} : { address }) }
  },
})
