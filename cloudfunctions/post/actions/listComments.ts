import { PAGE_SIZE_DEFAULT } from '../../../contract/limits'
import { post } from '../../../contract/post'
import { AppError } from '../../kit/app-error'
import { prefetching } from '../../kit/handler'
import { findVisibleComments } from '../comment-store'
import { readComments } from '../reading'
import { isShownTo } from '../rules'
import { findPost } from '../store'

/** A page of a post's comments, oldest first. */
export const listComments = prefetching(post['post.listComments'], {
  prefetch: ({ postId, cursor, limit = PAGE_SIZE_DEFAULT }) =>
    Promise.all([findPost(postId), findVisibleComments({ postId, cursor, limit })]),
  async run({ postId, cursor, limit = PAGE_SIZE_DEFAULT }, ctx, [found, visible]) {
    const viewer = await ctx.viewer()
    if (!found || !isShownTo(viewer?._id, found)) throw new AppError('NOT_FOUND')
    return readComments({ postId, cursor, limit }, visible, viewer?._id)
  },
})
