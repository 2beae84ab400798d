import { post } from '../../../contract/post'
import { AppError } from '../../kit/app-error'
import { prefetching } from '../../kit/handler'
import { addToPostCount } from '../../member/store'
import { removePost } from '../settling'
import { findPost } from '../store'

/** Takes one's own post away. Another's is not found: whether it is there is not the caller's business. */
export const deletePost = prefetching(post['post.deletePost'], {
  prefetch: ({ postId }) => findPost(postId),
  async run(_input, ctx, found) {
    if (!found || found.authorId !== ctx.actor._id) throw new AppError('NOT_FOUND')
    if (await removePost(found)) await addToPostCount(ctx.actor._id, -1)
    return {}
  },
})
