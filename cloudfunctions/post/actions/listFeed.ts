import { PAGE_SIZE_DEFAULT } from '../../../contract/limits'
import { post } from '../../../contract/post'
import { prefetching } from '../../kit/handler'
import { feedPage } from '../card-views'
import { beginFeed, finishFeed } from '../feed-store'

/** A page of a feed: two round trips, three of whom one follows, whatever the community's size. */
export const listFeed = prefetching(post['post.listFeed'], {
  prefetch: ({ limit = PAGE_SIZE_DEFAULT, ...asked }, ctx) => beginFeed({ ...asked, limit }, ctx.callerKey),
  async run({ limit = PAGE_SIZE_DEFAULT, ...asked }, ctx, begun) {
    const viewer = await ctx.viewer()
    const { page, sight } = await finishFeed({ ...asked, limit }, begun, viewer, ctx.now)
    return feedPage(page, sight)
  },
})
