/** What is said about a post. PRODUCT 2.2. */
import * as z from 'zod'
import { action } from './action'
import { COMMENT_TEXT_LENGTH_MAX, MINUTE_MS } from './limits'
import { Comment, CommentPage, Side } from './post-shapes'
import { CommentId, Count, Cursor, Done, MediaId, PageSize, PostId, RequestId } from './shared'

export const postComments = {
  /** Comments, oldest first; their replies are `post.listReplies`. */
  'post.listComments': action({
    auth: 'public',
    effect: 'read',
    input: z.strictObject({ postId: PostId, cursor: Cursor.optional(), limit: PageSize.optional() }),
    output: CommentPage,
    errors: ['NOT_FOUND'],
    idempotent: 'natural',
  }),
  /** The replies below a comment, oldest first. */
  'post.listReplies': action({
    auth: 'public',
    effect: 'read',
    input: z.strictObject({ commentId: CommentId, cursor: Cursor.optional(), limit: PageSize.optional() }),
    output: CommentPage,
    errors: ['NOT_FOUND'],
    idempotent: 'natural',
  }),
  /**
   * Says something about a post, with at most one photo; with `replyTo` below that comment (below its root, when it is
   * a reply itself). In a debate it may speak for a `side`.
   */
  'post.createComment': action({
    auth: 'member',
    effect: 'write',
    input: z.strictObject({
      requestId: RequestId,
      postId: PostId,
      text: z.string().trim().min(1).max(COMMENT_TEXT_LENGTH_MAX),
      replyTo: CommentId.optional(),
      photoId: MediaId.optional(),
      side: Side.optional(),
    }),
    output: z.object({ comment: Comment, commentCount: Count }),
    errors: ['NOT_FOUND', 'CONTENT_REJECTED', 'MEDIA_NOT_READY'],
    idempotent: 'requestId',
    rateLimit: { max: 60, windowMs: 10 * MINUTE_MS, trustedMax: 150 },
  }),
  /** Takes one's own comment away, and with it the replies below it. */
  'post.deleteComment': action({
    auth: 'member',
    effect: 'write',
    input: z.strictObject({ commentId: CommentId }),
    output: Done,
    errors: ['NOT_FOUND'],
    idempotent: 'natural',
    rateLimit: { max: 60, windowMs: 10 * MINUTE_MS },
  }),
  /** The same for a comment or a reply. */
  'post.setCommentLike': action({
    auth: 'member',
    effect: 'write',
    input: z.strictObject({ commentId: CommentId, liked: z.boolean() }),
    output: z.object({ liked: z.boolean() }),
    errors: ['NOT_FOUND'],
    idempotent: 'natural',
    rateLimit: { max: 60, windowMs: MINUTE_MS, trustedMax: 120 },
  }),
} as const
