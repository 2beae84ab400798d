/** What is told of posts to operators, and what persons and the platform decide of them. PRODUCT 2.2. */
import * as z from 'zod'
import { action } from './action'
import { MINUTE_MS, REPORT_TEXT_LENGTH_MAX } from './limits'
import { CommentId, Done, MediaId, MemberId, PostId, RequestId } from './shared'

/** What is reported. */
export const ReportSubject = z.union([
  z.strictObject({ postId: PostId }),
  z.strictObject({ commentId: CommentId }),
  z.strictObject({ memberId: MemberId }),
])
export const ReportReason = z.enum(['advertising', 'abuse', 'indecent', 'fraud', 'stolen', 'false', 'other'])
export type ReportReason = z.output<typeof ReportReason>

export const postModeration = {
  /**
   * Tells the operators of a post, a comment or a member; once for each caller and subject, and nobody is told who it
   * was. What enough members have reported is hidden until a person has looked at it.
   */
  'post.report': action({
    auth: 'member',
    effect: 'write',
    input: z.strictObject({
      requestId: RequestId,
      subject: ReportSubject,
      reason: ReportReason,
      text: z.string().trim().min(1).max(REPORT_TEXT_LENGTH_MAX).optional(),
    }),
    output: Done,
    errors: ['NOT_FOUND'],
    idempotent: 'requestId',
    rateLimit: { max: 20, windowMs: 10 * MINUTE_MS, trustedMax: 40 },
  }),
  /** Picks a visible post for the featured feed, or takes it out again. For moderators. */
  'post.setFeatured': action({
    auth: 'post.moderate',
    effect: 'write',
    input: z.strictObject({ postId: PostId, featured: z.boolean() }),
    output: z.object({ featured: z.boolean() }),
    errors: ['NOT_FOUND'],
    idempotent: 'natural',
    rateLimit: { max: 120, windowMs: 10 * MINUTE_MS },
  }),
  /**
   * What a person has seen of a photo or a video that the platform does not decide: videos always, photos whose answer
   * never came. For moderators.
   */
  'post.decideMedia': action({
    auth: 'post.moderate',
    effect: 'write',
    input: z.strictObject({ mediaId: MediaId, passed: z.boolean() }),
    output: Done,
    errors: ['NOT_FOUND'],
    idempotent: 'natural',
    rateLimit: { max: 200, windowMs: 10 * MINUTE_MS },
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
      // Visible ASCII, as the platform makes them: an answer is kept under it.
      trace_id: z.string().regex(/^[\x21-\x7e]{1,200}$/),
      errcode: z.number().optional(),
      result: z.looseObject({ suggest: z.string(), label: z.number().optional() }).optional(),
    }),
    output: Done,
    errors: [],
    idempotent: 'natural',
  }),
} as const
