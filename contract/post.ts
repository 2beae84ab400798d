/** Posts of every kind: all actions of the domain, those of one post here, the others by what they do. PRODUCT 2. */
import * as z from 'zod'
import { action } from './action'
import { MINUTE_MS } from './limits'
import { postComments } from './post-comments'
import { postDeeds } from './post-deeds'
import { postFeeds } from './post-feeds'
import { postModeration } from './post-moderation'
import { CommentPage, PostDetail } from './post-shapes'
import { postWriting } from './post-writing'
import { PostId } from './shared'

export const post = {
  ...postFeeds,
  ...postComments,
  ...postDeeds,
  ...postModeration,
  ...postWriting,
  /** A post and the first page of its comments. */
  'post.getPost': action({
    auth: 'public',
    effect: 'read',
    input: z.strictObject({ postId: PostId }),
    output: z.object({ post: PostDetail, comments: CommentPage }),
    errors: ['NOT_FOUND'],
    idempotent: 'natural',
  }),
  /** The mini program code that leads to a visible post: a temporary address of a PNG, made once and kept. */
  'post.getShareCode': action({
    auth: 'guest',
    effect: 'write',
    input: z.strictObject({ postId: PostId }),
    output: z.object({ url: z.string() }),
    errors: ['NOT_FOUND'],
    idempotent: 'natural',
    rateLimit: { max: 30, windowMs: 10 * MINUTE_MS },
  }),
} as const
