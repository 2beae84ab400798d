import { post } from '../../../contract/post'
import { AppError } from '../../kit/app-error'
import { prefetching } from '../../kit/handler'
import { castBallot } from '../ballot-store'
import { isShownTo } from '../rules'
import { findPost } from '../store'
import { debateView } from '../views'

/** Takes a side in a debate, or changes it; answers the debate as it stands then. */
export const takeSide = prefetching(post['post.takeSide'], {
  prefetch: ({ postId }) => findPost(postId),
  async run({ postId, side }, ctx, found) {
    if (!found?.debate || !isShownTo(ctx.actor._id, found)) throw new AppError('NOT_FOUND')
    await castBallot(postId, ctx.actor._id, [side], ctx.now)
    const after = await findPost(postId)
    const debate = after && debateView(after, [side])
    if (!debate) throw new AppError('NOT_FOUND')
    return { debate }
  },
})
