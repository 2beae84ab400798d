/** The answer that an asker has marked: kept with the question, gone with the answer. */
import { collection, removed } from '../kit/cloud'
import { POSTS, type PostDocument } from './collections'

const posts = collection<PostDocument>(POSTS)

/** Marks an answer, another one, or none; false when it was so already. */
export async function markSolved(post: PostDocument, commentId: string | undefined): Promise<boolean> {
  if (post.solvedCommentId === commentId) return false
  const marked = { solvedCommentId: commentId ?? removed<string>(), solved: commentId !== undefined }
  return (await posts.update(post._id, marked)) === 1
}

/** Takes the mark off a question whose marked answer nobody sees any more. */
export async function clearSolved(postId: string, commentId: string): Promise<void> {
  await posts.updateWhere(
    { _id: postId, solvedCommentId: commentId },
    { solvedCommentId: removed<string>(), solved: false },
  )
}
