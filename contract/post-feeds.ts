/** The lists that posts stand in: feeds, topics and what a search finds. PRODUCT 2.3-2.5. */
import * as z from 'zod'
import { action } from './action'
import {
  CARD_TOPICS_MAX,
  CARDS_NAMED_MAX,
  EXPOSURE_REPORT_POSTS_MAX,
  MINUTE_MS,
  PAGE_SIZE_MAX,
  POST_EXCERPT_LENGTH,
  SEARCH_EXCERPT_LENGTH,
  SEARCH_TEXT_LENGTH_MAX,
  TOPICS_LISTED_MAX,
  TOPICS_SUGGESTED_MAX,
} from './limits'
import {
  BoardId,
  CommentId,
  ContentState,
  Count,
  Cursor,
  Instant,
  MemberCard,
  MemberId,
  PageSize,
  PostId,
  TopicId,
} from './shared'

/** What a post is: each kind but the first has rules of its own. PRODUCT 2.1. */
export const PostKind = z.enum(['post', 'question', 'chain', 'debate', 'order', 'poll'])
export type PostKind = z.output<typeof PostKind>

/** A picture by a temporary address, and its size in pixels. */
export const Picture = z.object({
  url: z.string(),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
})

/** What a post is about, as a link. */
export const TopicLink = z.object({ topicId: TopicId, name: z.string() })
export type TopicLink = z.output<typeof TopicLink>

/** A topic as lists and its own page show it; `postCount` are its visible posts. */
export const Topic = TopicLink.extend({ postCount: Count })
export type Topic = z.output<typeof Topic>

/** A post as a feed shows it. Kept small: twenty of them and their pictures' addresses are one page of 13 KiB. */
export const PostCard = z.object({
  postId: PostId,
  kind: PostKind,
  /** The first POST_EXCERPT_LENGTH characters, on one line. */
  excerpt: z.string().max(POST_EXCERPT_LENGTH + 1),
  cover: Picture.optional(),
  photoCount: Count,
  /** There when it carries a short video, of which `cover` is the first frame. */
  video: z.literal(true).optional(),
  author: MemberCard,
  likeCount: Count,
  commentCount: Count,
  liked: z.boolean(),
  /** Of a question: whether its asker has marked an answer. */
  solved: z.boolean().optional(),
  /** There when operators have picked it. */
  featured: z.literal(true).optional(),
  /** The first of its topics; absent when it has none. */
  topics: z.array(TopicLink).max(CARD_TOPICS_MAX).optional(),
  state: ContentState,
  createdAt: Instant,
})
export type PostCard = z.output<typeof PostCard>

/**
 * One page of a feed; no `nextCursor` means that this is the end. A page may be shorter than was asked for, even empty,
 * while there is a next one: what was hidden meanwhile leaves its place.
 */
export const FeedPage = z.object({ posts: z.array(PostCard), nextCursor: Cursor.optional() })
export type FeedPage = z.output<typeof FeedPage>

/** Which of the feeds: the newest of all, of whom I follow, or what operators have picked. */
export const FeedName = z.enum(['latest', 'following', 'featured'])
export type FeedName = z.output<typeof FeedName>

/** Where in an excerpt the searched words stand: `[start, length]` in UTF-16 units, in order, never overlapping. */
export const Highlights = z.array(z.tuple([Count, z.number().int().positive()]))
export type Highlights = z.output<typeof Highlights>

const Excerpt = z.string().max(SEARCH_EXCERPT_LENGTH + 2)

/** A post that was found, with the part of its text that says why. */
export const PostHit = z.object({ post: PostCard, excerpt: Excerpt, highlights: Highlights })
export type PostHit = z.output<typeof PostHit>

/** An answer to a question that was found; `solves` when the asker has marked it. */
export const AnswerHit = z.object({
  commentId: CommentId,
  postId: PostId,
  excerpt: Excerpt,
  highlights: Highlights,
  author: MemberCard,
  solves: z.boolean(),
  createdAt: Instant,
})
export type AnswerHit = z.output<typeof AnswerHit>

/** What people type into the search. */
export const SearchText = z.string().trim().min(1).max(SEARCH_TEXT_LENGTH_MAX)

/** How a new author's post fared that was given a place of its own. */
const Exposure = z.object({
  postId: PostId,
  memberId: MemberId,
  openedAt: Instant,
  /** There once it has been shown enough, or long enough. */
  closedAt: Instant.optional(),
  /** Members to whose first page it was given. */
  shownTo: Count,
  likeCount: Count,
  commentCount: Count,
})

