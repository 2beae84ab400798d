import { PAGE_SIZE_DEFAULT } from '../../../contract/limits'
import { post } from '../../../contract/post'
import { AppError } from '../../kit/app-error'
import { prefetching } from '../../kit/handler'
import { findMember } from '../../member/store'
import { feedPage } from '../card-views'
import { findByAuthor, lookAtCards } from '../feed-store'
import { isShownTo } from '../rules'

/**
 * A member's posts. What only the author sees leaves its place empty for others: nobody has to wait for who looks
 * before the posts are looked for.
 */
export const listByMember = prefetching(post['post.listByMember'], {
  prefetch: ({ memberId, cursor, limit = PAGE_SIZE_DEFAULT }) =>
    Promise.all([findMember(memberId), findByAuthor(memberId, true, { cursor, limit })]),
  async run({ memberId }, ctx, [author, written]) {
    const viewer = await ctx.viewer()
    if (viewer?._id !== memberId && author?.standing !== 'active') throw new AppError('NOT_FOUND')
    const page = { ...written, items: written.items.filter((each) => isShownTo(viewer?._id, each)) }
    return feedPage(page, await lookAtCards(viewer?._id, page))
  },
})
