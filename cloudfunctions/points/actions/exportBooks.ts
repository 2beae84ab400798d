import { DOWNLOAD_LINES_MAX } from '../../../contract/limits'
import { points } from '../../../contract/points'
import { decodeCursor, encodeCursor } from '../../kit/cursor'
import { prefetching } from '../../kit/handler'
import { findJournal, readBooks } from '../book-store'
import { journalCsv } from '../csv-rules'

const LIST = 'journal'

/** A slice of the community's journal as a file: as far as the books are folded, so that both say the same. */
export const exportBooks = prefetching(points['points.exportBooks'], {
  prefetch: () => readBooks(),
  async run({ cursor }, _ctx, { upTo }) {
    const found = await findJournal(decodeCursor(LIST, cursor) ?? '', upTo)
    const last = found.at(-1)
    const isMore = found.length === DOWNLOAD_LINES_MAX && last !== undefined
    return {
      csv: journalCsv(found, cursor === undefined),
      ...(isMore ? { nextCursor: encodeCursor(LIST, last.place) } : {}),
    }
  },
})
