import type { Digest } from '../../contract/notice-digest'
import type { DigestDocument } from './collections'

/** A digest as operators and members see it. */
export function digestView(found: DigestDocument): Digest {
  const { _id: day, state, version, greeting, best, questions, slots, sentAt } = found
  return {
    day,
    state,
    version,
    greeting,
    best: [...best],
    questions: [...questions],
    slots: [...slots],
    ...(sentAt === undefined ? {} : { sentAt }),
  }
}
