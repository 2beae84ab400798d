/** What members do with posts and comments: kept apart from them, each by an `_id` that lets it happen once. */
import type { ReportReason } from '../../contract/post-moderation'
import type { ContentState } from '../../contract/shared'
import type { CollectionSpecs } from '../kit/collection-specs'
import type { TextVerdict } from '../kit/text-check'
import type { AuthorSnippet } from '../member/collections'
import type { PostContent } from './collections'

/** `comment_likes`: `_id` = `{commentId}:{memberId}`, there while the like stands. */
export interface CommentLikeDocument {
  readonly _id: string
  readonly schemaVersion: 1
  readonly commentId: string
  readonly memberId: string
  readonly createdAt: number
}

/** `post_favourites`: `_id` = `{postId}:{memberId}`, there while the post is kept. */
export interface FavouriteDocument {
  readonly _id: string
  /** 1 until a migration has added `callerKey`. */
  readonly schemaVersion: 1 | 2
  readonly postId: string
  readonly memberId: string
  /** The key under which the member calls, by which their list is read while they are still being looked up. */
  readonly callerKey?: string
  /** `fav_…`, time-ordered: the place in the member's list. */
  readonly place: string
  readonly createdAt: number
}

/** `post_ballots`: `_id` = `{postId}:{memberId}`. A vote in a poll, or the side taken in a debate. */
export interface BallotDocument {
  readonly _id: string
  readonly schemaVersion: 1
  readonly postId: string
  readonly memberId: string
  /** Places of options, each once, in order. */
  readonly choices: readonly number[]
  /** Counts the changes: a change is bound to the vote that it changes. */
  readonly version: number
  readonly castAt: number
}

/** `post_chain_entries`: `_id` = `{postId}:{memberId}`. The number stands in the post's `chainMemberIds`. */
export interface ChainEntryDocument {
  readonly _id: string
  readonly schemaVersion: 1
  readonly postId: string
  readonly authorId: string
  readonly author: AuthorSnippet
  readonly text: string
  readonly textVerdict: Exclude<TextVerdict, 'risky'>
  readonly textAsks?: number
  readonly textAskedAt?: number
  readonly state: ContentState
  readonly createdAt: number
}

/**
 * `post_revisions`: `_id` = `rev_…`, time-ordered. Every revision of a post that was ever edited, for moderation; the
 * first one is written down when the second is. `checking` until its checks say `passed` or `rejected`; `superseded` by
 * a later one before they did.
 */
export interface RevisionDocument extends PostContent {
  readonly _id: string
  readonly schemaVersion: 1
  readonly postId: string
  readonly memberId: string
  readonly textAsks?: number
  readonly textAskedAt?: number
  readonly state: 'checking' | 'passed' | 'rejected' | 'superseded'
  readonly createdAt: number
}

/** `post_reports`: `_id` = `{subject id}:{memberId}`: one member reports one thing once. */
export interface ReportDocument {
  readonly _id: string
  readonly schemaVersion: 1
  readonly subjectId: string
  readonly memberId: string
  readonly reason: ReportReason
  readonly text?: string
  readonly createdAt: number
}

export const COMMENT_LIKES = 'comment_likes'
export const POST_FAVOURITES = 'post_favourites'
export const POST_BALLOTS = 'post_ballots'
export const POST_CHAIN_ENTRIES = 'post_chain_entries'
export const POST_REVISIONS = 'post_revisions'
export const POST_REPORTS = 'post_reports'

export const collections: CollectionSpecs = {
  [COMMENT_LIKES]: {
    indexes: [
      { name: 'comment', keys: [['commentId', 1]] },
      {
        name: 'member',
        keys: [
          ['memberId', 1],
          ['_id', 1],
        ],
      },
    ],
  },
  [POST_FAVOURITES]: {
    indexes: [
      { name: 'post', keys: [['postId', 1]] },
      {
        name: 'member',
        keys: [
          ['memberId', 1],
          ['_id', 1],
        ],
      },
      {
        name: 'list',
        keys: [
          ['callerKey', 1],
          ['place', -1],
        ],
      },
    ],
  },
  [POST_BALLOTS]: {
    indexes: [
      {
        name: 'post_choice',
        keys: [
          ['postId', 1],
          ['choices', 1],
        ],
      },
      {
        name: 'member',
        keys: [
          ['memberId', 1],
          ['_id', 1],
        ],
      },
    ],
  },
  [POST_CHAIN_ENTRIES]: {
    indexes: [
      {
        name: 'author',
        keys: [
          ['authorId', 1],
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
    ],
  },
  [POST_REVISIONS]: {
    indexes: [
      {
        name: 'post',
        keys: [
          ['postId', 1],
          ['_id', 1],
        ],
      },
      {
        name: 'member',
        keys: [
          ['memberId', 1],
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
      {
        name: 'unchecked',
        keys: [
          ['state', 1],
          ['textVerdict', 1],
          ['_id', 1],
        ],
      },
    ],
  },
  [POST_REPORTS]: {
    indexes: [
      {
        name: 'subject',
        keys: [
          ['subjectId', 1],
          ['_id', 1],
        ],
      },
      {
        name: 'member',
        keys: [
          ['memberId', 1],
          ['_id', 1],
        ],
      },
    ],
  },
}
