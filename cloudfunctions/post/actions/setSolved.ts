import { post } from '../../../contract/post'
import { AppError } from '../../kit/app-error'
import { prefetching } from '../../kit/handler'
import { readEarningSettings } from '../../points/earning-store'
import { findComment } from '../comment-store'
import { clearSolved, markSolved, unmarkSolved } from '../solving'
import { findPost } from '../store'

/** Marks the answer to one's own question. An answer that vanishes at the same moment does not stay marked. */
export const setSolved = prefetching(post['post.setSolved'], {
  prefetch: ({ postId, commentId }) =>
    Promise.all([
      findPost(postId),
      commentId === null ? undefined : findComment(commentId),
      readEarningSettings(),
    ]),
  async run({ postId, commentId }, ctx, [found, answer, settings]) {
    const isMine = found?.authorId === ctx.actor._id && !found.removed
    if (!isMine || found.kind !== 'question') throw new AppError('NOT_FOUND')
    if (commentId === null) {
      if (found.solvedCommentId !== undefined) await unmarkSolved(postId)
      return {}
    }
    if (answer?.postId !== postId || answer.state !== 'visible') throw new AppError('NOT_FOUND')
    await markSolved(postId, answer, ctx.now, settings)
    const after = await findComment(commentId)
    if (after?.state !== 'visible') {
      await clearSolved(postId, commentId)
      throw new AppError('NOT_FOUND')
    }
    return { solvedCommentId: commentId }
  },
})
