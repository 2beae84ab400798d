import { post } from '../../../contract/post'
import { AppError } from '../../kit/app-error'
import { prefetching } from '../../kit/handler'
import { findPost, keepFeatured } from '../store'

/** Picks a visible post for the featured feed, or takes any out of it. */
export const setFeatured = prefetching(post['post.setFeatured'], {
  prefetch: ({ postId }) => findPost(postId),
  async run({ postId, featured }, _ctx, found) {
    if (!found || (featured && found.state !== 'visible')) throw new AppError('NOT_FOUND')
    await keepFeatured(postId, featured)
    return { featured }
  },
})
