/** What is stored of inboxes: notices, and how many of them are unread. */
import { NOTICE_FROM_MAX, QUERY_LIMIT_MAX } from '../../contract/limits'
import type { NoticeGroup } from '../../contract/notice'
import { collection, increasedBy, lastWith, lessThan } from '../kit/cloud'
import { decodeCursor, encodeCursor, ownList } from '../kit/cursor'
import { callerKeyOf } from '../member/rules'
import { findMember } from '../member/store'
import {
  type InboxDocument,
  NOTICE_INBOXES,
  NOTICE_LIKES,
  NOTICES,
  type NoticeDocument,
  type NoticeLikeDocument,
  type NoticeSubject,
} from './collections'
import { type Counter, emptyInbox } from './inbox-rules'
import { likesNoticeId } from './keys'

const notices = collection<NoticeDocument>(NOTICES)
const likes = collection<NoticeLikeDocument>(NOTICE_LIKES)
const inboxes = collection<InboxDocument>(NOTICE_INBOXES)

/** Adds a notice once; whether it is new. Whoever has left is told nothing. */
export async function addNotice(notice: NoticeDocument): Promise<boolean> {
  const callerKey = callerKeyOf(await findMember(notice.to))
  if (callerKey === undefined) return false
  return (await notices.addOrGet({ ...notice, schemaVersion: 2, callerKey })) === undefined
}

/**
 * Counts a like into the notice of its post, which comes to the head of its list; whether it is new. The like's own
 * document is the guard: liking again after taking it back counts once.
 */
export async function addLike(like: NoticeLikeDocument, notice: NoticeDocument): Promise<boolean> {
  if ((await likes.addOrGet(like)) !== undefined) return false
  if (await joinLike(like, notice)) return true
  // Somebody else's like may have made the notice in between.
  if (await addNotice(notice)) return true
  return joinLike(like, notice)
}

async function joinLike({ noticeId, fromId }: NoticeLikeDocument, { at, place, about }: NoticeDocument) {
  const joined = await notices.updateWhere(
    { _id: noticeId },
    {
      fromIds: lastWith(fromId, NOTICE_FROM_MAX),
      count: increasedBy(1),
      at,
      place,
      ...(about === undefined ? {} : { about }),
    },
  )
  return joined === 1
}

/** Raises the counters of a member's inbox. */
export async function countUnread(memberId: string, more: ReadonlyMap<Counter, number>): Promise<void> {
  if (more.size === 0) return
  const patch = Object.fromEntries([...more].map(([counter, amount]) => [counter, increasedBy(amount)]))
  if ((await inboxes.update(memberId, patch)) === 1) return
  const fresh = { ...emptyInbox(memberId), ...Object.fromEntries(more) }
  if ((await inboxes.addOrGet(fresh)) !== undefined) await inboxes.update(memberId, patch)
}

/** A member's inbox, the empty one included. */
export async function findInbox(memberId: string): Promise<InboxDocument> {
  return (await inboxes.get(memberId)) ?? emptyInbox(memberId)
}

/** Marks these lists as read up to `now`; answers the inbox as it is then. */
export async function markRead(
  memberId: string,
  groups: readonly NoticeGroup[],
  now: number,
): Promise<InboxDocument> {
  const before = await findInbox(memberId)
  const read: Partial<Record<Counter | `${NoticeGroup}ReadAt`, number>> = {}
  for (const group of groups) {
    read[group] = 0
    read[`${group}ReadAt`] = now
    if (group === 'system') read.follows = 0
  }
  const after: InboxDocument = { ...before, ...read }
  if ((await inboxes.update(memberId, read)) === 0) await inboxes.addOrGet(after)
  return after
}

/** The notice that the likes of something share. */
export function findNoticeOf(
  to: string,
  subject: NoticeSubject | undefined,
): Promise<NoticeDocument | undefined> {
  return notices.get(likesNoticeId(to, subject))
}

/** One page of a caller's list, the latest first. Somebody who came back may find what was told them before they left. */
export async function findNotices(
  callerKey: string,
  group: NoticeGroup,
  page: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<{ items: NoticeDocument[]; nextCursor?: string }> {
  const list = ownList(group, callerKey)
  const before = decodeCursor(list, page.cursor)
  const limit = Math.min(page.limit, QUERY_LIMIT_MAX - 1)
  const found = await notices.find({
    where: { callerKey, group, ...(before === undefined ? {} : { place: lessThan(before) }) },
    orderBy: ['place', 'desc'],
    limit: limit + 1,
  })
  const items = found.slice(0, limit)
  const last = items.at(-1)
  return found.length > limit && last ? { items, nextCursor: encodeCursor(list, last.place) } : { items }
}
