import type { PostKind, TopicLink } from '../../contract/post-feeds'
import type { Place, Side } from '../../contract/post-shapes'
import type { ContentState } from '../../contract/shared'
import type { CollectionSpecs } from '../kit/collection-specs'
import type { TextVerdict } from '../kit/text-check'
import type { AuthorSnippet } from '../member/collections'
import { collections as engagement } from './engagement-collections'
import { feedCollections } from './feed-collections'
import { COMMENT_INDEXES, LIKE_INDEXES, POST_INDEXES, TOPIC_INDEXES } from './indexed-collections'

/** `boards`: `_id` = `brd_…`, shown in the order of `position`. */
export interface BoardDocument {
  readonly _id: string
  readonly schemaVersion: 1
  readonly name: string
  readonly summary: string
  readonly position: number
}

/** A photo as a post keeps it: what a page needs to show it without looking at `media`. */
export interface PostPhoto {
  readonly mediaId: string
  readonly thumbFileId: string
  readonly displayFileId: string
  /** Pixels of the display picture. */
  readonly width: number
  readonly height: number
}

/**
 * What the platform said of a text that was taken in; a risky one is not. `unknown` is asked again, `review` waits for
 * a person.
 */
export type KeptTextVerdict = Exclude<TextVerdict, 'risky'>

/** A short video as a post keeps it; its poster is the post's one photo. */
export interface PostVideo {
  readonly mediaId: string
  readonly fileId: string
  /** Pixels. */
  readonly width: number
  readonly height: number
}

/** What a revision of a post says: replaced whole by an edit, once that has passed its checks. */
export interface PostContent {
  readonly text: string
  /** `excerptOf(text)`: what a feed shows, kept so that a feed does not read whole texts. */
  readonly excerpt: string
  readonly photos: readonly PostPhoto[]
  /** The `mediaId`s of the photos and the video, for the index by which a check finds its posts. */
  readonly photoIds: readonly string[]
  readonly topics?: readonly TopicLink[]
  readonly topicIds?: readonly string[]
  readonly location?: Place
  /** Members that the text names. */
  readonly mentionIds?: readonly string[]
  /** What a search finds it by: `documentTokens` of text and topics. */
  readonly tokens?: readonly string[]
  readonly textVerdict: KeptTextVerdict
}

/** `posts`: `_id` = `pst_…`, time-ordered: newest last by `_id`. */
export interface PostDocument extends PostContent {
  readonly _id: string
  /** 1 until a migration has added `kind`, `featured` and `tokens`. */
  readonly schemaVersion: 1 | 2
  readonly kind?: PostKind
  /** There on a newcomer's first post, which a butler is called to. */
  readonly isAuthorsFirst?: true
  readonly boardId: string
  readonly authorId: string
  readonly author: AuthorSnippet
  readonly video?: PostVideo
  /** What the kinds bring along. Never edited: members have voted on it. */
  readonly poll?: {
    readonly options: readonly string[]
    readonly multiple: boolean
    readonly closesAt?: number
  }
  readonly debate?: { readonly sides: readonly [string, string] }
  readonly chain?: { readonly prompt?: string }
  /** Who has joined the chain, in order: the number of an entry is its place here, from 1. */
  readonly chainMemberIds?: readonly string[]
  /** How often the platform was asked again about the text, and when last. */
  readonly textAsks?: number
  readonly textAskedAt?: number
  readonly state: ContentState
  /** True when `state` is `removed`: an equality that an author's own list can be indexed by. */
  readonly removed: boolean
  /** Counts the revisions that stood here; `state` was decided for exactly this one. 1 for a post never edited. */
  readonly revision: number
  /** Which document of `post_revisions` stands here, and the latest the author has written; absent when never edited. */
  readonly revisionId?: string
  readonly latestRevisionId?: string
  readonly editedAt?: number
  /** Derived: kept by `_.inc` beside the documents that they count. */
  readonly likeCount: number
  readonly commentCount: number
  readonly favouriteCount?: number
  /** Ballots of a poll or a debate: in all, and for each option under `ballotKey(place)`. */
  readonly voterCount?: number
  readonly ballotCounts?: Readonly<Record<string, number>>
  /** How many members have reported it. */
  readonly reportCount?: number
  /** Of a question: the answer that its asker has marked, and who has written it. */
  readonly solvedCommentId?: string
  readonly solvedAuthorId?: string
  readonly solved?: boolean
  /** Picked by operators. */
  readonly featured?: boolean
  /** There while it is given fair places. */
  readonly exposure?: 'open'
  /** The kept mini program code that leads here. */
  readonly shareCodeFileId?: string
  /** Epoch milliseconds; when others first saw it, absent while nobody has. */
  readonly visibleAt?: number
  /** Epoch milliseconds; since when somebody has to be told something of it, absent once they were: see `telling`. */
  readonly untoldSince?: number
  /** There until it has been sent into feeds and before a butler. */
  readonly undelivered?: true
  readonly awards?: PostAwards
  /** Epoch milliseconds; since when something is to be paid or taken back, absent once it was: see `awarding`. */
  readonly awardDueSince?: number
  /** Until which day its likes were paid for, and how many so far: what is taken back and given again is not. */
  readonly likesPaid?: { readonly day: string; readonly counted: number }
  readonly createdAt: number
}

