/** The digest of the day: drafted by a job, edited and sent by an operator. PRODUCT 10.2. */
import * as z from 'zod'
import { action } from './action'
import {
  DIGEST_BEST_MAX,
  DIGEST_GREETING_LENGTH_MAX,
  DIGEST_QUESTIONS_MAX,
  DIGEST_SLOT_LENGTH_MAX,
  DIGEST_SLOTS_MAX,
  MINUTE_MS,
} from './limits'
import { Day, Instant, PostId } from './shared'

/** What a digest says; posts are shown as they are now, and those that are gone are left out. */
const Contents = {
  greeting: z.string().trim().max(DIGEST_GREETING_LENGTH_MAX),
  /** Yesterday's best by likes. */
  best: z.array(PostId).max(DIGEST_BEST_MAX),
  /** Questions worth an answer. */
  questions: z.array(PostId).max(DIGEST_QUESTIONS_MAX),
  /** What today has, one line each. */
  slots: z.array(z.string().trim().min(1).max(DIGEST_SLOT_LENGTH_MAX)).max(DIGEST_SLOTS_MAX),
} as const

export const Digest = z.object({
  day: Day,
  /** `sending`: it was let go and is on its way to everybody. */
  state: z.enum(['draft', 'sending', 'sent']),
  /** How often the draft was saved; a save says which it changes. */
  version: z.number().int().positive(),
  ...Contents,
  sentAt: Instant.optional(),
})
export type Digest = z.output<typeof Digest>

export const noticeDigest = {
  /** Today's draft; absent before the job has made it. */
  'notice.getDigestDraft': action({
    auth: 'digest.edit',
    effect: 'read',
    input: z.strictObject({}),
    output: z.object({ digest: Digest.optional() }),
    errors: [],
    idempotent: 'natural',
  }),
  /**
   * Saves the draft of a day. Its words are checked. Errors: STALE_VERSION when somebody else has saved since,
   * DIGEST_SENT when it is on its way, BUSY when the words could not be checked.
   */
  'notice.saveDigest': action({
    auth: 'digest.edit',
    effect: 'write',
    input: z.strictObject({ day: Day, version: z.number().int().positive(), ...Contents }),
    output: z.object({ digest: Digest }),
    errors: ['NOT_FOUND', 'STALE_VERSION', 'DIGEST_SENT', 'CONTENT_REJECTED'],
    idempotent: 'natural',
    rateLimit: { max: 60, windowMs: 10 * MINUTE_MS },
  }),
  /** Sends the digest of a day to everybody who wants it: once, however often it is asked. */
  'notice.sendDigest': action({
    auth: 'digest.edit',
    effect: 'write',
    input: z.strictObject({ day: Day, version: z.number().int().positive() }),
    output: z.object({ digest: Digest }),
    errors: ['NOT_FOUND', 'STALE_VERSION'],
    idempotent: 'natural',
    rateLimit: { max: 60, windowMs: 10 * MINUTE_MS },
  }),
  /** A digest that was sent. */
  'notice.getDigest': action({
    auth: 'guest',
    effect: 'read',
    input: z.strictObject({ day: Day }),
    output: z.object({ digest: Digest }),
    errors: ['NOT_FOUND'],
    idempotent: 'natural',
  }),
} as const
