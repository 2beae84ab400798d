import { PAGE_SIZE_DEFAULT } from '../../../contract/limits'
import { post } from '../../../contract/post'
import { prefetching } from '../../kit/handler'
import { lookAtCards } from '../feed-store'
import { findPostHits } from '../search-store'
import { postHit } from '../search-views'

/** Posts that have these words: two round trips, whatever the community's size. */
export const searchPosts = prefetching(post['post.searchPosts'], {
  prefetch: ({ limit = PAGE_SIZE_DEFAULT, ...asked }) => findPostHits({ ...asked, limit }),
  async run(_input, ctx, { tokens, hits, nextCursor }) {
    const viewer = await ctx.viewer()
    const sight = await lookAtCards(viewer?._id, { items: hits.map(({ document }) => document) })
    return {
      hits: hits.map((hit) => postHit(tokens, hit, sight)),
      ...(nextCursor === undefined ? {} : { nextCursor }),
    }
  },
})
