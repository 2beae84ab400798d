/**
 * What is kept of a person's points. The ledger stays whole under an id that tells of nobody any more; what staff have
 * said to them goes. PRODUCT 1.5.
 */
import { collection, greaterThan, oneOf, removed } from '../kit/cloud'
import type { ErasedSlice, GatheredSlice, PersonalData } from '../kit/personal'
import { type AdjustmentDocument, POINT_ADJUSTMENTS } from './collections'
import { lineOf } from './statement-rules'
import { findAccountDocument, findEntriesAfter } from './store'

const adjustments = collection<AdjustmentDocument>(POINT_ADJUSTMENTS)

const DOCUMENTS_PER_SLICE = 100
const NO_WORDS: ReadonlyMap<string, string> = new Map()

export const personal: PersonalData = {
  domain: 'points',

  /** The account with the first slice, then every entry. The words that staff have said are theirs. */
  async exportOf({ memberId }, cursor): Promise<GatheredSlice> {
    const after = Number(cursor ?? 0)
    const [account, found] = await Promise.all([
      after === 0 ? findAccountDocument(memberId) : undefined,
      findEntriesAfter(memberId, after, DOCUMENTS_PER_SLICE),
    ])
    const { available, held, debt, xp, lots } = account ?? {}
    const last = found.length < DOCUMENTS_PER_SLICE ? undefined : found.at(-1)
    return {
      parts: [
        ...(account ? [{ section: 'account', records: [{ available, held, debt, xp, lots }] }] : []),
        { section: 'entries', records: found.map((entry) => lineOf(entry, NO_WORDS)) },
      ],
      next: last && String(last.version),
    }
  },

  async eraseSlice({ memberId }, cursor): Promise<ErasedSlice> {
    const found = await adjustments.find({
      where: { memberId, _id: greaterThan(cursor ?? '') },
      orderBy: ['_id', 'asc'],
      limit: DOCUMENTS_PER_SLICE,
    })
    if (found.length > 0)
      await adjustments.updateWhere({ _id: oneOf(found.map(({ _id }) => _id)) }, { words: removed<string>() })
    const last = found.length < DOCUMENTS_PER_SLICE ? undefined : found.at(-1)
    return { erased: found.length, next: last?._id }
  },
}
