import { contest } from '../../../contract/contest'
import { PAGE_SIZE_DEFAULT } from '../../../contract/limits'
import { decodePosition, encodeCursor } from '../../kit/cursor'
import { prefetching } from '../../kit/handler'
import { voteKey } from '../log-rules'
import { findQuarantinedOf } from '../quarantine-store'

const LIST = 'quarantined'

/** The votes for a work that are or were under review. */
export const listQuarantinedVotes = prefetching(contest['contest.listQuarantinedVotes'], {
  prefetch: async ({ workId, cursor, limit = PAGE_SIZE_DEFAULT }) =>
    findQuarantinedOf(workId, afterOf(workId, cursor), limit + 1),
  async run({ workId, limit = PAGE_SIZE_DEFAULT }, _ctx, found) {
    const page = found.slice(0, limit)
    const last = page.at(-1)
    const more = found.length > limit && last !== undefined
    return {
      votes: page.map(({ voter, day, signals, state }) => ({ voter, day, signals: [...signals], state })),
      ...(more
        ? { nextCursor: encodeCursor(LIST, workId, [last.day.replaceAll('-', '_'), last.voter]) }
        : {}),
    }
  },
})

/** The vote after which the list goes on; '' for its beginning, and for a cursor of another work. */
function afterOf(workId: string, cursor: string | undefined): string {
  const position = decodePosition(LIST, cursor)
  const [day = '', voter = ''] = position?.notes ?? []
  return position?.lastId === workId ? voteKey({ workId, day: day.replaceAll('_', '-'), voter }) : ''
}
