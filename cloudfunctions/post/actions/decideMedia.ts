import { post } from '../../../contract/post'
import { AppError } from '../../kit/app-error'
import { prefetching } from '../../kit/handler'
import { findMedia, keepPersonsDecision } from '../../media/store'
import { settleShowing } from '../showing'

/** Takes what a person has seen of a photo or a video for what it is, and settles whatever shows it. */
export const decideMedia = prefetching(post['post.decideMedia'], {
  prefetch: ({ mediaId }) => findMedia(mediaId),
  async run({ mediaId, passed }, _ctx, found) {
    if (!found || found.state === 'requested') throw new AppError('NOT_FOUND')
    await keepPersonsDecision(mediaId, passed ? 'passed' : 'rejected')
    await settleShowing(mediaId)
    return {}
  },
})
