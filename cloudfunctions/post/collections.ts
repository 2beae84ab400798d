import type { ContentState } from '../../contract/shared'
import type { CollectionSpecs } from '../kit/collection-specs'
import type { TextVerdict } from '../kit/text-check'
import type { AuthorSnippet } from '../member/collections'

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

/** `posts`: `_id` = `pst_…`, time-ordered: newest last by `_id`. */
export interface PostDocument {
  readonly _id: string
  readonly schemaVersion: 1
  readonly boardId: string
  readonly authorId: string
  readonly author: AuthorSnippet
  readonly text: string
  /** `excerptOf(text)`: what a feed shows, kept so that a feed does not read whole texts. */
  readonly excerpt: string
  readonly photos: readonly PostPhoto[]
  /** The `mediaId`s of `photos`, for the index by which a photo's check finds its posts. */
  readonly photoIds: readonly string[]
  readonly textVerdict: KeptTextVerdict
  /** How often the platform was asked again about the text, and when last. */
  readonly textAsks?: number
  readonly textAskedAt?: number
  readonly state: ContentState
  /** True when `state` is `removed`: an equality that an author's own list can be indexed by. */
  readonly removed: boolean
  /** The exact text and photos that `state` was decided for; 1 for a post never edited. */
  readonly revision: number
  /** Derived: kept by `_.inc` beside `post_likes` and `post_comments`. */
  readonly likeCount: number
  readonly commentCount: number
  /** Epoch milliseconds. */
  readonly createdAt: number
}

/** `post_comments`: `_id` = `cmt_…`, time-ordered: oldest first by `_id`. */
export interface CommentDocument {
  readonly _id: string
  /** 1 until a migration has added `textVerdict`. */
  readonly schemaVersion: 1 | 2
  readonly postId: string
  readonly authorId: string
  readonly author: AuthorSnippet
  readonly text: string
  readonly textVerdict?: KeptTextVerdict
  readonly textAsks?: number
  readonly textAskedAt?: number
  readonly state: ContentState
  readonly createdAt: number
}

/** `post_likes`: `_id` = `{postId}:{memberId}`, there while the like stands. */
export interface LikeDocument {
  readonly _id: string
  readonly schemaVersion: 1
  readonly postId: string
  readonly memberId: string
  readonly createdAt: number
}

export const BOARDS = 'boards'
export const POSTS = 'posts'
export const POST_COMMENTS = 'post_comments'
export const POST_LIKES = 'post_likes'

export const collections: CollectionSpecs = {
  [BOARDS]: { indexes: [{ name: 'position', keys: [['position', 1]] }] },
  [POSTS]: {
    indexes: [
      {
        name: 'feed',
        keys: [
          ['state', 1],
          ['_id', -1],
        ],
      },
      {
        name: 'board_feed',
        keys: [
          ['state', 1],
          ['boardId', 1],
          ['_id', -1],
        ],
      },
      {
        name: 'author_visible',
        keys: [
          ['authorId', 1],
          ['state', 1],
          ['_id', -1],
        ],
      },
      {
        name: 'author_own',
        keys: [
          ['authorId', 1],
          ['removed', 1],
          ['_id', -1],
        ],
      },
      {
        name: 'unchecked',
        keys: [
          ['state', 1],
          ['textVerdict', 1],
          ['_id', 1],
        ],
      },
      {
        name: 'photo',
        keys: [
          ['photoIds', 1],
          ['_id', 1],
        ],
      },
    ],
  },
  [POST_COMMENTS]: {
    indexes: [
      {
        name: 'post_visible',
        keys: [
          ['postId', 1],
          ['state', 1],
          ['_id', 1],
        ],
      },
      {
        name: 'unchecked',
        keys: [
          ['state', 1],
          ['textVerdict', 1],
          ['_id', 1],
        ],
      },
      {
        name: 'author_post',
        keys: [
          ['authorId', 1],
          ['postId', 1],
          ['state', 1],
          ['_id', 1],
        ],
      },
    ],
  },
  [POST_LIKES]: { indexes: [{ name: 'post', keys: [['postId', 1]] }] },
}
