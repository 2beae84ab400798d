import { post } from '../../../contract/post'
import { AppError } from '../../kit/app-error'
import { prefetching } from '../../kit/handler'
import { announceLike } from '../announcing'
import { findComment } from '../comment-store'
import { setCommentLike as keepLike } from '../marks'
import { excerptOf, isShownTo } from '../rules'
import { findPost } from '../store'

/** Likes a comment or a reply, or takes the like back. */
export const setCommentLike = prefetching(post['post.setCommentLike'], {
  prefetch: ({ commentId }) => findComment(commentId),
  async run({ commentId, liked }, ctx, found) {
    const from = ctx.actor._id
    if (!found || !isShownTo(from, found)) throw new AppError('NOT_FOUND')
    const { authorId: to, postId } = found
    const above = await findPost(postId)
    if (!above || !isShownTo(from, above)) throw new AppError('NOT_FOUND')
    const like = { from, to, subject: { postId, commentId }, about: excerptOf(found.text), at: ctx.now }
    await Promise.all([keepLike(commentId, from, liked, ctx.now), liked ? announceLike(like) : undefined])
    return { liked }
  },
})
