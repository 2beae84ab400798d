import { points } from '../../../contract/points'
import { prefetching } from '../../kit/handler'
import { findFaults } from '../audit-store'
import { trialBalance } from '../book-rules'
import { bringUpToDate, readBooks } from '../book-store'

/** The community's books, live: two round trips. */
export const getBooks = prefetching(points['points.getBooks'], {
  prefetch: () => Promise.all([readBooks(), findFaults(1)]),
  async run(_input, _ctx, [folded, faults]) {
    const { books, journalCount, upTo, isWhole } = await bringUpToDate(folded)
    const { totals, lots, entryCount, auditedAt } = books
    return {
      totals: Object.entries(totals)
        .map(([account, sums]) => ({ account, ...sums }))
        .sort((a, b) => (a.account < b.account ? -1 : 1)),
      trial: trialBalance(totals),
      entryCount,
      journalCount,
      ...(upTo === undefined ? {} : { upTo }),
      isWhole,
      lapsing: Object.entries(lots)
        .map(([expiresOn, amount]) => ({ expiresOn, amount }))
        .sort((a, b) => (a.expiresOn < b.expiresOn ? -1 : 1)),
      sound: faults.length === 0,
      ...(auditedAt === undefined ? {} : { auditedAt }),
    }
  },
})
