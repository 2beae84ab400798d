/** What a first screen needs, in one call; and what a phone reports when it fails. */
import * as z from 'zod'
import { action } from './action'
import { Activity } from './checkin-activity'
import { ContestCard, ContestPhase } from './contest-shapes'
import {
  BOARDS_MAX,
  CLIENT_ERROR_LENGTH_MAX,
  CONTESTS_SHOWN_MAX,
  HOME_HITS_MAX,
  MEMBERS_SUGGESTED_MAX,
  MINUTE_MS,
  VOTES_PER_DAY,
} from './limits'
import { MyProfile } from './member-shapes'
import { AnswerHit, FeedName, FeedPage, PostHit, SearchText, Topic } from './post-feeds'
import { Board } from './post-shapes'
import { BoardId, ContestId, Count, Done, MemberCard, PageSize } from './shared'

/** The strip that opens the home tab (PRODUCT 2.8): only what there really is today. */
const Today = z.object({
  /** My daily check-in: whether it is done, and the days in a row. */
  checkIn: z.object({ done: z.boolean(), streak: Count }).optional(),
  /** What operators have picked for today, or else what was talked about most yesterday. */
  topic: Topic.optional(),
  /** The contest whose vote is taken now, or else the one that takes works. */
  contest: z
    .object({
      contestId: ContestId,
      title: z.string(),
      phase: ContestPhase,
      /** Works that I can still vote for today; there for a member while votes are taken. */
      votesLeft: z.number().int().min(0).max(VOTES_PER_DAY).optional(),
    })
    .optional(),
  /** What is new for me and not read yet; absent when nothing is. */
  news: z.object({ likes: Count, comments: Count, mentions: Count, follows: Count }).optional(),
})
export type Today = z.output<typeof Today>

export const home = {
  /**
   * The 社区 tab in one call: who I am, the boards (those of my interests first), today's strip and the first page of
   * the feed; `feed` and `boardId` as in `post.listFeed`, whose pages go on from it.
   */
  'home.getCommunity': action({
    auth: 'guest',
    effect: 'read',
    input: z.strictObject({
      feed: FeedName.optional(),
      boardId: BoardId.optional(),
      limit: PageSize.optional(),
    }),
    output: z.object({
      member: MyProfile.optional(),
      boards: z.array(Board).max(BOARDS_MAX),
      feed: FeedPage,
      today: Today,
      /** Notices that other people caused and I have not read. */
      unread: Count,
      /** Whom I might follow; there for a member who follows nobody yet. */
      suggestedMembers: z.array(MemberCard).max(MEMBERS_SUGGESTED_MAX).optional(),
    }),
    errors: [],
    idempotent: 'natural',
  }),
  /**
   * The activity tab in one call: today, the caller's streak and month with its photos, what can be made up, the
   * challenges and the contests that run or were over lately. Guests see challenges and contests.
   */
  'home.getActivity': action({
    auth: 'guest',
    effect: 'read',
    input: z.strictObject({}),
    output: Activity.extend({ contests: z.array(ContestCard).max(CONTESTS_SHOWN_MAX) }),
    errors: [],
    idempotent: 'natural',
  }),
  /** The first hits of every kind, in one call; more of a kind is that kind's own search. */
  'home.search': action({
    auth: 'guest',
    effect: 'read',
    input: z.strictObject({ text: SearchText }),
    output: z.object({
      posts: z.array(PostHit).max(HOME_HITS_MAX),
      answers: z.array(AnswerHit).max(HOME_HITS_MAX),
      members: z.array(MemberCard).max(HOME_HITS_MAX),
      topics: z.array(Topic).max(HOME_HITS_MAX),
    }),
    errors: [],
    idempotent: 'natural',
    rateLimit: { max: 60, windowMs: MINUTE_MS },
  }),
  /** A phone tells of an error it met, with the requestId of the call if there was one. Only logged. */
  'home.reportClientError': action({
    auth: 'guest',
    effect: 'read',
    input: z.strictObject({
      message: z.string().max(CLIENT_ERROR_LENGTH_MAX),
      stack: z.string().max(CLIENT_ERROR_LENGTH_MAX).optional(),
      page: z.string().max(200).optional(),
      /** The action that failed and the request id that the cloud answered with. */
      action: z.string().max(100).optional(),
      requestId: z.string().max(100).optional(),
      clientVersion: z.string().max(50).optional(),
    }),
    output: Done,
    errors: [],
    idempotent: 'natural',
  }),
} as const
