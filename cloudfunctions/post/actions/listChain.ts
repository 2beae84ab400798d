import { PAGE_SIZE_DEFAULT } from '../../../contract/limits'
import { post } from '../../../contract/post'
import { AppError } from '../../kit/app-error'
import { prefetching } from '../../kit/handler'
import { readChain } from '../reading'
import { isShownTo } from '../rules'
import { findPost } from '../store'

/** A page of a chain's entries, by their numbers. */
export const listChain = prefetching(post['post.listChain'], {
  prefetch: ({ postId }) => findPost(postId),
  async run({ cursor, limit = PAGE_SIZE_DEFAULT }, ctx, found) {
    const viewer = await ctx.viewer()
    if (!found?.chain || !isShownTo(viewer?._id, found)) throw new AppError('NOT_FOUND')
    return readChain(found, viewer?._id, cursor, limit)
  },
})
