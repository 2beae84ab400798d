/** How a post, what its kind adds to it, and its comments are shown to whoever looks. PRODUCT 2.1, 2.2. */
import * as z from 'zod'
import { CHAIN_ENTRIES_MAX, PLACE_NAME_LENGTH_MAX, POLL_OPTIONS_MAX } from './limits'
import { Picture, PostKind, TopicLink } from './post-feeds'
import {
  BoardId,
  CommentId,
  ContentState,
  Count,
  Cursor,
  Instant,
  MediaId,
  MemberCard,
  MemberId,
  PostId,
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
export const Choices = z.array(Choice).min(1).max(POLL_OPTIONS_MAX)
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
