/** Posts of every kind, their comments and what members do with them. PRODUCT 2.1, 2.2; the lists: `post-feeds`. */
import * as z from 'zod'
import { action } from './action'
import {
  CHAIN_ENTRIES_MAX,
  CHAIN_PROMPT_LENGTH_MAX,
  CHAIN_TEXT_LENGTH_MAX,
  COMMENT_TEXT_LENGTH_MAX,
  DEBATE_SIDE_LENGTH_MAX,
  MINUTE_MS,
  PLACE_NAME_LENGTH_MAX,
  POLL_OPTION_LENGTH_MAX,
  POLL_OPTIONS_MAX,
  POLL_OPTIONS_MIN,
  POST_PHOTOS_MAX,
  POST_TEXT_LENGTH_MAX,
  REPORT_TEXT_LENGTH_MAX,
  TOPIC_NAME_LENGTH_MAX,
  TOPICS_PER_POST_MAX,
} from './limits'
import { FeedPage, Picture, PostKind, postFeeds, TopicLink } from './post-feeds'
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
  MemberId,
  PageSize,
  PostId,
  RequestId,
} from './shared'

/** Where a post lives. */
export const Board = z.object({ boardId: BoardId, name: z.string(), summary: z.string() })
export type Board = z.output<typeof Board>

/** A place that the author has chosen to name. Degrees, WGS or GCJ as the phone gave them; absent: the name alone. */
export const Place = z.strictObject({
  name: z.string().trim().min(1).max(PLACE_NAME_LENGTH_MAX),
  latitude: z.number().min(-90).max(90).optional(),
  longitude: z.number().min(-180).max(180).optional(),
})
export type Place = z.output<typeof Place>

/**
 * Whom a text names. In texts a member stands as `@{mbr_…}`, never by name: the name is looked up at reading, so that
 * a changed one is right everywhere and one who has left is nowhere. A token that is not among the mentions is nobody.
 */
export const Mention = z.object({ memberId: MemberId, nickname: z.string() })
export type Mention = z.output<typeof Mention>
const Mentions = z.array(Mention)

/** The place of an option in its poll, from 0. */
const Choice = z
  .number()
  .int()
  .min(0)
  .max(POLL_OPTIONS_MAX - 1)
const Choices = z.array(Choice).min(1).max(POLL_OPTIONS_MAX)
/** The place of a debate's side. */
export const Side = z.union([z.literal(0), z.literal(1)])
export type Side = z.output<typeof Side>

/** A poll as the viewer sees it; `mine` are their choices, empty while they have not voted. */
export const Poll = z.object({
  options: z.array(z.object({ text: z.string(), count: Count })),
  multiple: z.boolean(),
  closesAt: Instant.optional(),
  closed: z.boolean(),
  voterCount: Count,
  mine: z.array(Choice),
})
export type Poll = z.output<typeof Poll>

/** The two sides of a debate, and the one that the viewer has taken. */
export const Debate = z.object({
  sides: z.tuple([
    z.object({ name: z.string(), count: Count }),
    z.object({ name: z.string(), count: Count }),
  ]),
  mine: Side.optional(),
})
export type Debate = z.output<typeof Debate>

/** A place in a chain, from 1 in the order of joining. An entry that others may not see leaves its number empty. */
export const ChainEntry = z.object({
  number: z.number().int().positive(),
  author: MemberCard,
  text: z.string(),
  mine: z.boolean(),
  state: ContentState,
  createdAt: Instant,
})
export type ChainEntry = z.output<typeof ChainEntry>

/** A page of a chain. A page may be shorter than was asked for while there is a next one. */
export const ChainPage = z.object({ entries: z.array(ChainEntry), nextCursor: Cursor.optional() })
export type ChainPage = z.output<typeof ChainPage>

/** A chain with its first page; `entryCount` of the CHAIN_ENTRIES_MAX places are taken. */
export const Chain = z.object({
  prompt: z.string().optional(),
  entryCount: Count.max(CHAIN_ENTRIES_MAX),
  /** The number that the viewer has. */
  mine: z.number().int().positive().optional(),
  first: ChainPage,
})
export type Chain = z.output<typeof Chain>

