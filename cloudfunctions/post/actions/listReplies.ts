import { PAGE_SIZE_DEFAULT } from '../../../contract/limits'
import { post } from '../../../contract/post'
import { AppError } from '../../kit/app-error'
import { prefetching } from '../../kit/handler'
import { findComment, findVisibleComments } from '../comment-store'
import { readComments } from '../reading'
import { isShownTo } from '../rules'
import { findPost } from '../store'

/** A page of the replies below a comment, oldest first. What stands below a hidden one is hidden with it. */
export const listReplies = prefetching(post['post.listReplies'], {
  prefetch: ({ commentId, cursor, limit = PAGE_SIZE_DEFAULT }) =>
    Promise.all([
      findComment(commentId),
      findVisibleComments({ postId: '', rootId: commentId, cursor, limit }),
    ]),
  async run({ commentId, cursor, limit = PAGE_SIZE_DEFAULT }, ctx, [root, visible]) {
    const viewer = await ctx.viewer()
    if (!root || !isShownTo(viewer?._id, root)) throw new AppError('NOT_FOUND')
    const asked = { postId: root.postId, rootId: commentId, cursor, limit }
    const [found, page] = await Promise.all([
      findPost(root.postId),
      readComments(asked, visible, viewer?._id),
    ])
    if (!found || !isShownTo(viewer?._id, found)) throw new AppError('NOT_FOUND')
    return page
  },
})
