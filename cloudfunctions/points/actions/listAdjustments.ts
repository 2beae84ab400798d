import { PAGE_SIZE_DEFAULT } from '../../../contract/limits'
import { points } from '../../../contract/points'
import { prefetching } from '../../kit/handler'
import { publicView } from '../adjustment-rules'
import { findAdjustments } from '../adjustment-store'

/** The adjustments of a month, for everybody. */
export const listAdjustments = prefetching(points['points.listAdjustments'], {
  prefetch: ({ month, cursor, limit = PAGE_SIZE_DEFAULT }) => findAdjustments({ month }, { cursor, limit }),
  async run(_input, _ctx, { items, nextCursor }) {
    return {
      adjustments: items.flatMap((each) => publicView(each) ?? []),
      ...(nextCursor === undefined ? {} : { nextCursor }),
    }
  },
})
