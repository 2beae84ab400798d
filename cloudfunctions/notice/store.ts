/** What other domains ask of this one: tell members something, and see that nobody is left cold. */
import { MINUTE_MS, NOTICE_ABOUT_LENGTH_MAX } from '../../contract/limits'
import type { NoticeKind, UnreadCounts } from '../../contract/notice'
import { now } from '../kit/clock'
import { readConfig } from '../kit/configs'
import { addTask, assignButler, claimTelling, endTask, findTask, takeTurn } from './butler-store'
import type { NoticeDocument, NoticeSubject } from './collections'
import { addDraft, type DigestContents } from './digest-store'
import { type Counter, unreadCounts } from './inbox-rules'
import { addLike, addNotice, countUnread, findInbox } from './inbox-store'
import { keyOf, likesNoticeId, noticeIdOf, placeOf } from './keys'
import { KIND_RULES } from './kind-rules'
import { cutTo } from './message-fields'
import { planMessages } from './message-store'
import type { ButlerTaskDocument } from './service-collections'
import { countReply } from './service-store'
import { noticeConfig } from './settings'

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
  /** Only in the inbox: no message follows. */
  readonly isSilent?: boolean
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
    planMessages(
      told.filter(({ isSilent }) => !isSilent),
      arrivedAt,
    ),
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
  const noticeId = isShared ? likesNoticeId(to, subject) : noticeIdOf(to, cause)
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

/** A member's counters, for the first screen. One read. */
export async function unreadOf(memberId: string): Promise<UnreadCounts> {
  return unreadCounts(await findInbox(memberId))
}

/** A post that others can see now. */
export interface ShownPost {
  readonly postId: string
  readonly authorId: string
  /** `newcomer`: the author's first; a newcomer's question is one too. */
  readonly kind: 'newcomer' | 'question' | 'post'
  /** When it was shown, epoch milliseconds. */
  readonly at: number
}

/**
 * Begins the waiting of a post for its first reply: a newcomer's first reaches a butler at once, a question when it
 * has waited too long (PRODUCT 2.5). Of any other only the reply time is taken. Repeating it is harmless.
 */
export async function forButler({ postId, authorId, kind, at }: ShownPost): Promise<void> {
  const { questionMinutes } = (await readConfig(noticeConfig)).values
  const waits = { newcomer: at, question: at + questionMinutes * MINUTE_MS, post: undefined }[kind]
  const task: ButlerTaskDocument = {
    _id: postId,
    schemaVersion: 1,
    memberId: authorId,
    kind,
    state: 'waiting',
    postedAt: at,
    ...(waits === undefined ? {} : { dueAt: waits }),
    told: false,
  }
  if ((await addTask(task)) && kind === 'newcomer') await callButler(task)
}

/** Calls a butler to a post that waits, once, and the same one again after a crash, which the job makes up for. */
export async function callButler(task: ButlerTaskDocument): Promise<void> {
  const { _id: postId, memberId, kind, postedAt } = task
  const butlerId = task.butlerId ?? (await giveToButler(task))
  if (butlerId !== undefined) {
    await notify([
      {
        to: butlerId,
        kind: kind === 'newcomer' ? 'newcomer' : 'unanswered',
        from: memberId,
        subject: { postId },
        cause: `waiting:${postId}`,
        at: postedAt,
      },
    ])
  }
  await claimTelling(postId)
}

async function giveToButler({ _id, memberId }: ButlerTaskDocument): Promise<string | undefined> {
  const next = await takeTurn(now(), memberId)
  return next && assignButler(_id, next._id)
}

/** A reply to a post. */
export interface Reply {
  readonly replyId: string
  readonly authorId: string
  /** Epoch milliseconds. */
  readonly at: number
}

/**
 * Takes a reply to a post into account, and has it told of beside the counting of its reply time.
 * @param tell whether it is the first one by somebody else than the author, however often it is asked: then the author
 *   is to be told so. The reply time counts once.
 */
export async function takeReply(
  postId: string,
  { replyId, authorId, at }: Reply,
  tell: (isFirst: boolean) => Promise<void>,
): Promise<void> {
  const task = await findTask(postId)
  const isFirst =
    task?.state === 'waiting' &&
    task.memberId !== authorId &&
    (await endTask(postId, { state: 'replied', repliedAt: at, replyId }))
  await Promise.all([
    tell(isFirst || task?.replyId === replyId),
    isFirst ? countReply(task.postedAt, Math.max(0, at - task.postedAt)) : undefined,
  ])
}

/** Ends the waiting of a post that nobody sees any more. */
export async function stopWaiting(postId: string): Promise<void> {
  await endTask(postId, { state: 'ended' })
}

/** Keeps the draft of a day's digest, unless somebody has made one. */
export function draftDigest(day: string, contents: DigestContents): Promise<void> {
  return addDraft(day, contents, now())
}
