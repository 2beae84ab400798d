import { PAGE_SIZE_DEFAULT } from '../../../contract/limits'
import { post } from '../../../contract/post'
import { AppError } from '../../kit/app-error'
import { temporaryUrls } from '../../kit/cloud'
import { prefetching } from '../../kit/handler'
import { findOwnChecking, findVisibleComments, toCommentsPage } from '../comment-store'
import { isShownTo } from '../rules'
import { findPost } from '../store'
import { commentFileIds, commentPage } from '../views'

/** A page of a post's comments, oldest first. */
export const listComments = prefetching(post['post.listComments'], {
  prefetch: ({ postId, cursor, limit = PAGE_SIZE_DEFAULT }) =>
    Promise.all([findPost(postId), findVisibleComments({ postId, cursor, limit })]),
  async run({ postId, cursor, limit = PAGE_SIZE_DEFAULT }, ctx, [found, visible]) {
    const viewer = await ctx.viewer()
    if (!found || !isShownTo(viewer?._id, found)) throw new AppError('NOT_FOUND')
    const asked = { postId, cursor, limit }
    const [ownChecking, urls] = await Promise.all([
      findOwnChecking(asked, viewer?._id),
      temporaryUrls(commentFileIds(visible, viewer)),
    ])
    return commentPage(toCommentsPage(asked, visible, ownChecking), viewer?._id, urls)
  },
})
