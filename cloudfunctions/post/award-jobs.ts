/** What timers do for what posts earn: steps that were left, and once a day the likes of the day before. */
import { HOUR_MS } from '../../contract/limits'
import { now } from '../kit/clock'
import { between, collection, replacedBy } from '../kit/cloud'
import type { Job, Slice, SliceOutcome } from '../kit/jobs'
import { addDays } from '../kit/period'
import { type Reconciliation, reconciling } from '../kit/reconcile'
import { inTransaction, type Transaction } from '../kit/transaction'
import { findManyMembers } from '../member/store'
import type { EntryDocument } from '../points/collections'
import { payUnlessRefused, readEarningSettings } from '../points/earning-store'
import { awardDue, type Settings } from './awarding'
import {
  type CommentDocument,
  type LikeDocument,
  POST_COMMENTS,
  POST_LIKES,
  POSTS,
  type PostDocument,
} from './collections'
import { byAuthor, countedLikes, endOfAuthor, type PlacedLike } from './like-rules'
import { clearSolved } from './solving'

const posts = collection<PostDocument>(POSTS)
const comments = collection<CommentDocument>(POST_COMMENTS)
const likes = collection<LikeDocument & { readonly place: string }>(POST_LIKES)

/** So many likes of one author's day are looked at: what the caps of the rule come to. */
const LIKES_PER_SLICE = 100

/** Pays the likes of the day before, author after author. */
async function payLikes({ cursor, period }: Slice): Promise<SliceOutcome> {
  const day = addDays(period, -1)
  const page = await likes.find({
    where: { place: between(cursor ?? `${day}:`, `${day};`) },
    orderBy: ['place', 'asc'],
    limit: LIKES_PER_SLICE,
    fields: ['postId', 'memberId', 'place'],
  })
  const authors = [...byAuthor(page)]
  const isLast = page.length < LIKES_PER_SLICE
  // The last author's likes may go on beyond the page: they come whole in the next, unless they fill one alone.
  if (!isLast && authors.length > 1) authors.pop()
  const settings = await readEarningSettings()
  const paid = await Promise.all(
    authors.map(([authorId, theirs]) => payAuthor(authorId, day, theirs, settings)),
  )
  const last = authors.at(-1)?.[0]
  return {
    next: isLast || last === undefined ? undefined : endOfAuthor(day, last),
    handled: authors.reduce((sum, [, theirs]) => sum + theirs.length, 0),
    repaired: paid.reduce((sum, each) => sum + each, 0),
  }
}

/** Pays an author's likes of a day, the most liked post first; how many posts were paid. */
async function payAuthor(
  authorId: string,
  day: string,
  theirs: readonly PlacedLike[],
  settings: Settings,
): Promise<number> {
  const likers = await findManyMembers([...new Set(theirs.map(({ memberId }) => memberId))])
  const active = new Set(likers.filter(({ standing }) => standing === 'active').map(({ _id }) => _id))
  let paid = 0
  for (const [postId, count] of countedLikes(authorId, theirs, active, settings.pairDayMax)) {
    const entry = await inTransaction((tx) => payPost(tx, postId, { day, count }, settings))
    // That the day's awards are used up is said once, not for each post that is left.
    if (entry?.capped === 'ruleDay') break
    if (entry) paid += 1
  }
  return paid
}

/**
 * Pays a post's likes of a day. A like that was taken back and given again is none: of all likes that ever counted no
 * more are there than the post has now.
 */
async function payPost(
  tx: Transaction,
  postId: string,
  { day, count }: { readonly day: string; readonly count: number },
  settings: Settings,
): Promise<EntryDocument | undefined> {
  const inside = tx.collection<PostDocument>(POSTS)
  const post = await inside.get(postId)
  const before = post?.likesPaid ?? { day: '', counted: 0 }
  if (post?.state !== 'visible' || before.day >= day) return undefined
  const counted = Math.min(count, post.likeCount - before.counted)
  if (counted <= 0) return undefined
  const award = { source: 'likes', memberId: post.authorId, subjectId: postId, period: day } as const
  const units = Math.min(counted, settings.likesPaidMax)
  const entry = await payUnlessRefused(tx, { ...award, units, isFirst: true, at: now() }, settings)
  await inside.update(postId, { likesPaid: replacedBy({ day, counted: before.counted + counted }) })
  return entry
}

/** A question whose marked answer nobody sees any more is not solved. */
const solvedQuestions: Reconciliation<PostDocument, { readonly commentId: string }> = {
  documents: posts,
  where: { solved: true },
  async look(page) {
    const marked = page.flatMap(({ solvedCommentId }) => solvedCommentId ?? [])
    const answers = await comments.getMany(marked)
    const seen = new Set(answers.filter(({ state }) => state === 'visible').map(({ _id }) => _id))
    return new Map(
      page.flatMap(({ _id, solvedCommentId }) =>
        solvedCommentId === undefined || seen.has(solvedCommentId)
          ? []
          : [[_id, { commentId: solvedCommentId }] as const],
      ),
    )
  },
  repair: ({ _id }, { commentId }) => clearSolved(_id, commentId),
}

/** Every job of what posts earn. */
export const awardJobs: readonly Job[] = [
  { name: 'post.awardDue', every: 'minute', missed: 'latest', run: awardDue },
  { name: 'post.payLikes', every: 'day', missed: 'each', afterMs: HOUR_MS, run: payLikes },
  { name: 'post.reconcileSolved', every: 'day', missed: 'latest', run: reconciling(solvedQuestions) },
]
