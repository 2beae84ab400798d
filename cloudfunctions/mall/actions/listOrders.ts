import { PAGE_SIZE_DEFAULT } from '../../../contract/limits'
import { mall } from '../../../contract/mall'
import { temporaryUrls } from '../../kit/files'
import { prefetching } from '../../kit/handler'
import { findOrdersOf } from '../order-store'
import { orderFileIds, orderView } from '../views'

/** The caller's orders: one round trip beside who calls, and the addresses of pictures. */
export const listOrders = prefetching(mall['mall.listOrders'], {
  prefetch: ({ cursor, limit = PAGE_SIZE_DEFAULT }, { callerKey }) => findOrdersOf(callerKey, cursor, limit),
  async run(_input, { actor }, { orders, nextCursor }) {
    const own = orders.filter(({ memberId }) => memberId === actor._id)
    const urls = await temporaryUrls(orderFileIds(own))
    return {
      orders: own.map((order) => orderView(order, urls)),
      ...(nextCursor === undefined ? {} : { nextCursor }),
    }
  },
})
