/** Results that anybody can check: standings, anchors, receipts, the bundle, appeals. PRODUCT 3.5-3.8. */
import * as z from 'zod'
import { action } from './action'
import {
  Appeal,
  AppealKind,
  ContestRules,
  FraudSignal,
  Prize,
  ResultLine,
  VoteTotals,
  WorkCard,
} from './contest-shapes'
import {
  APPEAL_WORDS_LENGTH_MAX,
  APPEALS_SHOWN_MAX,
  CONTEST_DAYS_MAX,
  HOUR_MS,
  RESULT_VERSIONS_MAX,
} from './limits'
import { ContestId, Count, Cursor, Day, Instant, PageSize, RequestId, WorkId } from './shared'

/** A SHA-256 in hexadecimal digits. */
const Hash = z.string().regex(/^[0-9a-f]{64}$/)
/** A voter without a name: HMAC-SHA256 of who they are under a key of the contest's, as 26 digits of base 32. */
export const VoterPseudonym = z.string().regex(/^[0-9a-z]{26}$/)

/** What was published of one day: the Merkle root of its ballots, and the chain of all roots up to it. */
export const Anchor = z.object({ day: Day, ballots: Count, root: Hash, head: Hash, at: Instant })
export type Anchor = z.output<typeof Anchor>

/** One version of the result; earlier ones stay. PRODUCT 3.8. */
export const ResultVersion = z.object({
  version: z.number().int().min(1),
  /** `closed`: the first; `reviewed`: quarantine, an exclusion or a work was decided anew; `appeal`: one was granted. */
  why: z.enum(['closed', 'reviewed', 'appeal', 'final']),
  at: Instant,
  votes: VoteTotals,
  /** Hash of all its lines. */
  root: Hash,
})
export type ResultVersion = z.output<typeof ResultVersion>

/** A voter's proof that their ballot is in the day's published root. PRODUCT 3.7. */
export const Receipt = z.object({
  day: Day,
  voter: VoterPseudonym,
  /** The ballot exactly as it is hashed. */
  leaf: z.string().max(500),
  /** Its place among the day's leaves, and how many there are. */
  index: Count,
  size: Count,
  /** Hashes from the leaf's sibling up to below the root. */
  path: z.array(Hash).max(40),
  root: Hash,
})
export type Receipt = z.output<typeof Receipt>

export const contestProof = {
  /**
   * The rules of an announced contest: as data, from which the page says them in plain words, and as the canonical text
   * whose SHA-256 was published. Errors: NOT_FOUND.
   */
  'contest.getRules': action({
    auth: 'guest',
    effect: 'read',
    input: z.strictObject({ contestId: ContestId }),
    output: z.object({
      rules: ContestRules,
      jurors: z.array(z.object({ nickname: z.string() })),
      canonical: z.string(),
      hash: Hash,
      announcedAt: Instant,
    }),
    errors: ['NOT_FOUND'],
    idempotent: 'natural',
  }),
  /**
   * The standings. While votes are taken the first works by their votes, none in the last 24 hours; from the public
   * notice on every line of a version of the result, the latest when none is named. Errors: NOT_FOUND.
   */
  'contest.listStandings': action({
    auth: 'guest',
    effect: 'read',
    input: z.strictObject({
      contestId: ContestId,
      version: z.number().int().min(1).max(RESULT_VERSIONS_MAX).optional(),
      cursor: Cursor.optional(),
      limit: PageSize.optional(),
    }),
    output: z.object({
      isHidden: z.boolean(),
      /** 0 for standings that are no result yet. */
      version: Count,
      lines: z.array(ResultLine),
      nextCursor: Cursor.optional(),
    }),
    errors: ['NOT_FOUND'],
    idempotent: 'natural',
  }),
  /** Who has won what, once the result is final; with a certificate for each. Errors: NOT_FOUND. */
  'contest.listWinners': action({
    auth: 'guest',
    effect: 'read',
    input: z.strictObject({ contestId: ContestId }),
    output: z.object({
      title: z.string(),
      finalAt: Instant.optional(),
      winners: z.array(
        z.object({
          rank: z.number().int().min(1),
          prize: Prize,
          work: WorkCard.omit({ votes: true }),
          isPaid: z.boolean(),
        }),
      ),
      /** The first digits of the hash of the result, for the certificate. */
      seal: z.string().optional(),
    }),
    errors: ['NOT_FOUND'],
    idempotent: 'natural',
  }),
  /**
   * All that is published to check the count by: the anchors, the committed draw, how many votes are under review and by
   * which signals, every version of the result, and the bundle once it is final. Errors: NOT_FOUND.
   */
  'contest.getProof': action({
    auth: 'guest',
    effect: 'read',
    input: z.strictObject({ contestId: ContestId }),
    output: z.object({
      rulesHash: Hash,
      anchors: z.array(Anchor).max(CONTEST_DAYS_MAX),
      drawCommitment: Hash,
      /** Revealed with the final result. */
      drawSeed: z.string().optional(),
      underReview: z.object({
        votes: Count,
        released: Count,
        excluded: Count,
        bySignal: z.array(z.object({ signal: FraudSignal, votes: Count })),
      }),
      versions: z.array(ResultVersion).max(RESULT_VERSIONS_MAX),
      bundle: z.object({ url: z.string(), hash: Hash, bytes: Count }).optional(),
      appeals: z.object({ open: Count, granted: Count, refused: Count }),
    }),
    errors: ['NOT_FOUND'],
    idempotent: 'natural',
  }),
  /** The caller's receipt for a day. Errors: NOT_FOUND without a ballot of that day, or before it is anchored. */
  'contest.getReceipt': action({
    auth: 'member',
    effect: 'read',
    input: z.strictObject({ contestId: ContestId, day: Day }),
    output: z.object({ receipt: Receipt }),
    errors: ['NOT_FOUND'],
    idempotent: 'natural',
  }),
  /**
   * Appeals during the public notice (PRODUCT 3.8): about one's own work that was disqualified, about votes for it that
   * are under review, or about the result. Errors: NOT_FOUND; CONTEST_CLOSED outside the public notice; LIMIT_REACHED
   * when one about the same is open or was decided; CONTENT_REJECTED.
   */
  'contest.appeal': action({
    auth: 'member',
    effect: 'write',
    input: z.strictObject({
      requestId: RequestId,
      contestId: ContestId,
      kind: AppealKind,
      workId: WorkId.optional(),
      words: z.string().trim().min(1).max(APPEAL_WORDS_LENGTH_MAX),
    }),
    output: z.object({ appeal: Appeal }),
    errors: ['NOT_FOUND', 'CONTEST_CLOSED', 'LIMIT_REACHED', 'CONTENT_REJECTED'],
    idempotent: 'requestId',
    rateLimit: { max: 10, windowMs: HOUR_MS },
  }),
  /** The caller's appeals in a contest, the latest first. */
  'contest.listMyAppeals': action({
    auth: 'member',
    effect: 'read',
    input: z.strictObject({ contestId: ContestId }),
    output: z.object({ appeals: z.array(Appeal).max(APPEALS_SHOWN_MAX) }),
    errors: [],
    idempotent: 'natural',
  }),
} as const
