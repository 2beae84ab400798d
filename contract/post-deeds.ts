/** What members do with a post: like it, keep it, vote, take a side, join, mark the answer. PRODUCT 2.1, 2.2. */
import * as z from 'zod'
import { action } from './action'
import { CHAIN_TEXT_LENGTH_MAX, MINUTE_MS } from './limits'
import { FeedPage } from './post-feeds'
import { ChainEntry, ChainPage, Choices, Debate, Poll, Side } from './post-shapes'
import { CommentId, Count, Cursor, PageSize, PostId, RequestId } from './shared'

export const postDeeds = {
  /** States the end that is wanted (liked or not), so that a repeated tap changes nothing. */
  'post.setLike': action({
    auth: 'member',
    effect: 'write',
    input: z.strictObject({ postId: PostId, liked: z.boolean() }),
    output: z.object({ liked: z.boolean() }),
    errors: ['NOT_FOUND'],
    idempotent: 'natural',
    rateLimit: { max: 60, windowMs: MINUTE_MS, trustedMax: 120 },
  }),
  /** Keeps a post for oneself, or lets it go. Nobody else learns who keeps it. */
  'post.setFavourite': action({
    auth: 'member',
    effect: 'write',
    input: z.strictObject({ postId: PostId, favourited: z.boolean() }),
    output: z.object({ favourited: z.boolean() }),
    errors: ['NOT_FOUND'],
    idempotent: 'natural',
    rateLimit: { max: 60, windowMs: MINUTE_MS },
  }),
  /** The caller's favourites, the last kept first; those that are hidden or gone are left out of their page. */
  'post.listFavourites': action({
    auth: 'member',
    effect: 'read',
    input: z.strictObject({ cursor: Cursor.optional(), limit: PageSize.optional() }),
    output: FeedPage,
    errors: [],
    idempotent: 'natural',
  }),
  /** Votes in a poll, or votes anew in place of the vote before, until it closes. One choice unless it is `multiple`. */
  'post.castPoll': action({
    auth: 'member',
    effect: 'write',
    input: z.strictObject({ postId: PostId, choices: Choices }),
    output: z.object({ poll: Poll }),
    errors: ['NOT_FOUND', 'POLL_CLOSED'],
    idempotent: 'natural',
    rateLimit: { max: 60, windowMs: MINUTE_MS },
  }),
  /** Takes a side in a debate, or changes it. */
  'post.takeSide': action({
    auth: 'member',
    effect: 'write',
    input: z.strictObject({ postId: PostId, side: Side }),
    output: z.object({ debate: Debate }),
    errors: ['NOT_FOUND'],
    idempotent: 'natural',
    rateLimit: { max: 60, windowMs: MINUTE_MS },
  }),
  /**
   * Joins a chain: the caller gets the next number, once and for good. Joining again answers the entry that is there,
   * with its words as they were.
   */
  'post.joinChain': action({
    auth: 'member',
    effect: 'write',
    input: z.strictObject({
      requestId: RequestId,
      postId: PostId,
      text: z.string().trim().min(1).max(CHAIN_TEXT_LENGTH_MAX),
    }),
    output: z.object({ entry: ChainEntry, entryCount: Count }),
    errors: ['NOT_FOUND', 'CONTENT_REJECTED', 'CHAIN_FULL'],
    idempotent: 'requestId',
    rateLimit: { max: 30, windowMs: 10 * MINUTE_MS },
  }),
  /** The entries of a chain by their numbers. */
  'post.listChain': action({
    auth: 'public',
    effect: 'read',
    input: z.strictObject({ postId: PostId, cursor: Cursor.optional(), limit: PageSize.optional() }),
    output: ChainPage,
    errors: ['NOT_FOUND'],
    idempotent: 'natural',
  }),
  /** Marks the answer to one's own question, another one, or none. */
  'post.setSolved': action({
    auth: 'member',
    effect: 'write',
    input: z.strictObject({ postId: PostId, commentId: CommentId.nullable() }),
    output: z.object({ solvedCommentId: CommentId.optional() }),
    errors: ['NOT_FOUND'],
    idempotent: 'natural',
    rateLimit: { max: 60, windowMs: 10 * MINUTE_MS },
  }),
} as const
