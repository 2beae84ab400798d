import { PAGE_SIZE_DEFAULT } from '../../../contract/limits'
import { points } from '../../../contract/points'
import { prefetching } from '../../kit/handler'
import { adjustmentView } from '../adjustment-rules'
import { findAdjustments } from '../adjustment-store'

/** Adjustments in one state, whole, for staff. */
export const listAdjustmentRequests = prefetching(points['points.listAdjustmentRequests'], {
  prefetch: ({ state, cursor, limit = PAGE_SIZE_DEFAULT }) => findAdjustments({ state }, { cursor, limit }),
  async run(_input, _ctx, { items, nextCursor }) {
    return {
      adjustments: items.map(adjustmentView),
      ...(nextCursor === undefined ? {} : { nextCursor }),
    }
  },
})
