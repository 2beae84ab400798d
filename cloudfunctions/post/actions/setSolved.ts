import { post } from '../../../contract/post'
import { AppError } from '../../kit/app-error'
import { prefetching } from '../../kit/handler'
import { findComment } from '../comment-store'
import { clearSolved, markSolved, unmarkSolved } from '../solving'
import { findPost } from '../store'
import { tellOfPost } from '../telling'

/** Marks the answer to one's own question. An answer that vanishes at the same moment does not stay marked. */
export const setSolved = prefetching(post['post.setSolved'], {
  prefetch: ({ postId, commentId }) =>
    Promise.all([findPost(postId), commentId === null ? undefined : findComment(commentId)]),
  async run({ postId, commentId }, ctx, [found, answer]) {
    const isMine = found?.authorId === ctx.actor._id && !found.removed
    if (!isMine || found.kind !== 'question') throw new AppError('NOT_FOUND')
    if (commentId === null) {
      if (found.solvedCommentId !== undefined) await unmarkSolved(postId)
      return {}
    }
    if (answer?.postId !== postId || answer.state !== 'visible') throw new AppError('NOT_FOUND')
    await markSolved(found, commentId, ctx.now)
    const after = await findComment(commentId)
    if (after?.state !== 'visible') {
      await clearSolved(postId, commentId)
      throw new AppError('NOT_FOUND')
    }
    if (found.state === 'visible')
      await tellOfPost({ ...found, solvedCommentId: commentId, untoldSince: ctx.now }, after)
    return { solvedCommentId: commentId }
  },
})
