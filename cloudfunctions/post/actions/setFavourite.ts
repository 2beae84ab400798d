import { post } from '../../../contract/post'
import { AppError } from '../../kit/app-error'
import { prefetching } from '../../kit/handler'
import { setFavourite as keepFavourite } from '../marks'
import { isShownTo } from '../rules'
import { findPost } from '../store'

/** Keeps a post for oneself or lets it go. What is not shown any more can still be let go. */
export const setFavourite = prefetching(post['post.setFavourite'], {
  prefetch: ({ postId }) => findPost(postId),
  async run({ postId, favourited }, ctx, found) {
    if (!found || (favourited && !isShownTo(ctx.actor._id, found))) throw new AppError('NOT_FOUND')
    const { actor, callerKey, now: createdAt } = ctx
    const kept = { postId, memberId: actor._id, callerKey, place: ctx.newId('fav'), createdAt }
    await keepFavourite(kept, favourited)
    return { favourited }
  },
})
