import { mall } from '../../../contract/mall'
import { temporaryUrls } from '../../kit/files'
import { prefetching } from '../../kit/handler'
import { demandSoundBooks } from '../../points/alarm-store'
import { confirm } from '../confirmation'
import { orderFileIds, orderView } from '../views'

/** Confirms one of the caller's reservations. */
export const confirmOrder = prefetching(mall['mall.confirmOrder'], {
  prefetch: () => demandSoundBooks(),
  async run({ orderId, address }, { actor, callerKey, now }) {
    const order = await confirm(orderId, actor._id, { callerKey, address, at: now })
    return { order: orderView(order, await temporaryUrls(orderFileIds([order]))) }
  },
})
