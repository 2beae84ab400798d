/** Comments as they are read: each with the replies below it. PURE. Threads are one level deep. */
import type { Comment } from '../../../contract/post'
import type { PostPage } from './store'

export interface Thread {
  readonly root: Comment
  readonly replies: readonly Comment[]
  /** How many replies there are that have not been asked for. */
  readonly hiddenCount: number
}

/**
 * Puts replies below their comments. Those that were asked for come first, then those that have just been written and
 * stand among the comments until they are asked for.
 */
export function threadsOf({ comments, replies }: Pick<PostPage, 'comments' | 'replies'>): Thread[] {
  return comments
    .filter(({ rootId }) => rootId === undefined)
    .map((root) => {
      const asked = replies[root.commentId]
      const loaded = asked?.comments ?? []
      const known = new Set(loaded.map(({ commentId }) => commentId))
      const fresh = comments.filter(
        ({ rootId, commentId }) => rootId === root.commentId && !known.has(commentId),
      )
      const isWhole = asked !== undefined && !asked.isLoading && asked.nextCursor === undefined
      const hiddenCount = isWhole ? 0 : Math.max(0, root.replyCount - loaded.length)
      return { root, replies: [...loaded, ...fresh], hiddenCount }
    })
}

/** The comment that its asker has marked, if it is among what was loaded. */
export function solutionOf({ post, comments, replies }: PostPage): Comment | undefined {
  const solvedId = post?.solvedCommentId
  if (solvedId === undefined) return undefined
  const loaded = [comments, ...Object.values(replies).map((page) => page.comments)].flat()
  return loaded.find(({ commentId }) => commentId === solvedId)
}
