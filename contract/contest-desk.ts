/** What operators do with contests. Their screens come with the admin tab. PRODUCT 3, 11.5. */
import * as z from 'zod'
import { action } from './action'
import { VoterPseudonym } from './contest-proof'
import {
  Appeal,
  AppealState,
  ContestCard,
  ContestPlan,
  DisqualifyReason,
  FraudSignal,
  Lineage,
  VoteTotals,
  WorkCard,
  WorkState,
} from './contest-shapes'
import {
  CANCEL_REASON_LENGTH_MAX,
  MINUTE_MS,
  QUARANTINE_REASON_LENGTH_MAX,
  VOTERS_REVIEWED_MAX,
} from './limits'
import {
  AppealId,
  ContestId,
  Count,
  Cursor,
  Day,
  Done,
  Instant,
  MemberCard,
  PageSize,
  RequestId,
  WorkId,
} from './shared'

/** A contest as operators see it. */
export const ManagedContest = ContestCard.extend({
  plan: ContestPlan,
  waiting: z.object({ screening: Count, appeals: Count }),
  cancelReason: z.string().optional(),
  rerunId: ContestId.optional(),
})
export type ManagedContest = z.output<typeof ManagedContest>

/** A work to be screened, and those that it resembles. */
export const ScreenedWork = WorkCard.omit({ votes: true, isMine: true }).extend({
  state: WorkState,
  words: z.string(),
  lineage: Lineage,
  /** Works whose perceptual hash is at most three bits away. */
  similar: z.array(z.object({ workId: WorkId, title: z.string(), author: MemberCard, distance: Count })),
  /** Whether a person has looked at it already. */
  isScreened: z.boolean(),
  reason: DisqualifyReason.optional(),
  enteredAt: Instant,
})
export type ScreenedWork = z.output<typeof ScreenedWork>

/** Votes for one work that are under review, by voter. */
export const QuarantinedVote = z.object({
  voter: VoterPseudonym,
  day: Day,
  signals: z.array(FraudSignal),
  state: z.enum(['underReview', 'released', 'excluded']),
})
export type QuarantinedVote = z.output<typeof QuarantinedVote>

const Reason = z.string().trim().min(1).max(QUARANTINE_REASON_LENGTH_MAX)
const often = { max: 120, windowMs: 10 * MINUTE_MS } as const

