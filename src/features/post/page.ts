/** A post's page: opening it, further comments, taking one's own post away. */
import { wordsNow } from '../../i18n/words'
import { toCallError } from '../../platform/call-error'
import { call } from '../../platform/cloud'
import { toast } from '../../platform/toast'
import { adjustPostCount } from '../member/store'
import { mergeComments } from './comment'
import { dropPost, patchPage, patchPost, usePostStore } from './store'

/** Loads a post and the first page of its comments; what is known already stays on show meanwhile. */
export async function openPost(postId: string): Promise<void> {
  patchPage(postId, () => ({ failure: undefined }))
  try {
    const { post, comments } = await call('post.getPost', { postId })
    patchPage(postId, () => ({ post, comments: comments.comments, nextCursor: comments.nextCursor }))
    const { liked, likeCount, commentCount, state } = post
    patchPost(postId, { liked, likeCount, commentCount, state })
  } catch (error) {
    const { code } = toCallError(error)
    if (code === 'NOT_FOUND') dropPost(postId)
    patchPage(postId, () => ({ failure: code }))
  }
}

/** Loads the next page of comments, if there is one. */
export async function loadMoreComments(postId: string): Promise<void> {
  const cursor = usePostStore.getState().pages[postId]?.nextCursor
  if (!cursor) return
  // The cursor is taken away while its page is under way, so that scrolling on does not ask twice.
  patchPage(postId, () => ({ nextCursor: undefined }))
  try {
    const { comments, nextCursor } = await call('post.listComments', { postId, cursor })
    patchPage(postId, (page) => ({ comments: mergeComments(page.comments, comments), nextCursor }))
  } catch (error) {
    patchPage(postId, () => ({ nextCursor: cursor }))
    toast(wordsNow().errors[toCallError(error).code])
  }
}

/** Takes one's own post away; answers whether it is gone. */
export async function deletePost(postId: string): Promise<boolean> {
  try {
    await call('post.deletePost', { postId })
  } catch (error) {
    const { code } = toCallError(error)
    if (code !== 'NOT_FOUND') {
      toast(wordsNow().errors[code])
      return false
    }
  }
  dropPost(postId)
  adjustPostCount(-1)
  toast(wordsNow().post.deleted)
  return true
}
