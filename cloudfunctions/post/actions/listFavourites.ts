import { PAGE_SIZE_DEFAULT } from '../../../contract/limits'
import { post } from '../../../contract/post'
import { temporaryUrls } from '../../kit/files'
import { prefetching } from '../../kit/handler'
import { cardFileIds, feedPage } from '../card-views'
import { findFavourites } from '../marks'
import { isShownTo } from '../rules'
import { findPosts, likedPostsAmong } from '../store'

/**
 * What the caller keeps, the last kept first; what they may not see any more is left out. Two round trips, and the
 * addresses of pictures.
 */
export const listFavourites = prefetching(post['post.listFavourites'], {
  prefetch: ({ cursor, limit = PAGE_SIZE_DEFAULT }, { callerKey }) =>
    findFavourites(callerKey, cursor, limit),
  async run(_input, { actor }, { items: kept, nextCursor }) {
    const postIds = kept.flatMap(({ postId, memberId }) => (memberId === actor._id ? [postId] : []))
    const [found, likedPostIds] = await Promise.all([findPosts(postIds), likedPostsAmong(actor._id, postIds)])
    const byId = new Map(found.map((each) => [each._id, each]))
    const items = postIds
      .flatMap((postId) => byId.get(postId) ?? [])
      .filter((each) => isShownTo(actor._id, each))
    const urls = await temporaryUrls(items.flatMap(cardFileIds))
    return feedPage({ items, ...(nextCursor === undefined ? {} : { nextCursor }) }, { urls, likedPostIds })
  },
})
