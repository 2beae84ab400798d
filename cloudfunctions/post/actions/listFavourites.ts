import type { Contract } from '../../../contract/index'
import { PAGE_SIZE_DEFAULT } from '../../../contract/limits'
import type { Run } from '../../kit/handler'
import { feedPage } from '../card-views'
import { findFavourites } from '../marks'
import { isShownTo } from '../rules'
import { findPosts, lookAtCards } from '../store'

/** What the caller keeps, the last kept first; what they may not see any more is left out. */
export const listFavourites: Run<Contract['post.listFavourites']> = async (input, ctx) => {
  const { cursor, limit = PAGE_SIZE_DEFAULT } = input
  const { postIds, nextCursor } = await findFavourites(ctx.actor._id, cursor, limit)
  const found = new Map((await findPosts(postIds)).map((each) => [each._id, each]))
  const items = postIds.flatMap((postId) => found.get(postId) ?? [])
  const page = {
    items: items.filter((each) => isShownTo(ctx.actor._id, each)),
    ...(nextCursor === undefined ? {} : { nextCursor }),
  }
  return feedPage(page, await lookAtCards(ctx.actor._id, page))
}
