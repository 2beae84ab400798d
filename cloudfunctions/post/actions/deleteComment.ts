import { post } from '../../../contract/post'
import { AppError } from '../../kit/app-error'
import { prefetching } from '../../kit/handler'
import { removeComment } from '../comment-settling'
import { findComment } from '../comment-store'

/** Takes one's own comment away, with the replies below it. Doing it again is harmless. */
export const deleteComment = prefetching(post['post.deleteComment'], {
  prefetch: ({ commentId }) => findComment(commentId),
  async run(_input, ctx, found) {
    if (!found || found.authorId !== ctx.actor._id) throw new AppError('NOT_FOUND')
    await removeComment(found)
    return {}
  },
})
