import { post } from '../../../contract/post'
import { AppError } from '../../kit/app-error'
import { prefetching } from '../../kit/handler'
import { findComment, removeComment } from '../comment-store'
import { addToCommentCount } from '../store'

/** Takes one's own comment away. Doing it again is harmless. */
export const deleteComment = prefetching(post['post.deleteComment'], {
  prefetch: ({ commentId }) => findComment(commentId),
  async run({ commentId }, ctx, found) {
    if (!found || found.authorId !== ctx.actor._id) throw new AppError('NOT_FOUND')
    if (found.state === 'removed') return {}
    const removed = await removeComment(commentId, found.state)
    if (removed && found.state === 'visible') await addToCommentCount(found.postId, -1)
    return {}
  },
})
