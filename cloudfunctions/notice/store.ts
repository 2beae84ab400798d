/** What other domains ask of this one: tell a member something, and see that nobody is left cold. */
import { NOTICE_ABOUT_LENGTH_MAX } from '../../contract/limits'
import type { NoticeKind } from '../../contract/notice'
import { now } from '../kit/clock'
import type { NoticeDocument, NoticeSubject } from './collections'
import type { Counter } from './inbox-rules'
import { addLike, addNotice, countUnread } from './inbox-store'
import { keyOf, noticeIdOf, placeOf } from './keys'
import { KIND_RULES } from './kind-rules'
import { cutTo } from './message-fields'
import { planMessages } from './message-store'

/** Something to tell one member. */
export interface NewNotice {
  /** The member who is told. */
  readonly to: string
  readonly kind: NoticeKind
  /** The member who did it, if somebody did: nobody is told of their own deed. */
  readonly from?: string
  readonly subject?: NoticeSubject
  /**
   * What made it, once: `{what}:{id}` of the comment, the follow, the answer. The same cause told again changes
   * nothing.
   */
  readonly cause: string
  /** When it happened, epoch milliseconds. */
  readonly at: number
  /** The receiver's own words that it is about, such as their post's beginning; never a text of anybody else's. */
  readonly about?: string
}

/**
 * Tells members. Two round trips however many: the notices and the messages that may follow them, then the counters.
 * Repeating it is harmless. What happened to one's own things by oneself is not told.
 */
export async function notify(newNotices: readonly NewNotice[]): Promise<void> {
  const arrivedAt = now()
  const told = newNotices.filter((each) => each.from !== each.to)
  const [isNew] = await Promise.all([
    Promise.all(told.map((each) => addOne(each, arrivedAt))),
    planMessages(told, arrivedAt),
  ])
  const byMember = new Map<string, Map<Counter, number>>()
  for (const [place, each] of told.entries()) {
    if (!isNew[place]) continue
    const counters = byMember.get(each.to) ?? new Map<Counter, number>()
    byMember.set(each.to, counters)
    for (const counter of countersOf(each.kind)) counters.set(counter, (counters.get(counter) ?? 0) + 1)
  }
  await Promise.all([...byMember].map(([memberId, more]) => countUnread(memberId, more)))
}

function countersOf(kind: NoticeKind): readonly Counter[] {
  return kind === 'follow' ? ['system', 'follows'] : [KIND_RULES[kind].group]
}

/** Adds one notice; whether it is new. The likes of a post share one. */
function addOne(wanted: NewNotice, arrivedAt: number): Promise<boolean> {
  const { to, kind, from, subject, cause, at, about } = wanted
  const isShared = kind === 'like' && from !== undefined
  const noticeId = isShared
    ? noticeIdOf(to, `like:${subject?.postId}:${subject?.commentId ?? ''}`)
    : noticeIdOf(to, cause)
  const notice: NoticeDocument = {
    _id: noticeId,
    schemaVersion: 1,
    to,
    group: KIND_RULES[kind].group,
    kind,
    fromIds: from === undefined ? [] : [from],
    count: 1,
    ...(subject === undefined ? {} : { subject }),
    ...(about === undefined ? {} : { about: cutTo(about, NOTICE_ABOUT_LENGTH_MAX) }),
    at,
    place: placeOf(arrivedAt, noticeId),
  }
  if (!isShared) return addNotice(notice)
  const like = { _id: keyOf(to, cause), schemaVersion: 1, noticeId, to, fromId: from, at: arrivedAt } as const
  return addLike(like, notice)
}
