/** What feeds keep of a person: their inbox, what they were shown, and the fair places of their posts. */
import { collection, oneOf } from '../kit/cloud'
import type { PersonalData } from '../kit/personal'
import {
  type ExposureDocument,
  FEED_INBOXES,
  type FeedInboxDocument,
  type ImpressionDocument,
  MERGED_AUTHORS,
  type MergedAuthorDocument,
  POST_EXPOSURES,
  POST_IMPRESSIONS,
} from './feed-collections'

const impressions = collection<ImpressionDocument>(POST_IMPRESSIONS)
const exposures = collection<ExposureDocument>(POST_EXPOSURES)

const DOCUMENTS_PER_SLICE = 100

export const personal: PersonalData = {
  domain: 'feeds',

  // All of it follows from whom they follow and from what they have published.
  exportOf: async () => ({ parts: [] }),

  async eraseSlice({ memberId, callerKey }) {
    const [shown, exposed] = await Promise.all([
      impressions.find({ where: { memberId }, limit: DOCUMENTS_PER_SLICE, fields: ['memberId'] }),
      exposures.find({ where: { memberId }, limit: DOCUMENTS_PER_SLICE, fields: ['memberId'] }),
    ])
    if (shown.length > 0) await impressions.removeWhere({ _id: oneOf(shown.map(({ _id }) => _id)) })
    if (exposed.length > 0) await exposures.removeWhere({ _id: oneOf(exposed.map(({ _id }) => _id)) })
    const erased = shown.length + exposed.length
    if (erased > 0) return { erased, next: 'more' }
    const [inboxes, merged] = await Promise.all([
      collection<FeedInboxDocument>(FEED_INBOXES).remove(callerKey),
      collection<MergedAuthorDocument>(MERGED_AUTHORS).remove(memberId),
    ])
    return { erased: inboxes + merged }
  },
}
