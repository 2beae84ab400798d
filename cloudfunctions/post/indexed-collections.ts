/** The indexes of posts, comments, likes and topics: what each query of this domain is served by. */
import type { IndexSpec } from '../kit/collection-specs'
import { FOUND_ANSWER_INDEX, LISTED_INDEXES } from './feed-collections'

/** What others see and whom it concerns has not been told of. */
const UNTOLD_INDEX: IndexSpec = {
  name: 'untold',
  keys: [
    ['state', 1],
    ['untoldSince', 1],
  ],
}

/** Feeds, an author's own list, what waits for a check or to be told, and what shows a photo. */
export const POST_INDEXES: readonly IndexSpec[] = [
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
    name: 'topic_feed',
    keys: [
      ['topicIds', 1],
      ['state', 1],
      ['_id', -1],
    ],
  },
  {
    name: 'author',
    keys: [
      ['authorId', 1],
      ['_id', 1],
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
  UNTOLD_INDEX,
  { name: 'award_due', keys: [['awardDueSince', 1]] },
  {
    name: 'solved',
    keys: [
      ['solved', 1],
      ['_id', 1],
    ],
  },
  ...LISTED_INDEXES,
]

/** Pages of comments and replies, an author's own that wait, what is to be told, and what shows a photo. */
export const COMMENT_INDEXES: readonly IndexSpec[] = [
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
    name: 'thread',
    keys: [
      ['rootId', 1],
      ['state', 1],
      ['_id', 1],
    ],
  },
  {
    name: 'post_roots',
    keys: [
      ['postId', 1],
      ['rootId', 1],
      ['state', 1],
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
    name: 'author',
    keys: [
      ['authorId', 1],
      ['_id', 1],
    ],
  },
  {
    name: 'author_post',
    keys: [
      ['authorId', 1],
      ['postId', 1],
      ['rootId', 1],
      ['state', 1],
      ['_id', 1],
    ],
  },
  UNTOLD_INDEX,
  FOUND_ANSWER_INDEX,
]

/** The most used first: of all, of a board, and those that a word finds. */
export const TOPIC_INDEXES: readonly IndexSpec[] = [
  {
    name: 'used',
    keys: [['postCount', -1]],
  },
  {
    name: 'board_used',
    keys: [
      ['boardId', 1],
      ['postCount', -1],
    ],
  },
  {
    name: 'token_used',
    keys: [
      ['tokens', 1],
      ['postCount', -1],
    ],
  },
]

/** Likes of a post and of a member, and those of a day by whose posts they are. */
export const LIKE_INDEXES: readonly IndexSpec[] = [
  { name: 'post', keys: [['postId', 1]] },
  { name: 'place', keys: [['place', 1]] },
  {
    name: 'member',
    keys: [
      ['memberId', 1],
      ['_id', 1],
    ],
  },
]
