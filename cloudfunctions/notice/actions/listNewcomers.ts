import { notice } from '../../../contract/notice'
import { prefetching } from '../../kit/handler'
import { findWaiting } from '../butler-store'
import { facesOf } from '../faces'
import { faceOf } from '../views'

/** The posts that wait for a first word. */
export const listNewcomers = prefetching(notice['notice.listNewcomers'], {
  prefetch: (_input, { now }) => findWaiting(now),
  async run(_input, _ctx, tasks) {
    const faces = await facesOf(tasks.map(({ memberId }) => memberId))
    return {
      waiting: tasks.flatMap(({ _id: postId, kind, memberId, postedAt, dueAt }) => {
        const author = faceOf(memberId, faces)
        const isListed = author !== undefined && kind !== 'post' && dueAt !== undefined
        return isListed ? [{ postId, kind, author, postedAt, dueAt }] : []
      }),
    }
  },
})
