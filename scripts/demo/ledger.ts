/** What the members of the demo community have earned, booked by the ledger's own rules: once each, and within the caps. */
import { fingerprint } from '../../cloudfunctions/kit/fingerprint'
import { periodOf } from '../../cloudfunctions/kit/period'
import type { MemberDocument } from '../../cloudfunctions/member/collections'
import type { AccountDocument, EntryDocument } from '../../cloudfunctions/points/collections'
import { type AwardsOfDay, capOf, withAward } from '../../cloudfunctions/points/earning-rules'
import { derivedOf, entryOf } from '../../cloudfunctions/points/entry-rules'
import { keyOfAward } from '../../cloudfunctions/points/keys'
import { type Account, EMPTY_ACCOUNT, earn } from '../../cloudfunctions/points/ledger'
import { type PointsSettings, pointsConfig } from '../../cloudfunctions/points/settings'
import type { CommentDocument, PostDocument } from '../../cloudfunctions/post/collections'

/** An asker marks what has helped them within the hour. */
const CHOSEN_AFTER_MS = 3_600_000

interface Deed {
  readonly source: 'post' | 'answer' | 'onboarding'
  readonly memberId: string
  readonly subjectId: string
  readonly giverId?: string
  readonly at: number
}

interface Pocket {
  readonly account: Account
  readonly awards?: AwardsOfDay
}

/** All entries, and the accounts that they make. */
export interface Ledger {
  readonly entries: readonly EntryDocument[]
  readonly accounts: readonly AccountDocument[]
}

/** Books what these members have done, as it came about. */
export function makeLedger(
  members: readonly MemberDocument[],
  posts: readonly PostDocument[],
  comments: readonly CommentDocument[],
): Ledger {
  const settings = pointsConfig.values.parse({})
  const deeds = [...stepsOf(members, posts), ...worksOf(posts), ...answersOf(posts, comments)]
  const pockets = new Map<string, Pocket>()
  const entries = deeds
    .sort((a, b) => a.at - b.at || (a.subjectId < b.subjectId ? -1 : 1))
    .map((deed) => book(deed, pockets, settings))
  const accounts = [...pockets].map(([_id, { account, awards }]) => ({
    _id,
    schemaVersion: 1 as const,
    ...account,
    ...derivedOf(account),
    ...(awards ? { awards } : {}),
  }))
  return { entries, accounts }
}

/** Books one deed into its member's pocket. */
function book(deed: Deed, pockets: Map<string, Pocket>, settings: PointsSettings): EntryDocument {
  const { source, memberId, subjectId, giverId, at } = deed
  const { account, awards } = pockets.get(memberId) ?? { account: EMPTY_ACCOUNT }
  const rule = settings.rules[source]
  const { memberDayMax, pairDayMax } = settings
  const context = { awards, day: periodOf('day', at), memberDayMax, pairDayMax, giverId }
  const capped = capOf(source, rule, rule.points, context)
  const given = capped ? { points: 0, xp: 0 } : { points: rule.points, xp: rule.xp }
  const booking = earn(account, { from: `mint:${source}`, ...given }, at)
  const after = capped ? awards : withAward(source, rule.points, context)
  pockets.set(memberId, { account: booking.account, ...(after ? { awards: after } : {}) })
  const about = { key: keyOf(deed), memberId, kind: 'earn', reason: { what: source, subjectId }, at } as const
  const asked = fingerprint({ kind: 'earn', memberId, asked: { subjectId, units: 1 } })
  return entryOf(about, booking, asked, capped)
}

const keyOf = ({ source, subjectId }: Pick<Deed, 'source' | 'subjectId'>) => keyOfAward(source, 1, subjectId)

/** The steps of the ladder that each has taken, the first post among them. */
function stepsOf(members: readonly MemberDocument[], posts: readonly PostDocument[]): Deed[] {
  const firstPosts = new Map(seen(posts).map((post) => [post.authorId, post.createdAt]))
  return members.flatMap(({ _id: memberId, joinedAt, rulesVersion, survey }) => {
    const step = (name: string, at: number | undefined): Deed[] =>
      at === undefined ? [] : [{ source: 'onboarding', memberId, subjectId: `${memberId}:${name}`, at }]
    return [
      ...step('rules', rulesVersion === undefined ? undefined : joinedAt),
      ...step('survey', survey === undefined ? undefined : joinedAt),
      ...step('firstPost', firstPosts.get(memberId)),
    ]
  })
}

/** What others see, the newest first. */
const seen = (posts: readonly PostDocument[]) => posts.filter(({ state }) => state === 'visible')

function worksOf(posts: readonly PostDocument[]): Deed[] {
  return seen(posts)
    .filter(({ photoIds }) => photoIds.length > 0)
    .map(({ _id, authorId, createdAt }) => ({
      source: 'post',
      memberId: authorId,
      subjectId: _id,
      at: createdAt,
    }))
}

function answersOf(posts: readonly PostDocument[], comments: readonly CommentDocument[]): Deed[] {
  const byId = new Map(comments.map((comment) => [comment._id, comment]))
  return seen(posts).flatMap(({ authorId: giverId, solvedCommentId = '' }): Deed[] => {
    const answer = byId.get(solvedCommentId)
    if (!answer || answer.authorId === giverId) return []
    const { _id: subjectId, authorId: memberId, createdAt } = answer
    return [{ source: 'answer', memberId, subjectId, giverId, at: createdAt + CHOSEN_AFTER_MS }]
  })
}

/** A post with what was paid for it, so that taking it away takes that back. */
export function withAwards(post: PostDocument, authorOf: ReadonlyMap<string, string>): PostDocument {
  const { _id, state, photoIds, solvedCommentId } = post
  if (state !== 'visible') return post
  const solvedAuthorId = solvedCommentId === undefined ? undefined : authorOf.get(solvedCommentId)
  const isHelped = solvedAuthorId !== undefined && solvedAuthorId !== post.authorId
  return {
    ...post,
    ...(solvedAuthorId === undefined ? {} : { solvedAuthorId }),
    awards: {
      firstPost: true,
      ...(photoIds.length > 0 ? { post: { key: keyOf({ source: 'post', subjectId: _id }) } } : {}),
      ...(solvedCommentId !== undefined && isHelped
        ? {
            answer: {
              commentId: solvedCommentId,
              key: keyOf({ source: 'answer', subjectId: solvedCommentId }),
            },
          }
        : {}),
    },
  }
}
