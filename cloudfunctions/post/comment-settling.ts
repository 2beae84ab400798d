/** Where comments stand, and what follows when others begin or cease to see one. */
import type { ContentState } from '../../contract/shared'
import { now } from '../kit/clock'
import type { CommentDocument, PostDocument } from './collections'
import {
  addToReplyCount,
  findComment,
  findCommentsOfPhoto,
  moveComment,
  removeReplies,
} from './comment-store'
import { decideState, statesOverruledBy } from './rules'
import { statesOfPhotos } from './settling'
import { clearSolved } from './solving'
import { addToCommentCount, findPost } from './store'
import { tellOfComment } from './telling'

/** Brings a comment from the state it was read in to another, with what follows from it; false when it is not in it. */
export async function changeCommentState(comment: CommentDocument, to: ContentState): Promise<boolean> {
  const shown = to === 'visible' ? { untoldSince: now() } : {}
  if (!(await moveComment(comment, { state: to, ...shown }))) return false
  if (to === 'visible') await appear({ ...comment, ...shown }, await findPost(comment.postId))
  else if (comment.state === 'visible') await disappear(comment, to)
  return true
}

/** What follows when others can see a comment: it is counted, and whom it concerns is told. */
export async function appear(comment: CommentDocument, post: PostDocument | undefined): Promise<void> {
  const { postId, rootId } = comment
  await Promise.all([
    addToCommentCount(postId, 1),
    rootId === undefined ? undefined : addToReplyCount(rootId, 1),
    tellOfComment(comment, post),
  ])
}

/** A root that is taken away takes along what stands below it; one that is hidden may come back, and all with it. */
async function disappear(comment: CommentDocument, to: ContentState): Promise<void> {
  const { _id, postId, rootId } = comment
  const below = to === 'removed' && rootId === undefined ? await removeReplies(_id) : 0
  await Promise.all([
    addToCommentCount(postId, -1 - below),
    rootId === undefined ? undefined : addToReplyCount(rootId, -1),
    clearSolved(postId, _id),
  ])
}

/** Takes a comment away; false when it was away already. */
export async function removeComment(comment: CommentDocument): Promise<boolean> {
  let current = comment
  while (current.state !== 'removed') {
    if (await changeCommentState(current, 'removed')) return true
    const again = await findComment(current._id)
    if (!again) return false
    current = again
  }
  return false
}

/** Brings a comment to what the checks of its text and photo have come to; answers the state it is in now. */
export async function settleComment(comment: CommentDocument): Promise<ContentState> {
  let current = comment
  for (;;) {
    const photos = await statesOfPhotos(current.photoIds ?? [])
    const decided = decideState(current.textVerdict ?? 'unknown', photos)
    if (!statesOverruledBy(decided).includes(current.state)) return current.state
    if (await changeCommentState(current, decided)) return decided
    const again = await findComment(current._id)
    if (!again) return current.state
    current = again
  }
}

/** Settles the comments that show this photo. */
export async function settleCommentsOfPhoto(mediaId: string): Promise<void> {
  await Promise.all((await findCommentsOfPhoto(mediaId)).map(settleComment))
}
