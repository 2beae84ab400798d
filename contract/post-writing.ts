/** Publishing a post, writing it anew and taking it away. PRODUCT 2.1. */
import * as z from 'zod'
import { action } from './action'
import {
  CHAIN_PROMPT_LENGTH_MAX,
  DEBATE_SIDE_LENGTH_MAX,
  MINUTE_MS,
  POLL_OPTION_LENGTH_MAX,
  POLL_OPTIONS_MAX,
  POLL_OPTIONS_MIN,
  POST_PHOTOS_MAX,
  POST_TEXT_LENGTH_MAX,
  TOPIC_NAME_LENGTH_MAX,
  TOPICS_PER_POST_MAX,
} from './limits'
import { Earned } from './points-shapes'
import { PostKind } from './post-feeds'
import { Place } from './post-shapes'
import { BoardId, ContentState, Done, Instant, MediaId, PostId, RequestId } from './shared'

const PostText = z.string().trim().min(1).max(POST_TEXT_LENGTH_MAX)
const PhotoIds = z.array(MediaId).max(POST_PHOTOS_MAX)
const TopicNames = z.array(z.string().trim().min(1).max(TOPIC_NAME_LENGTH_MAX)).max(TOPICS_PER_POST_MAX)
const PollWish = z.strictObject({
  options: z
    .array(z.string().trim().min(1).max(POLL_OPTION_LENGTH_MAX))
    .min(POLL_OPTIONS_MIN)
    .max(POLL_OPTIONS_MAX),
  multiple: z.boolean(),
  closesAt: Instant.optional(),
})
const DebateSideName = z.string().trim().min(1).max(DEBATE_SIDE_LENGTH_MAX)
const DebateWish = z.strictObject({ sides: z.tuple([DebateSideName, DebateSideName]) })
const ChainWish = z.strictObject({
  prompt: z.string().trim().min(1).max(CHAIN_PROMPT_LENGTH_MAX).optional(),
})

export const postWriting = {
  /**
   * Publishes a post on a board, of the kind `post` when none is said. A poll brings its `poll`, a debate its `debate`,
   * a chain may bring a `chain`, and no other kind brings any of them; an order show has a photo or a video. With a
   * `videoId` there is exactly one photo, the video's poster. Photos and video are the caller's own and completed.
   * All words of it are checked together: risky is refused; what could not be checked, or whose photos or video are
   * still being checked, is `checking`: its author sees it, others do not.
   */
  'post.createPost': action({
    auth: 'member',
    effect: 'write',
    input: z.strictObject({
      requestId: RequestId,
      kind: PostKind.optional(),
      boardId: BoardId,
      text: PostText,
      photoIds: PhotoIds,
      videoId: MediaId.optional(),
      topicNames: TopicNames.optional(),
      location: Place.optional(),
      poll: PollWish.optional(),
      debate: DebateWish.optional(),
      chain: ChainWish.optional(),
    }),
    output: z.object({
      postId: PostId,
      state: ContentState,
      createdAt: Instant,
      /** What it has earned at once; a post that is still being checked earns when others see it. */
      earned: Earned.optional(),
    }),
    errors: ['NOT_FOUND', 'CONTENT_REJECTED', 'MEDIA_NOT_READY'],
    idempotent: 'requestId',
    rateLimit: { max: 30, windowMs: 10 * MINUTE_MS, trustedMax: 60 },
  }),
  /**
   * Writes one's own post anew: the text, photos, topics and place that it should have; what is left out is taken away.
   * Its kind, board, poll, debate, chain and video stay. It is a new revision and is checked again: until it has
   * passed, others go on seeing the one before. `state` is where the new revision stands.
   */
  'post.editPost': action({
    auth: 'member',
    effect: 'write',
    input: z.strictObject({
      requestId: RequestId,
      postId: PostId,
      text: PostText,
      /** Of a post with a video: left empty, the poster stays. */
      photoIds: PhotoIds,
      topicNames: TopicNames.optional(),
      location: Place.optional(),
    }),
    output: z.object({ postId: PostId, state: ContentState, editedAt: Instant }),
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
} as const