/** What the viewer may do, as the server will decide it: the page shows nothing else. */
export const ViewerMay = z.object({
  edit: z.boolean(),
  delete: z.boolean(),
  report: z.boolean(),
  solve: z.boolean(),
  feature: z.boolean(),
})

/** A post as its own page shows it. */
export const PostDetail = z.object({
  postId: PostId,
  kind: PostKind,
  board: Board,
  text: z.string(),
  mentions: Mentions,
  topics: z.array(TopicLink),
  /** Empty for a post with a video: its one photo is the video's poster. */
  photos: z.array(Picture.extend({ mediaId: MediaId, thumbUrl: z.string() })),
  video: z
    .object({
      mediaId: MediaId,
      url: z.string(),
      posterId: MediaId,
      posterUrl: z.string(),
      width: z.number().int().positive(),
      height: z.number().int().positive(),
    })
    .optional(),
  location: Place.optional(),
  poll: Poll.optional(),
  debate: Debate.optional(),
  chain: Chain.optional(),
  author: MemberCard,
  /** Whether the viewer follows the author. */
  followed: z.boolean(),
  likeCount: Count,
  commentCount: Count,
  favouriteCount: Count,
  liked: z.boolean(),
  favourited: z.boolean(),
  featured: z.boolean(),
  /** Of a question: the comment that its asker has marked. */
  solvedCommentId: CommentId.optional(),
  /** Whether the viewer wrote it. */
  mine: z.boolean(),
  viewerMay: ViewerMay,
  /**
   * Where what the viewer sees stands: the author sees their latest revision, `checking` or `rejected` while others
   * still see the one before.
   */
  state: ContentState,
  createdAt: Instant,
  editedAt: Instant.optional(),
})
export type PostDetail = z.output<typeof PostDetail>

/** A comment, or a reply below one: threads are one level deep. */
export const Comment = z.object({
  commentId: CommentId,
  /** Under which comment it stands, and whom it answers there; absent for a comment itself. */
  rootId: CommentId.optional(),
  replyTo: z.object({ memberId: MemberId, nickname: z.string() }).optional(),
  text: z.string(),
  mentions: Mentions,
  photo: Picture.extend({ mediaId: MediaId, thumbUrl: z.string() }).optional(),
  /** In a debate: for which side it speaks. */
  side: Side.optional(),
  author: MemberCard,
  likeCount: Count,
  liked: z.boolean(),
  /** Replies below it, for `post.listReplies`; 0 for a reply. */
  replyCount: Count,
  mine: z.boolean(),
  state: ContentState,
  createdAt: Instant,
})
export type Comment = z.output<typeof Comment>

export const CommentPage = z.object({ comments: z.array(Comment), nextCursor: Cursor.optional() })
export type CommentPage = z.output<typeof CommentPage>

/** What is reported. */
export const ReportSubject = z.union([
  z.strictObject({ postId: PostId }),
  z.strictObject({ commentId: CommentId }),
  z.strictObject({ memberId: MemberId }),
])
export const ReportReason = z.enum(['advertising', 'abuse', 'indecent', 'fraud', 'stolen', 'false', 'other'])
export type ReportReason = z.output<typeof ReportReason>

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

export const post = {
  ...postFeeds,
  /** A post and the first page of its comments. */
  'post.getPost': action({
    auth: 'public',
    effect: 'read',
    input: z.strictObject({ postId: PostId }),
    output: z.object({ post: PostDetail, comments: CommentPage }),
    errors: ['NOT_FOUND'],
    idempotent: 'natural',
  }),
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
  /** The entries of a chain by their numbers. */
  'post.listChain': action({
    auth: 'public',
    effect: 'read',
    input: z.strictObject({ postId: PostId, cursor: Cursor.optional(), limit: PageSize.optional() }),
    output: ChainPage,
    errors: ['NOT_FOUND'],
    idempotent: 'natural',
  }),
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
    output: z.object({ postId: PostId, state: ContentState, createdAt: Instant }),
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
