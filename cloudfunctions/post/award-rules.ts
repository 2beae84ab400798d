/**
 * What a post has earned its author, and a marked answer its own: read from the post alone, so that whoever comes later
 * finds what is still to be paid or taken back. PRODUCT 5.5, 5.9. Pure.
 */
import type { PostAwards, PostDocument } from './collections'

/** What of a post says what was earned by it. */
export type AwardedPost = Pick<
  PostDocument,
  | '_id'
  | 'authorId'
  | 'state'
  | 'photoIds'
  | 'isAuthorsFirst'
  | 'solvedCommentId'
  | 'solvedAuthorId'
  | 'awards'
  | 'awardDueSince'
>

/** One thing that is to be paid, or to be taken back by the key of its entry. */
export type AwardStep =
  | { readonly does: 'payPost' | 'payFirstPost' }
  | { readonly does: 'payAnswer'; readonly commentId: string; readonly memberId: string }
  | { readonly does: 'takePost' | 'takeAnswer'; readonly key: string | undefined }

/**
 * The next step, each of which is a transaction of its own; undefined when all is as it should be. What is seen again
 * or marked again was paid already, and is not paid a second time.
 */
export function nextStep(post: AwardedPost): AwardStep | undefined {
  const { authorId, state, solvedCommentId, solvedAuthorId, awards = {} } = post
  const isGone = state === 'removed' || state === 'rejected'
  if (isGone && awards.post?.key !== undefined && !awards.post.takenBack)
    return { does: 'takePost', key: awards.post.key }
  // An answer's award outlives its question: who helped has helped.
  if (awards.answer && awards.answer.commentId !== solvedCommentId)
    return { does: 'takeAnswer', key: awards.answer.key }
  if (state !== 'visible') return undefined
  if (post.photoIds.length > 0 && !awards.post) return { does: 'payPost' }
  const isOthers = solvedAuthorId !== undefined && solvedAuthorId !== authorId
  if (solvedCommentId !== undefined && isOthers && !awards.answer)
    return { does: 'payAnswer', commentId: solvedCommentId, memberId: solvedAuthorId }
  return post.isAuthorsFirst && !awards.firstPost ? { does: 'payFirstPost' } : undefined
}

/** A post's awards after a step; `key` is of the entry that was made, absent when its member may not earn. */
export function awardsAfter(awards: PostAwards = {}, step: AwardStep, key: string | undefined): PostAwards {
  const { answer, ...others } = awards
  const paid = key === undefined ? {} : { key }
  switch (step.does) {
    case 'payPost':
      return { ...awards, post: paid }
    case 'takePost':
      return { ...awards, post: { ...awards.post, takenBack: true } }
    case 'payAnswer':
      return { ...others, answer: { commentId: step.commentId, ...paid } }
    case 'takeAnswer':
      return others
    case 'payFirstPost':
      return { ...awards, firstPost: true }
  }
}

/** What is written along with a new post that earns what is not paid at once: a job does it. */
export function awardOwed(changed: AwardedPost, at: number): Pick<PostDocument, 'awardDueSince'> {
  return nextStep(changed) === undefined ? {} : { awardDueSince: at }
}
