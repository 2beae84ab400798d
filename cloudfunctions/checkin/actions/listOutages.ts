import { checkin } from '../../../contract/checkin'
import { prefetching } from '../../kit/handler'
import { findOutages } from '../outage-store'

/** The latest outages, as they are stored. */
export const listOutages = prefetching(checkin['checkin.listOutages'], {
  prefetch: () => findOutages(),
  run: async (_input, _ctx, found) => ({
    outages: found.map(({ startsAt, endsAt, reason }) => ({ startsAt, endsAt, reason })),
  }),
})
