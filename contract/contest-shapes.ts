/** Photo contests as they are shown. PRODUCT 3. */
import * as z from 'zod'
import {
  APPEAL_WORDS_LENGTH_MAX,
  CONTEST_PRIZES_MAX,
  CONTEST_THEME_LENGTH_MAX,
  CONTEST_TITLE_LENGTH_MAX,
  JURORS_MAX,
  JURORS_MIN,
  JURY_SCORE_MAX,
  PRIZE_NAME_LENGTH_MAX,
  PRIZE_POINTS_MAX,
  PRIZE_RANK_MAX,
  QUARANTINE_REASON_LENGTH_MAX,
  VOTES_PER_DAY,
  WORK_TITLE_LENGTH_MAX,
  WORK_WORDS_LENGTH_MAX,
  WORKS_PER_MEMBER,
} from './limits'
import { Picture } from './post-feeds'
import { AppealId, ContestId, Count, Day, Instant, MemberCard, MemberId, PostId, WorkId } from './shared'

/**
 * Where a contest stands by the server's clock (PRODUCT 3.1). `notice` is the public notice: audit and appeals
 * together, 48 hours at least and until every appeal is decided. `cancelled` may come after any but `final`.
 */
export const ContestPhase = z.enum([
  'draft',
  'announced',
  'submit',
  'screen',
  'vote',
  'notice',
  'final',
  'paid',
  'archived',
  'cancelled',
])
export type ContestPhase = z.output<typeof ContestPhase>

/** What the author allows, kept as a record: to be shown here, or also to be taken along to other places with credit. */
export const Licence = z.enum(['community', 'promotion'])
export type Licence = z.output<typeof Licence>

/** What ranks from `from` to `to` (both included) are given: points through the ledger, each once. */
export const Prize = z
  .strictObject({
    name: z.string().trim().min(1).max(PRIZE_NAME_LENGTH_MAX),
    from: z.number().int().min(1).max(PRIZE_RANK_MAX),
    to: z.number().int().min(1).max(PRIZE_RANK_MAX),
    points: z.number().int().min(0).max(PRIZE_POINTS_MAX),
  })
  .refine(({ from, to }) => from <= to)
export type Prize = z.output<typeof Prize>

/** How a work's score comes about: votes only, or seven tenths votes and three tenths jury (PRODUCT 3.5). */
export const Scoring = z.enum(['votes', 'votesAndJury'])
export type Scoring = z.output<typeof Scoring>

/**
 * What operators decide of a contest, until it is announced. The four instants rise: works are taken from `submitFrom`
 * to before `submitUntil`, ballots from `voteFrom` to before `voteUntil`.
 */
export const ContestPlan = z.strictObject({
  title: z.string().trim().min(1).max(CONTEST_TITLE_LENGTH_MAX),
  theme: z.string().trim().min(1).max(CONTEST_THEME_LENGTH_MAX),
  submitFrom: Instant,
  submitUntil: Instant,
  voteFrom: Instant,
  voteUntil: Instant,
  scoring: Scoring,
  /** Empty unless the jury scores. */
  jurorIds: z.array(MemberId).max(JURORS_MAX),
  /** In the order of their ranks, none of which has two. */
  prizes: z.array(Prize).max(CONTEST_PRIZES_MAX),
})
export type ContestPlan = z.output<typeof ContestPlan>

/**
 * The rules, frozen and hashed when the contest is announced (PRODUCT 3.1): what the operators decided, and what holds
 * for every contest, with the figures that this one is held by. Durations are milliseconds.
 */
