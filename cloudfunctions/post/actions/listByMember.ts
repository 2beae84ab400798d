import { PAGE_SIZE_DEFAULT } from '../../../contract/limits'
import { post } from '../../../contract/post'
import { AppError } from '../../kit/app-error'
import { prefetching } from '../../kit/handler'
import { findMember } from '../../member/store'
import { feedPage } from '../card-views'
import { findByAuthor, lookAtCards } from '../feed-store'

/** A member's posts; one's own with those that others do not see, at one round trip more. */
export const listByMember = prefetching(post['post.listByMember'], {
  prefetch: ({ memberId, cursor, limit = PAGE_SIZE_DEFAULT }) =>
    Promise.all([findMember(memberId), findByAuthor(memberId, false, { cursor, limit })]),
  async run({ memberId, cursor, limit = PAGE_SIZE_DEFAULT }, ctx, [author, visible]) {
    const viewer = await ctx.viewer()
    const own = viewer?._id === memberId
    if (!own && author?.standing !== 'active') throw new AppError('NOT_FOUND')
    const page = own ? await findByAuthor(memberId, true, { cursor, limit }) : visible
    return feedPage(page, await lookAtCards(viewer?._id, page))
  },
})
