/** What feeds, the search and fair places keep: indexes of posts and comments, and collections of their own. */
import type { CollectionSpecs, IndexSpec } from '../kit/collection-specs'

/** The indexes of `posts` that serve what operators have picked, fair places and the search. */
export const LISTED_INDEXES: readonly IndexSpec[] = [
  {
    name: 'featured',
    keys: [
      ['featured', 1],
      ['state', 1],
      ['_id', -1],
    ],
  },
  {
    name: 'featured_board',
    keys: [
      ['featured', 1],
      ['boardId', 1],
      ['state', 1],
      ['_id', -1],
    ],
  },
  {
    name: 'fair_places',
    keys: [
      ['exposure', 1],
      ['state', 1],
      ['_id', 1],
    ],
  },
  {
    name: 'found',
    keys: [
      ['tokens', 1],
      ['state', 1],
      ['solved', 1],
      ['_id', -1],
    ],
  },
]

/** The index of `post_comments` by which answers are found: only those to questions carry tokens. */
export const FOUND_ANSWER_INDEX: IndexSpec = {
  name: 'found',
  keys: [
    ['tokens', 1],
    ['state', 1],
    ['_id', -1],
  ],
}

/**
 * `feed_inboxes`: the posts of whom a member follows, `_id` = the member's caller key, so that it can be read while the
 * member behind the openid is still being looked up. There from the first follow on.
 */
export interface FeedInboxDocument {
  readonly _id: string
  readonly schemaVersion: 1
  readonly memberId: string
  /** `{postId}:{authorId}` of the newest posts, at most INBOX_POSTS_MAX. */
  readonly entries: readonly string[]
  /** Followed authors with too many followers to bring their posts to each: read when the feed is. */
  readonly mergedIds: readonly string[]
}

/**
 * `feed_deliveries`: a post on its way into inboxes, `_id` = the post; gone once it has come to all of them. With
 * `marking` it is the author who is entered in them, once, as one to be merged at reading.
 */
export interface FeedDeliveryDocument {
  readonly _id: string
  readonly schemaVersion: 1
  readonly authorId: string
  readonly marking: boolean
  /** The last follower who was reached, as `member/store` names its place; '' at the beginning. */
  readonly cursor: string
  readonly createdAt: number
}

/** `merged_authors`: who is merged at reading, `_id` = the member. They stay so. */
export interface MergedAuthorDocument {
  readonly _id: string
  readonly schemaVersion: 1
  readonly since: number
}

/** `post_exposures`: a new author's post that was given fair places, `_id` = the post. */
export interface ExposureDocument {
  readonly _id: string
  readonly schemaVersion: 1
  readonly memberId: string
  readonly state: 'open' | 'closed'
  /** Derived from `post_impressions`. */
  readonly shownTo: number
  readonly openedAt: number
  readonly closedAt?: number
}

/** `post_impressions`: a member was given the post on a first page, `_id` = `{postId}:{memberId}`. Kept for a while. */
export interface ImpressionDocument {
  readonly _id: string
  readonly schemaVersion: 1
  readonly postId: string
  readonly memberId: string
  readonly at: number
}

/** `topic_days`: what was talked about most on a day, `_id` = the day after it, on which it is shown. */
export interface TopicDayDocument {
  readonly _id: string
  readonly schemaVersion: 1
  readonly topicId: string
}

export const FEED_INBOXES = 'feed_inboxes'
export const FEED_DELIVERIES = 'feed_deliveries'
export const MERGED_AUTHORS = 'merged_authors'
export const POST_EXPOSURES = 'post_exposures'
export const POST_IMPRESSIONS = 'post_impressions'
export const TOPIC_DAYS = 'topic_days'

export const feedCollections: CollectionSpecs = {
  [FEED_INBOXES]: {
    indexes: [
      {
        name: 'member',
        keys: [
          ['memberId', 1],
          ['_id', 1],
        ],
      },
    ],
  },
  [FEED_DELIVERIES]: { indexes: [{ name: 'created', keys: [['createdAt', 1]] }] },
  [MERGED_AUTHORS]: { indexes: [] },
  [POST_EXPOSURES]: {
    indexes: [
      {
        name: 'state',
        keys: [
          ['state', 1],
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
  [POST_IMPRESSIONS]: {
    indexes: [
      { name: 'post', keys: [['postId', 1]] },
      {
        name: 'member',
        keys: [
          ['memberId', 1],
          ['_id', 1],
        ],
      },
      { name: 'at', keys: [['at', 1]] },
    ],
  },
  [TOPIC_DAYS]: { indexes: [] },
}
