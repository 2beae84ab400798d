/** Which feed is meant, how it is laid out, and where its pages come from. */
import type { FeedPage } from '../../../contract/post-feeds'
import { call } from '../../platform/cloud'
import type { Layout } from './feed'

/** One of the feeds named below, or the id of a board, a topic or a member. */
export type FeedKey = string
/** The latest posts of all boards. */
export const ALL_POSTS: FeedKey = 'all'
/** Posts of the members I follow. */
export const FOLLOWING: FeedKey = 'following'
/** What operators have picked. */
export const FEATURED: FeedKey = 'featured'
/** What I have put aside for myself. */
export const FAVOURITES: FeedKey = 'favourites'

/** Following is read, one post after the other; everything else is looked at. */
export function layoutOf(key: FeedKey): Layout {
  return key === FOLLOWING ? 'list' : 'waterfall'
}

/** Asks the cloud for a page of a feed: the first one without a cursor. */
export function fetchFeed(key: FeedKey, cursor?: string): Promise<FeedPage> {
  const from = cursor ? { cursor } : {}
  if (key === FAVOURITES) return call('post.listFavourites', from)
  if (key.startsWith('mbr_')) return call('post.listByMember', { memberId: key, ...from })
  return call('post.listFeed', { ...scopeOf(key), ...from })
}

function scopeOf(key: FeedKey) {
  if (key.startsWith('brd_')) return { boardId: key }
  if (key.startsWith('top_')) return { topicId: key }
  if (key === FOLLOWING) return { feed: 'following' } as const
  return key === FEATURED ? ({ feed: 'featured' } as const) : {}
}
