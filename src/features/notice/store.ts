/** The inbox: how much of it is new, and its four lists. */
import { create } from 'zustand'
import type { ErrorCode } from '../../../contract/errors'
import type { Notice, UnreadCounts } from '../../../contract/notice'
import { toCallError } from '../../platform/call-error'
import { call } from '../../platform/cloud'
import { useUnreadStore } from '../../platform/unread'
import { useMemberStore } from '../member/store'

export const GROUPS = ['comments', 'mentions', 'likes', 'system'] as const
export type Group = (typeof GROUPS)[number]

export interface NoticeList {
  readonly notices: readonly Notice[]
  readonly nextCursor?: string
  readonly loading?: 'first' | 'more'
  readonly failure?: ErrorCode
  /** Whether the cloud has answered in this visit. */
  readonly isLoaded: boolean
}

interface InboxState {
  readonly unread: UnreadCounts
  readonly lists: Readonly<Record<Group, NoticeList>>
}

const NOTHING_UNREAD: UnreadCounts = { likes: 0, comments: 0, mentions: 0, system: 0, follows: 0, total: 0 }
const EMPTY: NoticeList = { notices: [], isLoaded: false }
const AT_FIRST: InboxState = {
  unread: NOTHING_UNREAD,
  lists: { comments: EMPTY, mentions: EMPTY, likes: EMPTY, system: EMPTY },
}

export const useInboxStore = create<InboxState>(() => AT_FIRST)

// Another member's inbox is not mine: whoever signs in or leaves begins with an empty one.
useMemberStore.subscribe(({ me }, before) => {
  if (me?.memberId === before.me?.memberId) return
  useInboxStore.setState(AT_FIRST)
  if (!me) useUnreadStore.setState({ count: 0 })
})

/** Takes in how much is new. The tab counts what people have caused: the community's own news is not that. */
function receiveUnread(unread: UnreadCounts): void {
  useInboxStore.setState({ unread })
  const { likes, comments, mentions, follows } = unread
  useUnreadStore.setState({ count: likes + comments + mentions + follows })
}

/** Asks how much is new. Failing is quiet: what was known stays. */
export async function refreshUnread(): Promise<void> {
  if (!useMemberStore.getState().me) return
  try {
    receiveUnread((await call('notice.getUnread', {})).unread)
  } catch {
    // The dot is a courtesy; the list itself says what failed.
  }
}

/** Opens a list from its newest notice on; what is new in it counts as seen from now. */
export async function openGroup(group: Group): Promise<void> {
  patch(group, { loading: 'first', failure: undefined })
  try {
    const { notices, nextCursor } = await call('notice.listNotices', { group })
    patch(group, { notices, nextCursor, loading: undefined, isLoaded: true })
    if (useInboxStore.getState().unread[group] > 0) await markRead(group)
  } catch (error) {
    patch(group, { loading: undefined, failure: toCallError(error).code })
  }
}

/** Loads the next page of a list. */
export async function loadMoreNotices(group: Group): Promise<void> {
  const { nextCursor, loading, notices } = useInboxStore.getState().lists[group]
  if (!nextCursor || loading) return
  patch(group, { loading: 'more', failure: undefined })
  try {
    const page = await call('notice.listNotices', { group, cursor: nextCursor })
    const known = new Set(notices.map(({ noticeId }) => noticeId))
    const added = page.notices.filter(({ noticeId }) => !known.has(noticeId))
    patch(group, { notices: [...notices, ...added], nextCursor: page.nextCursor, loading: undefined })
  } catch (error) {
    patch(group, { loading: undefined, failure: toCallError(error).code })
  }
}

/** Marks a list, or all of them, as seen. The marks on the lines stay until the list is opened again. */
export async function markRead(group?: Group): Promise<void> {
  try {
    receiveUnread((await call('notice.markRead', group ? { group } : {})).unread)
  } catch {
    // Next time: nothing is lost but a number.
  }
}

function patch(group: Group, change: Partial<NoticeList>): void {
  useInboxStore.setState(({ lists }) => ({ lists: { ...lists, [group]: { ...lists[group], ...change } } }))
}
