/** A door in which nobody waits: work that would pause goes on when whoever else is at work has had a turn. */
import { setImmediate as turn } from 'node:timers/promises'
import type { Door } from '../../cloudfunctions/kit/door'

export const IMPATIENT: Door = {
  call: (call) => call(),
  // A turn it has to be: what a transaction meets goes on only when this process looks at something else.
  wait: () => turn(),
}
