import { mall } from '../../../contract/mall'
import { prefetching } from '../../kit/handler'
import { readBooks } from '../../points/book-store'
import { forecastOf } from '../liability-rules'

/** What the points that are out there may yet cost: one document, however many members have any. */
export const getLiability = prefetching(mall['mall.getLiability'], {
  prefetch: () => readBooks(),
  run: async (_input, _ctx, books) => ({ ...forecastOf(books), asOf: books.foldedAt }),
})
