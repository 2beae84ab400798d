/** What posts say of who wrote them. Pure. */
import type { Deeds } from '../../contract/member-honours'
import type { PostDocument } from './collections'

type Counted = Pick<PostDocument, 'kind' | 'photoIds' | 'video' | 'likeCount'>

/** What somebody has done with these posts. */
export function deedsIn(posts: readonly Counted[]): Omit<Deeds, 'hidden' | 'comments' | 'likesGiven'> {
  const count = (is: (post: Counted) => boolean) => posts.filter(is).length
  return {
    posts: posts.length,
    works: count(({ photoIds, video }) => photoIds.length > 0 || video !== undefined),
    questions: count(({ kind }) => kind === 'question'),
    gatherings: count(({ kind }) => kind === 'chain' || kind === 'poll'),
    debates: count(({ kind }) => kind === 'debate'),
    likesReceived: posts.reduce((sum, { likeCount }) => sum + Math.max(0, likeCount), 0),
  }
}
