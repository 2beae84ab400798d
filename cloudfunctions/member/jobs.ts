/** What timers do for members. */
import type { Consumer } from '../kit/outbox'
import { SHOWN_ANEW } from './facts'
import { refreshCopies } from './store'

/** Writes a member's new name and picture to whatever was written with the old ones in the meantime. */
export const shownAnewConsumer: Consumer = {
  kind: SHOWN_ANEW,
  consume: (fact) => refreshCopies(fact.key),
}
