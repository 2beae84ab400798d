import { PAGE_SIZE_DEFAULT } from '../../../contract/limits'
import { post } from '../../../contract/post'
import { prefetching } from '../../kit/handler'
import { findFeed, lookAtCards } from '../store'
import { feedPage } from '../views'

/** A page of the latest posts: two round trips, whatever the community's size. */
export const listFeed = prefetching(post['post.listFeed'], {
  prefetch: ({ boardId, cursor, limit = PAGE_SIZE_DEFAULT }) => findFeed({ boardId, cursor, limit }),
  async run(_input, ctx, page) {
    const viewer = await ctx.viewer()
    return feedPage(page, await lookAtCards(viewer?._id, page))
  },
})
