/**
 * What a person may ask of their data: all of it in one file, and that it is gone. PRODUCT 1.5. The law (PIPL 44 to 47)
 * gives that right to everybody, so a ban does not take it away; it does not end by leaving either.
 */
import * as z from 'zod'
import { action } from './action'
import { DAY_MS } from './limits'
import { Count, Done, Instant, RequestId } from './shared'

/** An export of one's data. `waiting`: it is being made; `failed`: it could not be, and may be asked for again. */
export const DataExport = z.object({
  state: z.enum(['waiting', 'ready', 'failed']),
  requestedAt: Instant,
  /** Only of one that is ready: a zip of `data.json` and the pictures at a temporary address, and how long it is kept. */
  url: z.string().optional(),
  bytes: Count.optional(),
  expiresAt: Instant.optional(),
})
export type DataExport = z.output<typeof DataExport>

export const privacy = {
  /** Asks for everything that is kept of the caller. There is one export at a time: a waiting one is answered as it is. */
  'privacy.requestExport': action({
    auth: 'member',
    evenBanned: true,
    effect: 'write',
    input: z.strictObject({ requestId: RequestId }),
    output: z.object({ export: DataExport }),
    errors: [],
    idempotent: 'requestId',
    rateLimit: { max: 5, windowMs: DAY_MS },
  }),
  /** How the caller's export fares; none when none was asked for or it has expired. */
  'privacy.getExport': action({
    auth: 'member',
    evenBanned: true,
    effect: 'read',
    input: z.strictObject({}),
    output: z.object({ export: DataExport.optional() }),
    errors: [],
    idempotent: 'natural',
  }),
  /**
   * Leaves the community: at once nobody is shown the caller any more and the caller may do nothing; then whatever
   * tells who they were is erased. It cannot be undone. Whoever is no member has nothing to leave, and is answered so:
   * a phone that has missed the answer may ask again.
   */
  'privacy.leave': action({
    auth: 'guest',
    effect: 'write',
    input: z.strictObject({ requestId: RequestId, confirm: z.literal(true) }),
    output: Done,
    errors: [],
    idempotent: 'requestId',
    rateLimit: { max: 5, windowMs: DAY_MS },
  }),
} as const
