/** What the kit keeps of a person's calls: what was asked for, how often, and facts of theirs that are done. */
import { between, collection } from '../kit/cloud'
import {
  type FactDocument,
  OUTBOX,
  RATE_LIMITS,
  type RateLimitDocument,
  REQUESTS,
  type RequestDocument,
} from '../kit/collections'
import type { PersonalData, Subject } from '../kit/personal'
import { forgetSome } from '../kit/retention'

/** Every `_id` that begins with the caller key and a colon, which sorts just below a semicolon. */
const ofCaller = ({ callerKey }: Subject) => ({ _id: between(`${callerKey}:`, `${callerKey};`) })

const forgotten = [
  (subject: Subject) => forgetSome(collection<RequestDocument>(REQUESTS), ofCaller(subject)),
  (subject: Subject) => forgetSome(collection<RateLimitDocument>(RATE_LIMITS), ofCaller(subject)),
  ({ memberId }: Subject) => forgetSome(collection<FactDocument>(OUTBOX), { key: memberId, state: 'done' }),
] as const

export const kitPersonal: PersonalData = {
  domain: 'calls',
  // These are keys and instants; what was asked for is in the domains.
  exportOf: async () => ({ parts: [] }),
  async eraseSlice(subject) {
    for (const forget of forgotten) {
      const { next, repaired } = await forget(subject)
      if (next !== undefined || repaired > 0) return { erased: repaired, next: 'more' }
    }
    return { erased: 0 }
  },
}
