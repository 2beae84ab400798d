import { post } from '../../../contract/post'
import { AppError } from '../../kit/app-error'
import { prefetching } from '../../kit/handler'
import { addToPostCount } from '../../member/store'
import { findPost, removePost } from '../store'

/** Takes one's own post away. Another's is not found: whether it is there is not the caller's business. */
export const deletePost = prefetching(post['post.deletePost'], {
  prefetch: ({ postId }) => findPost(postId),
  async run({ postId }, ctx, found) {
    if (!found || found.authorId !== ctx.actor._id) throw new AppError('NOT_FOUND')
    if (await removePost(postId)) await addToPostCount(ctx.actor._id, -1)
    return {}
  },
})
