/** The answer that an asker has marked: kept with the question, paid with the marking, and gone with the answer. */
import { now } from '../kit/clock'
import { collection, removed, replacedBy } from '../kit/cloud'
import { inTransaction } from '../kit/transaction'
import { type Settings, takeStep } from './awarding'
import { type CommentDocument, POSTS, type PostDocument } from './collections'

const posts = collection<PostDocument>(POSTS)

/**
 * Marks an answer or another one, unless it was so already, and takes the award step that follows: it pays the answer,
 * or takes back what another was paid. Its author is to be told from `at` on: the job does, and they find it paid.
 */
export async function markSolved(
  postId: string,
  answer: Pick<CommentDocument, '_id' | 'authorId'>,
  at: number,
  settings: Settings,
): Promise<void> {
  await inTransaction(async (tx) => {
    const inside = tx.collection<PostDocument>(POSTS)
    const post = await inside.get(postId)
    if (!post || post.removed || post.solvedCommentId === answer._id) return
    const marked = { solvedCommentId: answer._id, solvedAuthorId: answer.authorId }
    const { awards, isMore } = await takeStep(tx, { ...post, ...marked }, settings)
    await inside.update(postId, {
      ...marked,
      solved: true,
      untoldSince: at,
      ...(awards ? { awards: replacedBy(awards) } : {}),
      awardDueSince: isMore ? at : removed<number>(),
    })
  })
}

/** What a question without an answer is; what its answer was paid, the job takes back. */
const withoutAnswer = () => ({
  solvedCommentId: removed<string>(),
  solvedAuthorId: removed<string>(),
  solved: false,
  awardDueSince: now(),
})

/** Says that a question has no answer any more. */
export async function unmarkSolved(postId: string): Promise<void> {
  await posts.update(postId, withoutAnswer())
}

/** Takes the mark off a question whose marked answer nobody sees any more; false when it had another or none. */
export async function clearSolved(postId: string, commentId: string): Promise<boolean> {
  return (await posts.updateWhere({ _id: postId, solvedCommentId: commentId }, withoutAnswer())) === 1
}
