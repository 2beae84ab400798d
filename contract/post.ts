/** Posts, comments and likes; the feeds they stand in are in post-feeds. PRODUCT 2.1-2.3. */
import * as z from 'zod'
import { action } from './action'
import { COMMENT_TEXT_LENGTH_MAX, MINUTE_MS, POST_PHOTOS_MAX, POST_TEXT_LENGTH_MAX } from './limits'
import { Picture, postFeeds } from './post-feeds'
import {
  BoardId,
  CommentId,
  ContentState,
  Count,
  Cursor,
  Done,
  Instant,
  MediaId,
  MemberCard,
  PageSize,
  PostId,
  RequestId,
} from './shared'

/** Where a post lives. */
export const Board = z.object({ boardId: BoardId, name: z.string(), summary: z.string() })
export type Board = z.output<typeof Board>

/** A post as its own page shows it. */
export const PostDetail = z.object({
  postId: PostId,
  board: Board,
  text: z.string(),
  photos: z.array(Picture.extend({ mediaId: MediaId, thumbUrl: z.string() })),
  author: MemberCard,
  likeCount: Count,
  commentCount: Count,
  liked: z.boolean(),
  /** Whether the viewer wrote it, and so may delete it. */
  mine: z.boolean(),
  state: ContentState,
  createdAt: Instant,
})
export type PostDetail = z.output<typeof PostDetail>

export const Comment = z.object({
  commentId: CommentId,
  text: z.string(),
  author: MemberCard,
  mine: z.boolean(),
  state: ContentState,
  createdAt: Instant,
})
export type Comment = z.output<typeof Comment>

export const CommentPage = z.object({ comments: z.array(Comment), nextCursor: Cursor.optional() })
export type CommentPage = z.output<typeof CommentPage>

export const post = {
  ...postFeeds,
  /** A post and the first page of its comments. */
  'post.getPost': action({
    auth: 'guest',
    effect: 'read',
    input: z.strictObject({ postId: PostId }),
    output: z.object({ post: PostDetail, comments: CommentPage }),
    errors: ['NOT_FOUND'],
    idempotent: 'natural',
  }),
  /** Comments, oldest first. */
  'post.listComments': action({
    auth: 'guest',
    effect: 'read',
    input: z.strictObject({ postId: PostId, cursor: Cursor.optional(), limit: PageSize.optional() }),
    output: CommentPage,
    errors: ['NOT_FOUND'],
    idempotent: 'natural',
  }),
  /**
   * Publishes a text with up to nine of the caller's completed photos on a board. A text that fails the
   * platform's check is refused; one that could not be checked, or whose photos are still being checked,
   * is `checking`: its author sees it, others do not.
   */
  'post.createPost': action({
    auth: 'member',
    effect: 'write',
    input: z.strictObject({
      requestId: RequestId,
      boardId: BoardId,
      text: z.string().trim().min(1).max(POST_TEXT_LENGTH_MAX),
      photoIds: z.array(MediaId).max(POST_PHOTOS_MAX),
    }),
    output: z.object({ postId: PostId, state: ContentState, createdAt: Instant }),
    errors: ['NOT_FOUND', 'CONTENT_REJECTED', 'MEDIA_NOT_READY'],
    idempotent: 'requestId',
    rateLimit: { max: 30, windowMs: 10 * MINUTE_MS },
  }),
  /** Takes one's own post away, for good. Deleting it again is harmless. */
  'post.deletePost': action({
    auth: 'member',
    effect: 'write',
    input: z.strictObject({ postId: PostId }),
    output: Done,
    errors: ['NOT_FOUND'],
    idempotent: 'natural',
    rateLimit: { max: 60, windowMs: 10 * MINUTE_MS },
  }),
  'post.createComment': action({
    auth: 'member',
    effect: 'write',
    input: z.strictObject({
      requestId: RequestId,
      postId: PostId,
      text: z.string().trim().min(1).max(COMMENT_TEXT_LENGTH_MAX),
    }),
    output: z.object({ comment: Comment, commentCount: Count }),
    errors: ['NOT_FOUND', 'CONTENT_REJECTED'],
    idempotent: 'requestId',
    rateLimit: { max: 60, windowMs: 10 * MINUTE_MS },
  }),
  /** Takes one's own comment away. */
  'post.deleteComment': action({
    auth: 'member',
    effect: 'write',
    input: z.strictObject({ commentId: CommentId }),
    output: Done,
    errors: ['NOT_FOUND'],
    idempotent: 'natural',
    rateLimit: { max: 60, windowMs: 10 * MINUTE_MS },
  }),
  /** States the end that is wanted (liked or not), so that a repeated tap changes nothing. */
  'post.setLike': action({
    auth: 'member',
    effect: 'write',
    input: z.strictObject({ postId: PostId, liked: z.boolean() }),
    output: z.object({ liked: z.boolean() }),
    errors: ['NOT_FOUND'],
    idempotent: 'natural',
    rateLimit: { max: 60, windowMs: MINUTE_MS },
  }),
  /**
   * The platform's answer about a photo (event `wxa_media_check`, PLATFORM 1): bound to a stored trace id,
   * harmless when repeated or late. It is an action of `post` because the answer settles the photo, the avatar
   * that it may be and the posts that show it, and only `post` may reach down to all three.
   */
  'post.receiveMediaCheck': action({
    auth: 'platform',
    effect: 'write',
    event: 'wxa_media_check',
    input: z.looseObject({
      trace_id: z.string().min(1).max(200),
      errcode: z.number().optional(),
      result: z.looseObject({ suggest: z.string(), label: z.number().optional() }).optional(),
    }),
    output: Done,
    errors: [],
    idempotent: 'natural',
  }),
} as const
