/** Photo contests: what members see and do. PRODUCT 3. */
import * as z from 'zod'
import { action } from './action'
import { contestDesk } from './contest-desk'
import { contestJury } from './contest-jury'
import { contestProof } from './contest-proof'
import {
  Ballot,
  ContestCard,
  ContestDetail,
  ContestStanding,
  Licence,
  MyWork,
  VoteStatus,
  WorkCard,
  WorkDetail,
} from './contest-shapes'
import { CONTEST_BALLOTS_MAX, MINUTE_MS, WORK_TITLE_LENGTH_MAX, WORK_WORDS_LENGTH_MAX } from './limits'
import { ContestId, Cursor, Day, Done, MediaId, PageSize, PostId, RequestId, WorkId } from './shared'

/** Where a work's photo is taken from: an upload of the caller's own, or a photo of a post of theirs. */
const PhotoFrom = z.discriminatedUnion('from', [
  z.strictObject({ from: z.literal('album'), photoId: MediaId }),
  z.strictObject({ from: z.literal('post'), postId: PostId, photoId: MediaId }),
])

export const contest = {
  /** Contests that are announced or were, those that run first, then the latest. */
  'contest.listContests': action({
    auth: 'guest',
    effect: 'read',
    input: z.strictObject({ cursor: Cursor.optional(), limit: PageSize.optional() }),
    output: z.object({ contests: z.array(ContestCard), nextCursor: Cursor.optional() }),
    errors: [],
    idempotent: 'natural',
  }),
  /**
   * A contest with the first page of its gallery and how the caller stands to it, in one call; `contest.listWorks` goes
   * on. Errors: NOT_FOUND for one that is not announced.
   */
  'contest.getContest': action({
    auth: 'guest',
    effect: 'read',
    input: z.strictObject({ contestId: ContestId, limit: PageSize.optional() }),
    output: z.object({
      contest: ContestDetail,
      works: z.array(WorkCard),
      nextCursor: Cursor.optional(),
    }),
    errors: ['NOT_FOUND'],
    idempotent: 'natural',
  }),
  /**
   * The gallery's next works. From the opening of the vote on each viewer sees them in one of 64 published shuffles, by
   * who they are (PRODUCT 3.5); before it the latest come first.
   * Errors: NOT_FOUND for a contest that is not announced.
   */
  'contest.listWorks': action({
    auth: 'guest',
    effect: 'read',
    input: z.strictObject({ contestId: ContestId, cursor: Cursor.optional(), limit: PageSize.optional() }),
    output: z.object({ works: z.array(WorkCard), nextCursor: Cursor.optional() }),
    errors: ['NOT_FOUND'],
    idempotent: 'natural',
  }),
  /**
   * A work, with its contest and how the caller stands to it. Errors: NOT_FOUND for one that takes no part, unless it is
   * the caller's own.
   */
  'contest.getWork': action({
    auth: 'public',
    effect: 'read',
    input: z.strictObject({ workId: WorkId }),
    output: z.object({ work: WorkDetail, mine: MyWork.optional(), contest: ContestDetail }),
    errors: ['NOT_FOUND'],
    idempotent: 'natural',
  }),
  /** The caller's own works of every contest, the latest first. */
  'contest.listMyWorks': action({
    auth: 'member',
    effect: 'read',
    input: z.strictObject({ cursor: Cursor.optional(), limit: PageSize.optional() }),
    output: z.object({ works: z.array(MyWork), nextCursor: Cursor.optional() }),
    errors: [],
    idempotent: 'natural',
  }),
  /**
   * Enters a work (PRODUCT 3.2), with its licence kept as a record. It is shown to others once the platform's checks have
   * passed; one that resembles another work waits for a person.
   * Errors: NOT_FOUND; CONTEST_CLOSED outside the submission; NOT_ELIGIBLE for a member of less than 3 days, for staff
   * and for the jury; LIMIT_REACHED for a third work; DUPLICATE_WORK for a photo that the caller has entered here before;
   * CONTENT_REJECTED; MEDIA_NOT_READY for a photo that is not the caller's own.
   */
  'contest.enterWork': action({
    auth: 'member',
    effect: 'write',
    input: z.strictObject({
      requestId: RequestId,
      contestId: ContestId,
      photo: PhotoFrom,
      title: z.string().trim().min(1).max(WORK_TITLE_LENGTH_MAX),
      words: z.string().trim().max(WORK_WORDS_LENGTH_MAX),
      licence: Licence,
    }),
    output: z.object({ work: MyWork }),
    errors: [
      'NOT_FOUND',
      'CONTEST_CLOSED',
      'NOT_ELIGIBLE',
      'LIMIT_REACHED',
      'DUPLICATE_WORK',
      'CONTENT_REJECTED',
      'MEDIA_NOT_READY',
    ],
    idempotent: 'requestId',
    rateLimit: { max: 20, windowMs: 10 * MINUTE_MS },
  }),
  /**
   * Takes a work back before the result is final; while works are taken another can be entered in its place.
   * Errors: NOT_FOUND for one that is not the caller's; CONTEST_CLOSED once the result is final.
   */
  'contest.withdrawWork': action({
    auth: 'member',
    effect: 'write',
    input: z.strictObject({ workId: WorkId }),
    output: Done,
    errors: ['NOT_FOUND', 'CONTEST_CLOSED'],
    idempotent: 'natural',
    rateLimit: { max: 20, windowMs: 10 * MINUTE_MS },
  }),
  /**
   * Votes for a work on today's ballot, or takes the vote back (PRODUCT 3.3): three works a day, to be changed until
   * midnight. `day` is the day that the voter looks at, so that a call repeated after midnight is no vote of the next.
   * Errors: NOT_FOUND; CONTEST_CLOSED outside the vote; DAY_OVER when it is another day by the server's clock;
   * LIMIT_REACHED for a fourth work; OWN_WORK; NOT_ELIGIBLE for whom the platform holds to be no honest voter.
   */
  'contest.castVote': action({
    auth: 'member',
    effect: 'write',
    input: z.strictObject({ workId: WorkId, day: Day, voted: z.boolean() }),
    output: z.object({ ballot: Ballot, newcomer: ContestStanding.shape.newcomer }),
    errors: ['NOT_FOUND', 'CONTEST_CLOSED', 'DAY_OVER', 'LIMIT_REACHED', 'OWN_WORK', 'NOT_ELIGIBLE'],
    idempotent: 'natural',
    rateLimit: { max: 60, windowMs: 10 * MINUTE_MS },
  }),
  /**
   * Notes that a newcomer has come back today, by a ballot that may stay empty: their votes of other days count from now
   * on (PRODUCT 3.3). Changes nothing for anybody else. Errors: NOT_FOUND; CONTEST_CLOSED outside the vote.
   */
  'contest.openBallot': action({
    auth: 'member',
    effect: 'write',
    input: z.strictObject({ contestId: ContestId }),
    output: z.object({ ballot: Ballot, newcomer: ContestStanding.shape.newcomer }),
    errors: ['NOT_FOUND', 'CONTEST_CLOSED'],
    idempotent: 'natural',
    rateLimit: { max: 60, windowMs: 10 * MINUTE_MS },
  }),
  /** The caller's ballots of a contest, the latest day first, and how each vote counts as far as is known. */
  'contest.listMyBallots': action({
    auth: 'member',
    effect: 'read',
    input: z.strictObject({ contestId: ContestId }),
    output: z.object({
      ballots: z
        .array(
          z.object({
            day: Day,
            votes: z.array(z.object({ work: WorkCard.omit({ votes: true }), status: VoteStatus })),
            /** Whether the day's root is published, so that there is a receipt to check. */
            isAnchored: z.boolean(),
          }),
        )
        .max(CONTEST_BALLOTS_MAX),
    }),
    errors: ['NOT_FOUND'],
    idempotent: 'natural',
  }),
  /**
   * The mini program code of a work, for its canvassing poster (PRODUCT 3.9): made once for everybody.
   * Errors: NOT_FOUND for a work that takes no part.
   */
  'contest.getShareCode': action({
    auth: 'guest',
    effect: 'write',
    input: z.strictObject({ workId: WorkId }),
    output: z.object({ url: z.string() }),
    errors: ['NOT_FOUND'],
    idempotent: 'natural',
    rateLimit: { max: 30, windowMs: 10 * MINUTE_MS },
  }),
  ...contestProof,
  ...contestJury,
  ...contestDesk,
} as const
