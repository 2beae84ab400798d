import { PAGE_SIZE_DEFAULT } from '../../../contract/limits'
import { mall } from '../../../contract/mall'
import { temporaryUrls } from '../../kit/files'
import { prefetching } from '../../kit/handler'
import { findOrdersIn } from '../order-store'
import { orderFileIds, orderView } from '../views'

/** Orders in one state, for staff. */
export const listManagedOrders = prefetching(mall['mall.listManagedOrders'], {
  prefetch: ({ state, cursor, limit = PAGE_SIZE_DEFAULT }) => findOrdersIn(state, cursor, limit),
  async run(_input, _ctx, { orders, nextCursor }) {
    const urls = await temporaryUrls(orderFileIds(orders))
    return {
      orders: orders.map((order) => ({ ...orderView(order, urls, 'staff'), memberId: order.memberId })),
      ...(nextCursor === undefined ? {} : { nextCursor }),
    }
  },
})
