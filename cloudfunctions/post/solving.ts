/** The answer that an asker has marked: kept with the question, gone with the answer. */
import { collection, removed } from '../kit/cloud'
import { POSTS, type PostDocument } from './collections'

const posts = collection<PostDocument>(POSTS)

/** Marks an answer or another one, about which its author is to be told from `at` on; not when it was so already. */
export async function markSolved(post: PostDocument, commentId: string, at: number): Promise<void> {
  if (post.solvedCommentId === commentId) return
  await posts.update(post._id, { solvedCommentId: commentId, solved: true, untoldSince: at })
}

/** Says that a question has no answer any more. */
export async function unmarkSolved(postId: string): Promise<void> {
  await posts.update(postId, { solvedCommentId: removed<string>(), solved: false })
}

/** Takes the mark off a question whose marked answer nobody sees any more. */
export async function clearSolved(postId: string, commentId: string): Promise<void> {
  await posts.updateWhere(
    { _id: postId, solvedCommentId: commentId },
    { solvedCommentId: removed<string>(), solved: false },
  )
}