/** What was earned by a post, each by the key of its entry; a key is absent where its member may not earn. */
export interface PostAwards {
  readonly post?: { readonly key?: string; readonly takenBack?: true }
  /** Of the marked answer. */
  readonly answer?: { readonly commentId: string; readonly key?: string }
  /** The author's first step among the newcomer's. */
  readonly firstPost?: true
}

/**
 * `post_comments`: `_id` = `cmt_…`, time-ordered: oldest first by `_id`. A reply stands below a root; a root has no
 * `rootId`.
 */
export interface CommentDocument {
  readonly _id: string
  /** 1 until a migration has added `textVerdict`. */
  readonly schemaVersion: 1 | 2
  readonly postId: string
  readonly rootId?: string
  /** Whom a reply answers. */
  readonly replyToMemberId?: string
  readonly authorId: string
  readonly author: AuthorSnippet
  readonly text: string
  readonly mentionIds?: readonly string[]
  /** At most one. */
  readonly photo?: PostPhoto
  readonly photoIds?: readonly string[]
  readonly side?: Side
  /** There when it answers a question: what a search finds it by. */
  readonly tokens?: readonly string[]
  readonly textVerdict?: KeptTextVerdict
  readonly textAsks?: number
  readonly textAskedAt?: number
  readonly state: ContentState
  /** Derived, as those of a post. */
  readonly likeCount?: number
  readonly replyCount?: number
  readonly reportCount?: number
  /** As of a post. */
  readonly untoldSince?: number
  readonly createdAt: number
}

/**
 * `topics`: `_id` = `top_…`, made of the normalised name, so that a name is one topic. Made by the first post that uses
 * it; shown to others only while `postCount` is above 0, that is while a post that was checked with it is visible.
 */
export interface TopicDocument {
  readonly _id: string
  readonly schemaVersion: 1
  readonly name: string
  /** What it is suggested by: `nameTokens(name)`. */
  readonly tokens: readonly string[]
  /** The board of the first post. */
  readonly boardId: string
  /** Derived: visible posts. */
  readonly postCount: number
  readonly createdAt: number
}

/** `post_likes`: `_id` = `{postId}:{memberId}`, there while the like stands. */
export interface LikeDocument {
  readonly _id: string
  readonly schemaVersion: 1
  readonly postId: string
  readonly memberId: string
  /** Where it is found when it is paid for: `placeOfLike`. Absent in those from before likes were paid. */
  readonly place?: string
  readonly createdAt: number
}

export const BOARDS = 'boards'
export const POSTS = 'posts'
export const POST_COMMENTS = 'post_comments'
export const POST_LIKES = 'post_likes'
export const TOPICS = 'topics'

export const collections: CollectionSpecs = {
  ...engagement,
  ...feedCollections,
  [BOARDS]: { indexes: [{ name: 'position', keys: [['position', 1]] }] },
  [POSTS]: { indexes: POST_INDEXES },
  [POST_COMMENTS]: { indexes: COMMENT_INDEXES },
  [TOPICS]: { indexes: TOPIC_INDEXES },
  [POST_LIKES]: { indexes: LIKE_INDEXES },
}
