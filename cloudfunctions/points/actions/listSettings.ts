import { PAGE_SIZE_DEFAULT } from '../../../contract/limits'
import { points } from '../../../contract/points'
import { findConfigVersions } from '../../kit/configs'
import { prefetching } from '../../kit/handler'
import { pointsConfig } from '../settings'

/** Every version of rules and caps, the latest first. */
export const listSettings = prefetching(points['points.listSettings'], {
  prefetch: ({ cursor, limit = PAGE_SIZE_DEFAULT }) => findConfigVersions(pointsConfig, { cursor, limit }),
  async run(_input, _ctx, { versions, nextCursor }) {
    return { versions, ...(nextCursor === undefined ? {} : { nextCursor }) }
  },
})
