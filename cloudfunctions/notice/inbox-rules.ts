/** What an inbox says: what is unread, and how it is counted. Pure. */
import type { NoticeGroup, UnreadCounts } from '../../contract/notice'
import type { InboxDocument, NoticeDocument } from './collections'
import { placesFrom } from './keys'

/** The counters of an inbox. */
export const COUNTERS = ['likes', 'comments', 'mentions', 'system', 'follows'] as const
export type Counter = (typeof COUNTERS)[number]
/** The most that a counter shows. */
const UNREAD_SHOWN_MAX = 99

/** An inbox nothing has come to. */
export function emptyInbox(memberId: string): InboxDocument {
  return {
    _id: memberId,
    schemaVersion: 1,
    likes: 0,
    comments: 0,
    mentions: 0,
    system: 0,
    follows: 0,
    likesReadAt: 0,
    commentsReadAt: 0,
    mentionsReadAt: 0,
    systemReadAt: 0,
  }
}

/** When a list was last read, epoch milliseconds. */
export function readAtOf(inbox: InboxDocument, group: NoticeGroup): number {
  return inbox[`${group}ReadAt`]
}

/** The counters as they are shown. */
export function unreadCounts(inbox: InboxDocument): UnreadCounts {
  const shown = (counter: Counter) => Math.min(UNREAD_SHOWN_MAX, Math.max(0, inbox[counter]))
  const [likes, comments, mentions, system] = [
    shown('likes'),
    shown('comments'),
    shown('mentions'),
    shown('system'),
  ]
  const total = likes + comments + mentions + system
  return { likes, comments, mentions, system, follows: Math.min(system, shown('follows')), total }
}

/** Whether a notice has come since its list was read. */
export function isUnread(notice: Pick<NoticeDocument, 'place' | 'group'>, inbox: InboxDocument): boolean {
  return notice.place > placesFrom(readAtOf(inbox, notice.group))
}
