import { post } from '../../../contract/post'
import { AppError } from '../../kit/app-error'
import { prefetching } from '../../kit/handler'
import { announceLike } from '../announcing'
import { setLike as keepLike } from '../marks'
import { isShownTo } from '../rules'
import { findPost } from '../store'

/** Likes a post or takes the like back: three round trips, the author being told beside the mark and its count. */
export const setLike = prefetching(post['post.setLike'], {
  prefetch: ({ postId }) => findPost(postId),
  async run({ postId, liked }, ctx, found) {
    const from = ctx.actor._id
    if (!found || !isShownTo(from, found)) throw new AppError('NOT_FOUND')
    const { authorId: to, excerpt: about } = found
    await Promise.all([
      keepLike(found, from, liked, ctx.now),
      liked ? announceLike({ from, to, subject: { postId }, about, at: ctx.now }) : undefined,
    ])
    return { liked }
  },
})
