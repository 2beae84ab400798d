import { post } from '../../../contract/post'
import { AppError } from '../../kit/app-error'
import { prefetching } from '../../kit/handler'
import { isShownTo } from '../rules'
import { findPost, setLike as keepLike } from '../store'

/** Likes a post or takes the like back: three round trips. */
export const setLike = prefetching(post['post.setLike'], {
  prefetch: ({ postId }) => findPost(postId),
  async run({ postId, liked }, ctx, found) {
    if (!found || !isShownTo(ctx.actor._id, found)) throw new AppError('NOT_FOUND')
    await keepLike(postId, ctx.actor._id, liked, ctx.now)
    return { liked }
  },
})