export const contestDesk = {
  /** Every contest, drafts included, the latest first. */
  'contest.listManaged': action({
    auth: 'contest.manage',
    effect: 'read',
    input: z.strictObject({ cursor: Cursor.optional(), limit: PageSize.optional() }),
    output: z.object({ contests: z.array(ManagedContest), nextCursor: Cursor.optional() }),
    errors: [],
    idempotent: 'natural',
  }),
  /**
   * Saves a draft, or makes one. Errors: NOT_FOUND; RULES_FROZEN once it is announced; INVALID_INPUT for instants that
   * do not rise, for prizes whose ranks meet, or for a jury of less than three.
   */
  'contest.savePlan': action({
    auth: 'contest.manage',
    effect: 'write',
    input: z.strictObject({ requestId: RequestId, contestId: ContestId.optional(), plan: ContestPlan }),
    output: z.object({ contest: ManagedContest }),
    errors: ['NOT_FOUND', 'RULES_FROZEN'],
    idempotent: 'requestId',
    rateLimit: often,
  }),
  /**
   * Announces a draft: from now on its rules are frozen and their hash is public (PRODUCT 3.1). Asked again it answers
   * the same. Errors: NOT_FOUND; RULES_FROZEN when it was cancelled; CONTEST_CLOSED when its submission would have begun.
   */
  'contest.announce': action({
    auth: 'contest.manage',
    effect: 'write',
    input: z.strictObject({ contestId: ContestId }),
    output: z.object({ contest: ManagedContest, hash: z.string() }),
    errors: ['NOT_FOUND', 'RULES_FROZEN', 'CONTEST_CLOSED'],
    idempotent: 'natural',
    rateLimit: often,
  }),
  /**
   * Cancels a contest that is not final: rules cannot be put right, so a fault means cancel and rerun with a notice
   * (PRODUCT 3.1). Whoever entered is told. Errors: NOT_FOUND; CONTEST_CLOSED once it is final.
   */
  'contest.cancel': action({
    auth: 'contest.manage',
    effect: 'write',
    input: z.strictObject({
      contestId: ContestId,
      reason: z.string().trim().min(1).max(CANCEL_REASON_LENGTH_MAX),
    }),
    output: z.object({ contest: ManagedContest }),
    errors: ['NOT_FOUND', 'CONTEST_CLOSED'],
    idempotent: 'natural',
    rateLimit: often,
  }),
  /** Makes the draft of a cancelled contest's rerun, once; its instants are to be set. Errors: NOT_FOUND. */
  'contest.rerun': action({
    auth: 'contest.manage',
    effect: 'write',
    input: z.strictObject({ contestId: ContestId }),
    output: z.object({ contest: ManagedContest }),
    errors: ['NOT_FOUND'],
    idempotent: 'natural',
    rateLimit: often,
  }),
  /** Works of a contest in one state, the oldest first. */
  'contest.listScreening': action({
    auth: 'contest.manage',
    effect: 'read',
    input: z.strictObject({
      contestId: ContestId,
      state: WorkState,
      cursor: Cursor.optional(),
      limit: PageSize.optional(),
    }),
    output: z.object({ works: z.array(ScreenedWork), nextCursor: Cursor.optional() }),
    errors: [],
    idempotent: 'natural',
  }),
  /**
   * Lets a work take part, or disqualifies it with a reason that its author is told. Can be decided anew until the result
   * is final. Errors: NOT_FOUND; CONTEST_CLOSED once it is final, or for a work that was withdrawn; MEDIA_NOT_READY while
   * the platform's checks have not passed.
   */
  'contest.screenWork': action({
    auth: 'contest.manage',
    effect: 'write',
    input: z.strictObject({
      workId: WorkId,
      decision: z.enum(['enter', 'disqualify']),
      reason: DisqualifyReason.optional(),
    }),
    output: z.object({ work: ScreenedWork }),
    errors: ['NOT_FOUND', 'CONTEST_CLOSED', 'MEDIA_NOT_READY'],
    idempotent: 'natural',
    rateLimit: often,
  }),
  /** Works that have votes under review, those with the most first. */
  'contest.listQuarantine': action({
    auth: 'contest.manage',
    effect: 'read',
    input: z.strictObject({ contestId: ContestId }),
    output: z.object({
      works: z.array(
        z.object({
          work: WorkCard.omit({ votes: true, isMine: true }),
          votes: VoteTotals,
          underReview: Count,
          bySignal: z.array(z.object({ signal: FraudSignal, votes: Count })),
        }),
      ),
    }),
    errors: [],
    idempotent: 'natural',
  }),
  /** The votes for one work that are or were under review, by voter. */
  'contest.listQuarantinedVotes': action({
    auth: 'contest.manage',
    effect: 'read',
    input: z.strictObject({ workId: WorkId, cursor: Cursor.optional(), limit: PageSize.optional() }),
    output: z.object({ votes: z.array(QuarantinedVote), nextCursor: Cursor.optional() }),
    errors: [],
    idempotent: 'natural',
  }),
  /**
   * Decides of votes for a work that are under review: released they count, excluded they never do; of all that still
   * are when no voters are named. Can be decided anew until the result is final. During the public notice it makes a new
   * version of the result. Errors: NOT_FOUND; CONTEST_CLOSED once it is final.
   */
  'contest.reviewVotes': action({
    auth: 'contest.manage',
    effect: 'write',
    input: z.strictObject({
      workId: WorkId,
      voters: z.array(VoterPseudonym).min(1).max(VOTERS_REVIEWED_MAX).optional(),
      decision: z.enum(['release', 'exclude']),
      reason: Reason,
    }),
    output: z.object({ changed: Count }),
    errors: ['NOT_FOUND', 'CONTEST_CLOSED'],
    idempotent: 'natural',
    rateLimit: often,
  }),
  /**
   * Excludes a voter from a contest, or takes that back: exactly their votes count 0 as long as it stands, and it is kept
   * who did it and why. Errors: NOT_FOUND; CONTEST_CLOSED once the result is final.
   */
  'contest.setVoterExcluded': action({
    auth: 'contest.manage',
    effect: 'write',
    input: z.strictObject({
      contestId: ContestId,
      voter: VoterPseudonym,
      excluded: z.boolean(),
      reason: Reason,
    }),
    output: Done,
    errors: ['NOT_FOUND', 'CONTEST_CLOSED'],
    idempotent: 'natural',
    rateLimit: often,
  }),
  /** Appeals in one state, the oldest first, with whoever made them. */
  'contest.listAppeals': action({
    auth: 'contest.manage',
    effect: 'read',
    input: z.strictObject({ state: AppealState, cursor: Cursor.optional(), limit: PageSize.optional() }),
    output: z.object({
      appeals: z.array(Appeal.extend({ by: MemberCard, contestTitle: z.string() })),
      nextCursor: Cursor.optional(),
    }),
    errors: [],
    idempotent: 'natural',
  }),
  /**
   * Decides an appeal, with a written reason (PRODUCT 3.8). A granted one undoes what it is about (the work takes part
   * again, its votes under review are released) and makes a new version of the result; the old stays.
   * Errors: NOT_FOUND; CONTEST_CLOSED when it was decided otherwise already; SECOND_PERSON_NEEDED for whoever has decided
   * what it is about, unless nobody else may and a day has passed, and for whoever made it; MEDIA_NOT_READY for a work
   * whose photo the platform's check has not passed: nobody lets that take part.
   */
  'contest.decideAppeal': action({
    auth: 'contest.manage',
    effect: 'write',
    input: z.strictObject({ appealId: AppealId, granted: z.boolean(), reason: Reason }),
    output: z.object({ appeal: Appeal }),
    errors: ['NOT_FOUND', 'CONTEST_CLOSED', 'SECOND_PERSON_NEEDED', 'MEDIA_NOT_READY'],
    idempotent: 'natural',
    rateLimit: often,
  }),
} as const
