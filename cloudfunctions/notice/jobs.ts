/** What timers do for notices: messages are sent, counters put right, old things forgotten. */
import { collection, greaterThan } from '../kit/cloud'
import type { Job, Slice, SliceOutcome } from '../kit/jobs'
import type { Migration } from '../kit/migrations'
import type { Consumer } from '../kit/outbox'
import { type Reconciliation, reconciling } from '../kit/reconcile'
import { FOLLOWED, followOf, TITLE_LAPSED } from '../member/facts'
import { callerFieldIn } from '../member/store'
import { findUntold } from './butler-store'
import { askAboutCases } from './case-checks'
import {
  type InboxDocument,
  NOTICE_INBOXES,
  NOTICE_LIKES,
  NOTICES,
  type NoticeDocument,
  type NoticeLikeDocument,
} from './collections'
import { fanOutDigest } from './digest-sender'
import { COUNTERS, type Counter } from './inbox-rules'
import { placesFrom } from './keys'
import { retentionJobs } from './retention'
import { sendMessages } from './sender'
import { CASES, type CaseDocument } from './service-collections'
import { callButler, notify } from './store'

const inboxes = collection<InboxDocument>(NOTICE_INBOXES)
const notices = collection<NoticeDocument>(NOTICES)
const likes = collection<NoticeLikeDocument>(NOTICE_LIKES)

type Counts = Readonly<Record<Counter, number>>
interface Drift {
  readonly seen: Counts
  readonly right: Counts
}

/** How much of an inbox has come since its lists were read. */
async function countsOf(inbox: InboxDocument): Promise<Counts> {
  const to = inbox._id
  const since = (readAt: number) => greaterThan(placesFrom(readAt))
  const inGroup = (group: 'comments' | 'mentions' | 'system') =>
    notices.count({ to, group, place: since(inbox[`${group}ReadAt`]) })
  const [ofLikes, comments, mentions, system, follows] = await Promise.all([
    likes.count({ to, at: greaterThan(inbox.likesReadAt) }),
    inGroup('comments'),
    inGroup('mentions'),
    inGroup('system'),
    notices.count({ to, group: 'system', kind: 'follow', place: since(inbox.systemReadAt) }),
  ])
  return { likes: ofLikes, comments, mentions, system, follows }
}

/** The counters of inboxes: what a crash between a notice and its counting has left out. */
const unreadCounters: Reconciliation<InboxDocument, Drift> = {
  documents: inboxes,
  where: {},
  async look(page) {
    const drifts = new Map<string, Drift>()
    await Promise.all(
      page.map(async (inbox) => {
        const { likes: ofLikes, comments, mentions, system, follows } = inbox
        const seen = { likes: ofLikes, comments, mentions, system, follows }
        const right = await countsOf(inbox)
        if (COUNTERS.some((counter) => seen[counter] !== right[counter]))
          drifts.set(inbox._id, { seen, right })
      }),
    )
    return drifts
  },
  repair: async ({ _id }, { seen, right }) => (await inboxes.updateWhere({ _id, ...seen }, right)) === 1,
}

/** How many members a notice of likes counts: those whose likes are kept. */
const likeCounts: Reconciliation<NoticeDocument, { seen: number; right: number }> = {
  documents: notices,
  where: { kind: 'like' },
  async look(page) {
    const drifts = new Map<string, { seen: number; right: number }>()
    await Promise.all(
      page.map(async ({ _id, count }) => {
        const right = await likes.count({ noticeId: _id })
        if (count !== right) drifts.set(_id, { seen: count, right })
      }),
    )
    return drifts
  },
  repair: async ({ _id }, { seen, right }) =>
    (await notices.updateWhere({ _id, count: seen }, { count: right })) === 1,
}

const CALLS_PER_SLICE = 20

/** Calls butlers to the posts that have waited too long, and to those whose call a crash has left out. */
async function callButlers(slice: Slice): Promise<SliceOutcome> {
  const untold = await findUntold(slice.now, CALLS_PER_SLICE)
  // One after another: each takes the next butler's turn.
  for (const task of untold) await callButler(task)
  return {
    next: untold.length === CALLS_PER_SLICE ? 'more' : undefined,
    handled: untold.length,
    repaired: untold.length,
  }
}

/** Tells a member who follows them: once of each, however often they stop and follow again. */
export const followerConsumer: Consumer = {
  kind: FOLLOWED,
  async consume({ payload, at }) {
    const follow = followOf(payload)
    if (!follow) return
    const { followerId: from, followedId: to } = follow
    await notify([{ to, from, kind: 'follow', cause: `follow:${from}`, at }])
  },
}

/** Tells a member that a title of theirs has lapsed; why stands on their profile. */
export const titleConsumer: Consumer = {
  kind: TITLE_LAPSED,
  async consume({ key, payload: { titleId, text }, at }) {
    if (typeof titleId !== 'string' || typeof text !== 'string') return
    await notify([{ to: key, kind: 'titleLapsed', cause: `title:${titleId}`, about: text, at }])
  },
}

/** Every job of this domain. */
export const noticeJobs: readonly Job[] = [
  { name: 'notice.sendMessages', every: 'minute', missed: 'latest', run: sendMessages },
  { name: 'notice.callButlers', every: 'minute', missed: 'latest', run: callButlers },
  { name: 'notice.fanOutDigest', every: 'minute', missed: 'latest', run: fanOutDigest },
  { name: 'notice.askAboutCases', every: 'hour', missed: 'latest', run: askAboutCases },
  { name: 'notice.reconcileUnread', every: 'day', missed: 'latest', run: reconciling(unreadCounters) },
  { name: 'notice.reconcileLikes', every: 'day', missed: 'latest', run: reconciling(likeCounts) },
  ...retentionJobs,
]

/** A notice is found by who calls. That of somebody who has left is found by nobody, until it is forgotten. */
export const noticeCallers: Migration<NoticeDocument> = {
  name: 'notices:1-2',
  collection: NOTICES,
  from: 1,
  to: 2,
  upgrade: ({ to }, tx) => callerFieldIn(tx, to),
}

/** A case is found by who opened it and by who answers it. */
export const caseCallers: Migration<CaseDocument> = {
  name: 'cases:1-2',
  collection: CASES,
  from: 1,
  to: 2,
  async upgrade({ memberId, butlerId }, tx) {
    const opener = await callerFieldIn(tx, memberId)
    const { callerKey: butlerCallerKey } = await callerFieldIn(tx, butlerId)
    return { ...opener, ...(butlerCallerKey === undefined ? {} : { butlerCallerKey }) }
  },
}
