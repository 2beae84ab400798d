/** The community's first screen: its boards, which of them is open, and the call that brings it all at once. */
import { create } from 'zustand'
import { FILE_URL_TTL_S } from '../../../contract/limits'
import type { Board } from '../../../contract/post'
import type { PostCard } from '../../../contract/post-feeds'
import { toCallError } from '../../platform/call-error'
import { call } from '../../platform/cloud'
import { hasFields, keep, recall } from '../../platform/storage'
import { receiveMe } from '../member/store'
import { isEmpty } from '../post/feed'
import { ALL_POSTS, type FeedKey, loadFeed, patchFeed, receiveFeed, usePostStore } from '../post/store'

interface HomeState {
  readonly boards: readonly Board[]
  /** The feed on show: `ALL_POSTS` or a board's id. */
  readonly feedKey: FeedKey
}

/** The first screen of the last visit: shown at once, and when there is no network. */
interface KeptHome {
  readonly boards: readonly Board[]
  readonly posts: readonly PostCard[]
}

const KEY = 'home'

export const useHomeStore = create<HomeState>(() => ({ boards: [], feedKey: ALL_POSTS }))

/** Opens the community: what was there last time at once, then what is there now. */
export function openCommunity(): Promise<void> {
  const kept = recall(KEY, hasFields<KeptHome>('boards', 'posts'))
  if (kept) {
    receiveFeed(ALL_POSTS, { posts: [...kept.posts] }, 'first', 0)
    useHomeStore.setState({ boards: kept.boards })
  }
  return refreshCommunity()
}

/** Loads the open feed anew; of all posts together with who I am and the boards, in one call. */
export async function refreshCommunity(): Promise<void> {
  const { feedKey } = useHomeStore.getState()
  if (feedKey !== ALL_POSTS) return loadFeed(feedKey)
  patchFeed(ALL_POSTS, { loading: 'first', failure: undefined })
  try {
    const { member, boards, feed } = await call('home.getCommunity', {})
    receiveMe(member)
    receiveFeed(ALL_POSTS, feed, 'first')
    useHomeStore.setState({ boards })
    const kept: KeptHome = { boards, posts: feed.posts }
    keep(KEY, kept)
  } catch (error) {
    patchFeed(ALL_POSTS, { loading: undefined, failure: toCallError(error).code })
  }
}

/** Loads anew what has stood so long that the addresses of its pictures have run out. */
export function refreshStaleCommunity(now = Date.now()): void {
  const feed = usePostStore.getState().feeds[useHomeStore.getState().feedKey]
  const isStale = feed && feed.loadedAt > 0 && now - feed.loadedAt > FILE_URL_TTL_S * 1000
  if (isStale && !feed.loading) void refreshCommunity()
}

/** Opens a board, or with ALL_POSTS all of them. */
export function chooseBoard(feedKey: FeedKey): void {
  useHomeStore.setState({ feedKey })
  const feed = usePostStore.getState().feeds[feedKey]
  if (!feed || isEmpty(feed.columns) || feed.failure) void refreshCommunity()
}

/** The boards, for writing a post straight from a link, before the community was seen. */
export async function ensureBoards(): Promise<void> {
  if (useHomeStore.getState().boards.length === 0) await refreshCommunity()
}
