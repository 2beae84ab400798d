import { post } from '../../../contract/post'
import { AppError } from '../../kit/app-error'
import { prefetching } from '../../kit/handler'
import { choicesFrom, pollQuestion } from '../ballot-rules'
import { castBallot } from '../ballot-store'
import { isShownTo } from '../rules'
import { findPost } from '../store'
import { pollView } from '../views'

/** Votes in a poll, or votes anew; answers the poll as it stands then. */
export const castPoll = prefetching(post['post.castPoll'], {
  prefetch: ({ postId }) => findPost(postId),
  async run({ postId, choices }, ctx, found) {
    const question = found && isShownTo(ctx.actor._id, found) && pollQuestion(found)
    if (!question) throw new AppError('NOT_FOUND')
    const chosen = choicesFrom(question, choices, ctx.now)
    await castBallot(postId, ctx.actor._id, chosen, ctx.now)
    const after = await findPost(postId)
    const poll = after && pollView(after, chosen, ctx.now)
    if (!poll) throw new AppError('NOT_FOUND')
    return { poll }
  },
})
