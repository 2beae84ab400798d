/** The jury's own page. PRODUCT 3.5. */
import * as z from 'zod'
import { action } from './action'
import { JURY_SCORE_MAX, MINUTE_MS, WORK_TITLE_LENGTH_MAX, WORK_WORDS_LENGTH_MAX } from './limits'
import { Picture } from './post-feeds'
import { ContestId, Count, Cursor, PageSize, WorkId } from './shared'

export const JuryScore = z.number().int().min(0).max(JURY_SCORE_MAX)

/** A work as a juror sees it: without its author and its votes. */
export const JuryWork = z.object({
  workId: WorkId,
  title: z.string().max(WORK_TITLE_LENGTH_MAX),
  words: z.string().max(WORK_WORDS_LENGTH_MAX),
  picture: Picture,
  /** What the juror gave it; absent before. */
  score: JuryScore.optional(),
})
export type JuryWork = z.output<typeof JuryWork>

export const contestJury = {
  /**
   * The works that a juror scores, in the juror's own order, and how many of them they have scored.
   * Errors: NOT_FOUND for a contest that is not announced; NOT_ELIGIBLE for who is no juror of it.
   */
  'contest.listJuryWorks': action({
    auth: 'member',
    effect: 'read',
    input: z.strictObject({ contestId: ContestId, cursor: Cursor.optional(), limit: PageSize.optional() }),
    output: z.object({
      title: z.string(),
      works: z.array(JuryWork),
      scored: Count,
      total: Count,
      /** Whether scores are taken now: as long as votes are. */
      isOpen: z.boolean(),
      nextCursor: Cursor.optional(),
    }),
    errors: ['NOT_FOUND', 'NOT_ELIGIBLE'],
    idempotent: 'natural',
  }),
  /**
   * Scores a work, or scores it anew. Errors: NOT_FOUND; NOT_ELIGIBLE for who is no juror; CONTEST_CLOSED outside the
   * vote.
   */
  'contest.scoreWork': action({
    auth: 'member',
    effect: 'write',
    input: z.strictObject({ workId: WorkId, score: JuryScore }),
    output: z.object({ scored: Count }),
    errors: ['NOT_FOUND', 'NOT_ELIGIBLE', 'CONTEST_CLOSED'],
    idempotent: 'natural',
    rateLimit: { max: 120, windowMs: 10 * MINUTE_MS },
  }),
} as const
