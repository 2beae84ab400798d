/** What posts, answers, likes and first steps have earned the members of the demo community, each at its time. */
import { periodOf, startOf } from '../../cloudfunctions/kit/period'
import type { MemberDocument } from '../../cloudfunctions/member/collections'
import type { PointsSettings } from '../../cloudfunctions/points/settings'
import { type AwardStep, awardsAfter, nextStep } from '../../cloudfunctions/post/award-rules'
import type { CommentDocument, LikeDocument, PostDocument } from '../../cloudfunctions/post/collections'
import { byAuthor, countedLikes } from '../../cloudfunctions/post/like-rules'
import { DAY_MS, HOUR_MS } from '../../contract/limits'
import type { OnboardingStep } from '../../contract/member-shapes'
import { groupBy } from './engagement'
import type { Journal } from './journal'

/** An asker marks what has helped them within the hour. */
const CHOSEN_AFTER_MS = HOUR_MS
/** The likes of a day are paid an hour after it is over. */
const LIKES_PAID_AFTER_MS = DAY_MS + HOUR_MS
/** The survey takes so long. */
const SURVEYED_AFTER_MS = 120_000

/** Something that was done, and what it does to the journal when its turn comes. */
export interface Happening {
  readonly at: number
  /** Tells two of one instant apart. */
  readonly name: string
  book(journal: Journal): void
}

/** In the order in which they came about. */
export function inTurn(happenings: readonly Happening[]): Happening[] {
  return [...happenings].sort((a, b) => a.at - b.at || (a.name < b.name ? -1 : 1))
}

/** Posts as they are while they are being paid for, by id. */
export type PaidPosts = Map<string, PostDocument>

/** Posts with what their awards are read from: whose the marked answer is, and which was somebody's first. */
export function payable(
  posts: readonly PostDocument[],
  comments: readonly CommentDocument[],
): PostDocument[] {
  const authorOf = new Map(comments.map(({ _id, authorId }) => [_id, authorId]))
  // Newest first: the last of each author is their first.
  const firstOf = new Map(posts.map(({ authorId, _id }) => [authorId, _id]))
  return posts.map((post) => {
    const solvedAuthorId = post.solvedCommentId && authorOf.get(post.solvedCommentId)
    return {
      ...post,
      ...(solvedAuthorId ? { solvedAuthorId } : {}),
      ...(firstOf.get(post.authorId) === post._id ? { isAuthorsFirst: true as const } : {}),
    }
  })
}

/** Every step of the newcomer's ladder but the check-ins and the first post. */
export function stepsTaken(members: readonly MemberDocument[], now: number): Happening[] {
  return members.flatMap(({ _id, joinedAt, rulesVersion, survey }) => [
    ...(rulesVersion === undefined ? [] : [stepTaken(_id, 'rules', joinedAt)]),
    ...(survey === undefined ? [] : [stepTaken(_id, 'survey', Math.min(now, joinedAt + SURVEYED_AFTER_MS))]),
  ])
}

function stepTaken(memberId: string, step: OnboardingStep, at: number): Happening {
  return { at, name: `${memberId}:${step}`, book: (journal) => payStep(journal, memberId, step, at) }
}

/** Pays a step of the ladder. */
export function payStep(journal: Journal, memberId: string, step: OnboardingStep, at: number): void {
  journal.pay({ source: 'onboarding', memberId, subjectId: `${memberId}:${step}`, at })
}

/** What posts have earned when they were seen, and their answers when they were marked. */
export function postsPaid(paid: PaidPosts, comments: readonly CommentDocument[], now: number): Happening[] {
  const saidAt = new Map(comments.map(({ _id, createdAt }) => [_id, createdAt]))
  return [...paid.values()].flatMap(({ _id, createdAt, state, solvedCommentId = '' }) => {
    if (state !== 'visible') return []
    const answeredAt = saidAt.get(solvedCommentId)
    const markedAt = answeredAt === undefined ? [] : [Math.min(now, answeredAt + CHOSEN_AFTER_MS)]
    const book = (at: number, isMarked: boolean) => (journal: Journal) =>
      takeSteps(journal, paid, _id, isMarked, at)
    return [
      { at: createdAt, name: _id, book: book(createdAt, false) },
      ...markedAt.map((at) => ({ at, name: `${_id}:answer`, book: book(at, true) })),
    ]
  })
}

/** Takes the steps that a post is due, as publishing and marking do. */
function takeSteps(journal: Journal, paid: PaidPosts, postId: string, isMarked: boolean, at: number): void {
  for (;;) {
    const post = paid.get(postId)
    if (!post) return
    const { solvedCommentId: _unmarked, ...asked } = post
    const step = nextStep(isMarked ? post : asked)
    if (!step) return
    const awards = awardsAfter(post.awards, step, bookStep(journal, post, step, at))
    paid.set(postId, { ...post, awards })
  }
}

function bookStep(
  journal: Journal,
  { _id: postId, authorId }: PostDocument,
  step: AwardStep,
  at: number,
): string | undefined {
  switch (step.does) {
    case 'payPost':
      return journal.pay({ source: 'post', memberId: authorId, subjectId: postId, at })._id
    case 'payAnswer': {
      const { memberId, commentId: subjectId } = step
      return journal.pay({ source: 'answer', memberId, subjectId, giverId: authorId, at })._id
    }
    case 'payFirstPost':
      payStep(journal, authorId, 'firstPost', at)
      return undefined
    default:
      throw new Error('nothing of the demo is taken back')
  }
}

/** What each day's likes have earned, once the day was over. */
export function likesPaid(
  paid: PaidPosts,
  likes: readonly LikeDocument[],
  members: readonly MemberDocument[],
  settings: PointsSettings,
  now: number,
): Happening[] {
  const active = new Set(members.map(({ _id }) => _id))
  const placed = likes.flatMap(({ postId, memberId, place }) => (place ? [{ postId, memberId, place }] : []))
  const byDay = groupBy(placed, ({ place }) => place.slice(0, '2026-11-22'.length))
  return [...byDay].flatMap(([day, ofDay]) => {
    const at = startOf(day) + LIKES_PAID_AFTER_MS
    if (at > now) return []
    const inPlace = [...ofDay].sort((a, b) => (a.place < b.place ? -1 : 1))
    return [...byAuthor(inPlace)].map(([authorId, theirs]) => ({
      at,
      name: `likes:${authorId}`,
      book(journal: Journal) {
        const counts = countedLikes(authorId, theirs, active, settings.pairDayMax)
        for (const [postId, count] of counts)
          if (!payLikes(journal, paid, { postId, count, day, at }, settings)) break
      },
    }))
  })
}

/** Pays a post's likes of a day; false when the day's awards are used up. */
function payLikes(
  journal: Journal,
  paid: PaidPosts,
  { postId, count, day, at }: { postId: string; count: number; day: string; at: number },
  settings: PointsSettings,
): boolean {
  const post = paid.get(postId)
  if (!post) return true
  const before = post.likesPaid?.counted ?? 0
  const units = Math.min(count, settings.likesPaidMax)
  const award = {
    source: 'likes',
    memberId: post.authorId,
    subjectId: postId,
    period: day,
    units,
    at,
  } as const
  const { capped } = journal.pay(award)
  paid.set(postId, { ...post, likesPaid: { day, counted: before + count } })
  return capped !== 'ruleDay'
}

/** The day of an instant. */
export const dayOf = (at: number) => periodOf('day', at)
