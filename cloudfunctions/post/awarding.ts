/**
 * Pays what a post has earned and takes back what it has not any more. Each step is a transaction that reads the post
 * and writes it: so it is taken once, from the post as it is then, whatever happens to it meanwhile. Publishing and the
 * marking of an answer take theirs along; every other write that leaves something due says so in the post
 * (`awardOwed`), and a job takes the steps within a minute.
 */
import type { Earned } from '../../contract/points-shapes'
import { now } from '../kit/clock'
import { atMost, collection, removed, replacedBy } from '../kit/cloud'
import type { Slice, SliceOutcome } from '../kit/jobs'
import { inTransaction, type Transaction } from '../kit/transaction'
import { payStepOf } from '../member/step-store'
import type { EntryDocument } from '../points/collections'
import { earnedBy } from '../points/earned-rules'
import { payUnlessRefused, readEarningSettings, takeBack } from '../points/earning-store'
import { findEntryByKey } from '../points/store'
import { type AwardedPost, type AwardStep, awardsAfter, nextStep } from './award-rules'
import { POSTS, type PostAwards, type PostDocument } from './collections'

const posts = collection<PostDocument>(POSTS)

const DUE_PER_SLICE = 20

export type Settings = Awaited<ReturnType<typeof readEarningSettings>>

/** What of a post a step has made: to be written along with whatever else changes. */
export interface Taken {
  /** As they are then; absent when there was no step to take. */
  readonly awards?: PostAwards
  /** Whether there is another step, for the job. */
  readonly isMore: boolean
  /** What its author has earned by it. */
  readonly earned?: Earned | undefined
}

/** Takes the next step of a post as the transaction is going to leave it. */
export async function takeStep(tx: Transaction, post: AwardedPost, settings: Settings): Promise<Taken> {
  const step = nextStep(post)
  if (!step) return { isMore: false }
  const entry = await bookStep(tx, post, step, settings)
  const awards = awardsAfter(post.awards, step, entry?._id)
  const isMore = nextStep({ ...post, awards }) !== undefined
  return { awards, isMore, earned: step.does === 'payPost' && entry ? earnedBy(entry) : undefined }
}

/** What a post has earned its author, for who asks again. */
export async function earnedWith({ awards }: Pick<PostDocument, 'awards'>): Promise<Earned | undefined> {
  const key = awards?.post?.key
  const entry = key === undefined ? undefined : await findEntryByKey(key)
  return entry && earnedBy(entry)
}

/** Takes the steps of the posts that say of some, the oldest changes first. */
export async function awardDue(slice: Slice): Promise<SliceOutcome> {
  const due = await posts.find({
    where: { awardDueSince: atMost(slice.now) },
    orderBy: ['awardDueSince', 'asc'],
    limit: DUE_PER_SLICE,
    fields: [],
  })
  if (due.length === 0) return { handled: 0, repaired: 0 }
  const settings = await readEarningSettings()
  await Promise.all(due.map(({ _id }) => takeSteps(_id, settings)))
  const next = due.length === DUE_PER_SLICE ? 'more' : undefined
  return { next, handled: due.length, repaired: due.length }
}

async function takeSteps(postId: string, settings: Settings): Promise<void> {
  while (await inTransaction((tx) => takeOne(tx, postId, settings)));
}

/** Takes one step, and says of the post when it was the last; whether there is another. */
async function takeOne(tx: Transaction, postId: string, settings: Settings): Promise<boolean> {
  const inside = tx.collection<PostDocument>(POSTS)
  const post = await inside.get(postId)
  if (post?.awardDueSince === undefined) return false
  const { awards, isMore } = await takeStep(tx, post, settings)
  await inside.update(postId, {
    ...(awards ? { awards: replacedBy(awards) } : {}),
    ...(isMore ? {} : { awardDueSince: removed<number>() }),
  })
  return isMore
}

/** The entry that a step makes, if it makes one. */
async function bookStep(
  tx: Transaction,
  { _id: postId, authorId }: AwardedPost,
  step: AwardStep,
  settings: Settings,
): Promise<EntryDocument | undefined> {
  const at = now()
  switch (step.does) {
    case 'payPost': {
      const award = { source: 'post', memberId: authorId, subjectId: postId, isFirst: true, at } as const
      return payUnlessRefused(tx, award, settings)
    }
    case 'payAnswer': {
      const { memberId, commentId: subjectId } = step
      return payUnlessRefused(tx, { source: 'answer', memberId, subjectId, giverId: authorId, at }, settings)
    }
    case 'payFirstPost':
      return payStepOf(tx, authorId, 'firstPost', settings, at)
    default:
      return step.key === undefined ? undefined : (await takeBack(tx, step.key, 'undone', at))?.entry
  }
}
