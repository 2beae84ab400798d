import { PAGE_SIZE_DEFAULT } from '../../../contract/limits'
import { post } from '../../../contract/post'
import { AppError } from '../../kit/app-error'
import { prefetching } from '../../kit/handler'
import { findOwnChecking, findVisibleComments, toCommentsPage } from '../comment-store'
import { isShownTo } from '../rules'
import { findBoard, findPost, listBoards, lookAt } from '../store'
import { commentFileIds, commentPage, detailFileIds, postDetail } from '../views'

/** A post and the first page of its comments. */
export const getPost = prefetching(post['post.getPost'], {
  prefetch: ({ postId }) =>
    Promise.all([findPost(postId), findVisibleComments({ postId, limit: PAGE_SIZE_DEFAULT }), listBoards()]),
  async run({ postId }, ctx, [found, visible]) {
    const viewer = await ctx.viewer()
    if (!found || !isShownTo(viewer?._id, found)) throw new AppError('NOT_FOUND')
    const board = await findBoard(found.boardId)
    if (!board) throw new Error(`post ${postId} lies on a board that is not there: ${found.boardId}`)
    const asked = { postId, limit: PAGE_SIZE_DEFAULT }
    const [ownChecking, sight] = await Promise.all([
      findOwnChecking(asked, viewer?._id),
      lookAt(viewer?._id, [postId], [...detailFileIds(found), ...commentFileIds(visible, viewer)]),
    ])
    return {
      post: postDetail(found, board, viewer?._id, sight),
      comments: commentPage(toCommentsPage(asked, visible, ownChecking), viewer?._id, sight.urls),
    }
  },
})
