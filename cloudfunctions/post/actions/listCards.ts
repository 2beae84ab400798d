import { post } from '../../../contract/post'
import { prefetching } from '../../kit/handler'
import { feedPage } from '../card-views'
import { lookAtCards } from '../feed-store'
import { isShownTo } from '../rules'
import { findPosts } from '../store'

/** Posts that somebody has named, such as a digest, as cards: two round trips. */
export const listCards = prefetching(post['post.listCards'], {
  prefetch: ({ postIds }) => findPosts([...new Set(postIds)]),
  async run({ postIds }, ctx, found) {
    const viewer = await ctx.viewer()
    const byId = new Map(found.map((each) => [each._id, each]))
    const asked = [...new Set(postIds)].flatMap((postId) => byId.get(postId) ?? [])
    const page = { items: asked.filter((each) => isShownTo(viewer?._id, each)) }
    return { posts: feedPage(page, await lookAtCards(viewer?._id, page)).posts }
  },
})
