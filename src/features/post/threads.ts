/** Comments as they are read: each with the replies below it. PURE. Threads are one level deep. */
import type { Comment, PostDetail } from '../../../contract/post-shapes'
import type { PostPage } from './store'

export interface Thread {
  readonly root: Comment
  readonly replies: readonly Comment[]
  /** How many replies there are that have not been asked for. */
  readonly hiddenCount: number
}

export interface Threads {
  /** Of a question: the answer that its asker has marked, as far as it was loaded. */
  readonly solution?: Thread
  /** All others, oldest first. */
  readonly threads: readonly Thread[]
}

interface Talk extends Pick<PostPage, 'comments' | 'replies'> {
  readonly post?: Pick<PostDetail, 'solvedCommentId'>
}

/** Puts replies below their comments, and takes out the one that solved the question. */
export function threadsOf(talk: Talk): Threads {
  const roots = talk.comments.filter(({ rootId }) => rootId === undefined)
  const threads = roots.map((root) => threadOf(root, talk))
  const solvedId = talk.post?.solvedCommentId
  if (solvedId === undefined) return { threads }
  const solution = threads.find(({ root }) => root.commentId === solvedId)
  if (solution) return { solution, threads: threads.filter((thread) => thread !== solution) }
  // A reply stands where it was said, too: it makes sense there only.
  const reply = threads.flatMap(({ replies }) => replies).find(({ commentId }) => commentId === solvedId)
  return reply
    ? { solution: { root: { ...reply, rootId: undefined }, replies: [], hiddenCount: 0 }, threads }
    : { threads }
}

/** Replies that were asked for come first, then those just written, which stand among the comments until then. */
function threadOf(root: Comment, { comments, replies }: Talk): Thread {
  const asked = replies[root.commentId]
  const loaded = asked?.comments ?? []
  const known = new Set(loaded.map(({ commentId }) => commentId))
  const fresh = comments.filter(({ rootId, commentId }) => rootId === root.commentId && !known.has(commentId))
  const isWhole = asked !== undefined && !asked.isLoading && asked.nextCursor === undefined
  const hiddenCount = isWhole ? 0 : Math.max(0, root.replyCount - loaded.length)
  return { root, replies: [...loaded, ...fresh], hiddenCount }
}
