/** The community's first screen: its feeds, its boards, what is new today, and the call that brings it all at once. */
import { create } from 'zustand'
import type { Today } from '../../../contract/home'
import { FILE_URL_TTL_S } from '../../../contract/limits'
import type { PostCard } from '../../../contract/post-feeds'
import type { Board } from '../../../contract/post-shapes'
import type { MemberCard } from '../../../contract/shared'
import { toCallError } from '../../platform/call-error'
import { call } from '../../platform/cloud'
import { scrollToPlace, scrollTopNow } from '../../platform/scroll'
import { hasFields, keep, recall } from '../../platform/storage'
import { receiveMe } from '../member/store'
import { isEmpty } from '../post/feed'
import { ALL_POSTS, FEATURED, type FeedKey, FOLLOWING } from '../post/feed-key'
import { loadFeed, patchFeed, receiveFeed, usePostStore } from '../post/store'

/** The feeds that one switches between; Discover is of one board or of all. */
export const VIEWS = ['following', 'discover', 'featured'] as const
export type View = (typeof VIEWS)[number]

interface HomeState {
  readonly view: View
  /** What Discover shows: `ALL_POSTS` or a board's id. */
  readonly boardKey: FeedKey
  readonly boards: readonly Board[]
  readonly today: Today
  /** Notices that people caused and I have not read, as the last answer said. */
  readonly unread: number
  /** Whom I might follow, as long as I follow nobody. */
  readonly suggested: readonly MemberCard[]
}

/** The first screen of the last visit: shown at once, and when there is no network. */
interface KeptHome {
  readonly boards: readonly Board[]
  readonly posts: readonly PostCard[]
}

const KEY = 'home'

export const useHomeStore = create<HomeState>(() => ({
  view: 'discover',
  boardKey: ALL_POSTS,
  boards: [],
  today: {},
  unread: 0,
  suggested: [],
}))

/** How far each feed had been scrolled when it was left. */
const places = new Map<FeedKey, number>()

/** The feed on show. */
export function feedKeyOf({ view, boardKey }: Pick<HomeState, 'view' | 'boardKey'>): FeedKey {
  if (view === 'discover') return boardKey
  return view === 'following' ? FOLLOWING : FEATURED
}

/** Opens the community: what was there last time at once, then what is there now. */
export function openCommunity(): Promise<void> {
  const kept = recall(KEY, hasFields<KeptHome>('boards', 'posts'))
  if (kept) {
    receiveFeed(ALL_POSTS, { posts: [...kept.posts] }, 'first', 0)
    useHomeStore.setState({ boards: kept.boards })
  }
  return refreshCommunity()
}

/** Loads the open feed anew; unless it is one board's, together with who I am and what is new, in one call. */
export async function refreshCommunity(): Promise<void> {
  const { view, boardKey } = useHomeStore.getState()
  const feedKey = feedKeyOf({ view, boardKey })
  if (view === 'discover' && boardKey !== ALL_POSTS) return loadFeed(feedKey)
  patchFeed(feedKey, { loading: 'first', failure: undefined })
  try {
    const answer = await call('home.getCommunity', view === 'discover' ? {} : { feed: view })
    const { member, boards, feed, today, unread, suggestedMembers = [] } = answer
    receiveMe(member)
    receiveFeed(feedKey, feed, 'first')
    useHomeStore.setState({ boards, today, unread, suggested: suggestedMembers })
    if (feedKey !== ALL_POSTS) return
    const kept: KeptHome = { boards, posts: feed.posts }
    keep(KEY, kept)
  } catch (error) {
    patchFeed(feedKey, { loading: undefined, failure: toCallError(error).code })
  }
}

/** Loads anew what has stood so long that the addresses of its pictures have run out. */
export function refreshStaleCommunity(now = Date.now()): void {
  const feed = usePostStore.getState().feeds[feedKeyOf(useHomeStore.getState())]
  const isStale = feed && feed.loadedAt > 0 && now - feed.loadedAt > FILE_URL_TTL_S * 1000
  if (isStale && !feed.loading) void refreshCommunity()
}

/** Switches to another feed, at the place where it was left. */
export function chooseView(view: View): Promise<void> {
  return switchTo({ view })
}

/** Opens a board, or with ALL_POSTS all of them. */
export function chooseBoard(boardKey: FeedKey): Promise<void> {
  return switchTo({ boardKey })
}

async function switchTo(change: Partial<Pick<HomeState, 'view' | 'boardKey'>>): Promise<void> {
  const before = feedKeyOf(useHomeStore.getState())
  places.set(before, await scrollTopNow())
  useHomeStore.setState(change)
  const after = feedKeyOf(useHomeStore.getState())
  const feed = usePostStore.getState().feeds[after]
  if (!feed || isEmpty(feed.columns) || feed.failure) void refreshCommunity()
  if (after !== before) scrollToPlace(places.get(after) ?? 0)
}

/** The boards, for writing a post straight from a link, before the community was seen. */
export async function ensureBoards(): Promise<void> {
  if (useHomeStore.getState().boards.length === 0) await refreshCommunity()
}