export const ContestRules = ContestPlan.extend({
  format: z.literal('tonghao-contest-rules/1'),
  noticeMs: Count,
  worksPerMember: z.literal(WORKS_PER_MEMBER),
  votesPerDay: z.literal(VOTES_PER_DAY),
  /** How long somebody has to be a member to enter. */
  memberForMs: Count,
  /** Totals are hidden so long before the close. */
  hiddenMs: Count,
  jurorsMin: z.literal(JURORS_MIN),
  juryScoreMax: z.literal(JURY_SCORE_MAX),
  /** SHA-256 of the seed by which the last ties are drawn, which the bundle reveals. PRODUCT 3.6. */
  drawCommitment: z.string().regex(/^[0-9a-f]{64}$/),
  /** By which each viewer's order of works is shuffled. PRODUCT 3.5. */
  shuffleSeed: z.string().regex(/^[0-9a-f]{32}$/),
})
export type ContestRules = z.output<typeof ContestRules>

/** A contest in a list. */
export const ContestCard = z.object({
  contestId: ContestId,
  title: z.string(),
  phase: ContestPhase,
  submitFrom: Instant,
  submitUntil: Instant,
  voteFrom: Instant,
  voteUntil: Instant,
  /** When the public notice ends at the earliest. */
  noticeUntil: Instant,
  /** About how many works take part. */
  workCount: Count,
  /** A work of it, once there is one. */
  cover: Picture.optional(),
})
export type ContestCard = z.output<typeof ContestCard>

/** Votes for a work: those that were cast, and those that count so far. */
export const VoteTotals = z.object({ raw: Count, counted: Count })
export type VoteTotals = z.output<typeof VoteTotals>

/** A work in the gallery. */
export const WorkCard = z.object({
  workId: WorkId,
  contestId: ContestId,
  title: z.string().max(WORK_TITLE_LENGTH_MAX),
  picture: Picture,
  author: MemberCard,
  /** Absent while totals are hidden, and before voting. */
  votes: VoteTotals.optional(),
  /** Whether it is the caller's own: nobody votes for those. */
  isMine: z.boolean(),
})
export type WorkCard = z.output<typeof WorkCard>

/**
 * Where a work stands. `checking`: the platform has not answered yet; `screening`: a person has to look, because it
 * resembles another work; both are seen by the author only. `entered` takes part.
 */
export const WorkState = z.enum(['checking', 'screening', 'entered', 'disqualified', 'withdrawn'])
export type WorkState = z.output<typeof WorkState>

/** Why a work was disqualified. */
export const DisqualifyReason = z.enum(['duplicate', 'notOwn', 'offTheme', 'rejected', 'rules'])
export type DisqualifyReason = z.output<typeof DisqualifyReason>

/** Where a work comes from. Its photo is the post's own, checked once more under the contest's rules. */
export const Lineage = z.discriminatedUnion('from', [
  z.strictObject({ from: z.literal('album') }),
  z.strictObject({ from: z.literal('post'), postId: PostId }),
])
export type Lineage = z.output<typeof Lineage>

/** A work on its own page. */
export const WorkDetail = WorkCard.extend({
  words: z.string().max(WORK_WORDS_LENGTH_MAX),
  /** The picture as large as it is kept. */
  display: Picture,
  lineage: Lineage,
  licence: Licence,
  enteredAt: Instant,
  /** Its place in the latest result, once there is one. */
  rank: Count.optional(),
})
export type WorkDetail = z.output<typeof WorkDetail>

/** One's own work, in whatever state. */
export const MyWork = WorkDetail.extend({
  contestTitle: z.string(),
  phase: ContestPhase,
  state: WorkState,
  reason: DisqualifyReason.optional(),
  /** Votes for it that are under review (PRODUCT 3.4): as honest about others' votes as about one's own. */
  underReview: Count,
})
export type MyWork = z.output<typeof MyWork>

/** A member's ballot of one day. */
export const Ballot = z.object({
  day: Day,
  workIds: z.array(WorkId).max(VOTES_PER_DAY),
  /** How many more works it can name. */
  left: z.number().int().min(0).max(VOTES_PER_DAY),
  /** Until when it can be changed. */
  closesAt: Instant,
})
export type Ballot = z.output<typeof Ballot>