/** How often one caller may search: each search asks several queries. */
const SEARCHES = { max: 60, windowMs: MINUTE_MS } as const

export const postFeeds = {
  /** These posts as cards, in the order asked for: those of a digest. What the caller may not see is left out. */
  'post.listCards': action({
    auth: 'guest',
    effect: 'read',
    input: z.strictObject({ postIds: z.array(PostId).min(1).max(CARDS_NAMED_MAX) }),
    output: z.object({ posts: z.array(PostCard).max(CARDS_NAMED_MAX) }),
    errors: [],
    idempotent: 'natural',
  }),
  /**
   * A feed, newest first: `latest` (when nothing is said) of one board, of one topic or of all; `featured` of one board
   * or of all; `following` of whom the caller follows, empty for a guest. A first page of `latest` of all gives a few
   * posts of new authors a place further up than their age; each post still stands on one page only.
   * INVALID_INPUT: a board and a topic together, a topic of `featured`, either of `following`.
   */
  'post.listFeed': action({
    auth: 'public',
    effect: 'read',
    input: z.strictObject({
      feed: FeedName.optional(),
      boardId: BoardId.optional(),
      topicId: TopicId.optional(),
      cursor: Cursor.optional(),
      limit: PageSize.optional(),
    }),
    output: FeedPage,
    errors: [],
    idempotent: 'natural',
  }),
  /**
   * A member's posts, newest first; my own with those that others do not see yet. A page may be shorter than was asked
   * for while there is a next one.
   */
  'post.listByMember': action({
    auth: 'public',
    effect: 'read',
    input: z.strictObject({ memberId: MemberId, cursor: Cursor.optional(), limit: PageSize.optional() }),
    output: FeedPage,
    errors: ['NOT_FOUND'],
    idempotent: 'natural',
  }),
  /** The topics with the most posts, of all boards or begun on one. */
  'post.listTopics': action({
    auth: 'guest',
    effect: 'read',
    input: z.strictObject({ boardId: BoardId.optional() }),
    output: z.object({ topics: z.array(Topic).max(TOPICS_LISTED_MAX) }),
    errors: [],
    idempotent: 'natural',
  }),
  /** One topic; its posts are `post.listFeed` with its id. */
  'post.getTopic': action({
    auth: 'public',
    effect: 'read',
    input: z.strictObject({ topicId: TopicId }),
    output: z.object({ topic: Topic }),
    errors: ['NOT_FOUND'],
    idempotent: 'natural',
  }),
  /** Topics whose name begins with what has been typed, or has it in it; the most used first. */
  'post.suggestTopics': action({
    auth: 'guest',
    effect: 'read',
    input: z.strictObject({ text: SearchText }),
    output: z.object({ topics: z.array(Topic).max(TOPICS_SUGGESTED_MAX) }),
    errors: [],
    idempotent: 'natural',
    rateLimit: { max: 120, windowMs: MINUTE_MS },
  }),
  /**
   * Visible posts that have these words: those with the most of them first, then the newest. `solved` asks for
   * questions with a marked answer, or (false) for those that still wait for one.
   */
  'post.searchPosts': action({
    auth: 'guest',
    effect: 'read',
    input: z.strictObject({
      text: SearchText,
      solved: z.boolean().optional(),
      cursor: Cursor.optional(),
      limit: PageSize.optional(),
    }),
    output: z.object({ hits: z.array(PostHit).max(PAGE_SIZE_MAX), nextCursor: Cursor.optional() }),
    errors: [],
    idempotent: 'natural',
    rateLimit: SEARCHES,
  }),
  /** Visible answers to questions that have these words, in the same order. */
  'post.searchAnswers': action({
    auth: 'guest',
    effect: 'read',
    input: z.strictObject({ text: SearchText, cursor: Cursor.optional(), limit: PageSize.optional() }),
    output: z.object({ hits: z.array(AnswerHit).max(PAGE_SIZE_MAX), nextCursor: Cursor.optional() }),
    errors: [],
    idempotent: 'natural',
    rateLimit: SEARCHES,
  }),
  /** The latest posts of new authors that were given places of their own, and what came of it. For moderators. */
  'post.getExposureReport': action({
    auth: 'post.moderate',
    effect: 'read',
    input: z.strictObject({}),
    output: z.object({
      exposures: z.array(Exposure).max(EXPOSURE_REPORT_POSTS_MAX),
      /** Of those that are closed: the median of `shownTo`, and how many of them somebody has answered or liked. */
      medianShownTo: Count,
      closedCount: Count,
      answeredCount: Count,
    }),
    errors: [],
    idempotent: 'natural',
  }),
} as const
