import { mall } from '../../../contract/mall'
import { AppError } from '../../kit/app-error'
import { prefetching } from '../../kit/handler'
import { addressOf } from '../addresses'
import { findOrder } from '../order-store'

/** Where staff are to send an order. */
export const getAddress = prefetching(mall['mall.getAddress'], {
  prefetch: ({ orderId }) => findOrder(orderId),
  async run(_input, _ctx, order) {
    const address = order && addressOf(order)
    if (!address) throw new AppError('NOT_FOUND')
    return { address }
  },
})