/** Why somebody cannot enter. */
export const EntryBar = z.enum(['tooNew', 'staff', 'juror', 'worksUsed'])
export type EntryBar = z.output<typeof EntryBar>

/** How the caller stands to a contest. */
export const ContestStanding = z.object({
  /** Today's ballot; there while votes are taken. */
  ballot: Ballot.optional(),
  /**
   * The caller joined after voting had begun, and their votes count once they come back on another day (PRODUCT 3.3):
   * `waiting` until then. Absent for everybody else.
   */
  newcomer: z.enum(['waiting', 'returned']).optional(),
  isJuror: z.boolean(),
  works: z.array(z.object({ workId: WorkId, title: z.string(), state: WorkState })).max(WORKS_PER_MEMBER),
  /** Why no (further) work is taken from the caller, whatever the phase. */
  entryBar: EntryBar.optional(),
  /** When a new member may enter; there with `tooNew`. */
  mayEnterAt: Instant.optional(),
})
export type ContestStanding = z.output<typeof ContestStanding>

/** A contest on its own page. */
export const ContestDetail = ContestCard.extend({
  theme: z.string().max(CONTEST_THEME_LENGTH_MAX),
  scoring: Scoring,
  prizes: z.array(Prize),
  /** Whether totals are hidden now. PRODUCT 3.5. */
  isHidden: z.boolean(),
  today: Day,
  /** The latest result's version; 0 before any. */
  resultVersion: Count,
  /** Why it was cancelled, and the contest that takes its place. */
  cancelReason: z.string().optional(),
  rerunId: ContestId.optional(),
  mine: ContestStanding.optional(),
})
export type ContestDetail = z.output<typeof ContestDetail>

/** Which step of the chain has told two works of one score apart. PRODUCT 3.6. */
export const TieBreak = z.enum(['jury', 'votingDays', 'inviters', 'earlier', 'draw'])
export type TieBreak = z.output<typeof TieBreak>

/** One line of a result. */
export const ResultLine = z.object({
  rank: z.number().int().min(1),
  work: WorkCard.omit({ votes: true }),
  votes: VoteTotals,
  /** The trimmed mean of the jury, in thousandths of a point; absent where no jury scores. */
  jury: Count.optional(),
  /** Millionths of the best there can be. */
  score: Count,
  /** What decided against the one before, of the same score. */
  tieBreak: TieBreak.optional(),
  prize: Prize.optional(),
})
export type ResultLine = z.output<typeof ResultLine>

/** Why a vote is under review (PRODUCT 3.4). */
export const FraudSignal = z.enum(['burst', 'inviter', 'soleAct', 'cluster', 'risk'])
export type FraudSignal = z.output<typeof FraudSignal>

/** How a vote counts. `waiting`: a newcomer's who has not come back yet; `underReview` and `excluded` count 0. */
export const VoteStatus = z.enum(['counted', 'waiting', 'underReview', 'excluded'])
export type VoteStatus = z.output<typeof VoteStatus>

/** What an appeal is about. */
export const AppealKind = z.enum(['disqualified', 'votes', 'result'])
export type AppealKind = z.output<typeof AppealKind>

export const AppealState = z.enum(['open', 'granted', 'refused'])
export type AppealState = z.output<typeof AppealState>

/** An appeal, as whoever made it and the operators see it. */
export const Appeal = z.object({
  appealId: AppealId,
  contestId: ContestId,
  kind: AppealKind,
  /** The work that it is about; absent when it is about the result. */
  workId: WorkId.optional(),
  words: z.string().max(APPEAL_WORDS_LENGTH_MAX),
  state: AppealState,
  /** The written reason of whoever decided. */
  reason: z.string().max(QUARANTINE_REASON_LENGTH_MAX).optional(),
  at: Instant,
  decidedAt: Instant.optional(),
})
export type Appeal = z.output<typeof Appeal>
