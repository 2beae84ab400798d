/** Comments: sent, sent again, taken away. */
import type { ErrorCode } from '../../../contract/errors'
import type { Comment } from '../../../contract/post'
import { wordsNow } from '../../i18n/words'
import { toCallError } from '../../platform/call-error'
import { call } from '../../platform/cloud'
import { newRequestId } from '../../platform/request-id'
import { toast } from '../../platform/toast'
import { askToJoinAgain } from '../member/store'
import { type PendingComment, patchPage, patchPost, usePostStore } from './store'

/**
 * Sends a comment. It stands under the others at once; when no answer comes it stays there to be sent again.
 * @returns the refusal when the words themselves were refused: they belong back into the field.
 */
export async function sendComment(postId: string, text: string): Promise<ErrorCode | undefined> {
  return deliver(postId, { requestId: newRequestId(), text })
}

/** Sends a comment that did not get through again, as the same one. */
export async function resendComment(postId: string, requestId: string): Promise<void> {
  const pending = usePostStore.getState().pages[postId]?.pending.find((one) => one.requestId === requestId)
  if (!pending) return
  const refusal = await deliver(postId, { requestId, text: pending.text })
  if (refusal) toast(wordsNow().errors[refusal])
}

/** Gives up a comment that did not get through. */
export function discardComment(postId: string, requestId: string): void {
  patchPage(postId, (page) => ({ pending: page.pending.filter((one) => one.requestId !== requestId) }))
}

/** Takes one's own comment away. */
export async function deleteComment(postId: string, commentId: string): Promise<void> {
  try {
    await call('post.deleteComment', { commentId })
    patchPage(postId, (page) => ({ comments: page.comments.filter((one) => one.commentId !== commentId) }))
    changeCommentCount(postId, -1)
    toast(wordsNow().post.commentDeleted)
  } catch (error) {
    toast(wordsNow().errors[toCallError(error).code])
  }
}

async function deliver(postId: string, comment: PendingComment): Promise<ErrorCode | undefined> {
  const { requestId, text } = comment
  putPending(postId, comment)
  try {
    const answer = await call('post.createComment', { postId, requestId, text })
    discardComment(postId, comment.requestId)
    patchPage(postId, (page) => ({ comments: mergeComments(page.comments, [answer.comment]) }))
    patchPost(postId, { commentCount: answer.commentCount })
    return undefined
  } catch (error) {
    const { code } = toCallError(error)
    if (code === 'NOT_A_MEMBER') {
      putPending(postId, { ...comment, failure: code })
      askToJoinAgain(() => void resendComment(postId, comment.requestId))
      return undefined
    }
    if (code === 'CONTENT_REJECTED' || code === 'INVALID_INPUT') {
      discardComment(postId, comment.requestId)
      return code
    }
    putPending(postId, { ...comment, failure: code })
    return undefined
  }
}

function putPending(postId: string, comment: PendingComment): void {
  patchPage(postId, (page) => {
    const isThere = page.pending.some((one) => one.requestId === comment.requestId)
    const replaced = page.pending.map((one) => (one.requestId === comment.requestId ? comment : one))
    return { pending: isThere ? replaced : [...page.pending, comment] }
  })
}

function changeCommentCount(postId: string, by: number): void {
  const { cards, pages } = usePostStore.getState()
  const count = pages[postId]?.post?.commentCount ?? cards[postId]?.commentCount ?? 0
  patchPost(postId, { commentCount: Math.max(0, count + by) })
}

/** Puts further comments behind those that are there; one that is there already is passed over. */
export function mergeComments(before: readonly Comment[], more: readonly Comment[]): Comment[] {
  const known = new Set(before.map((one) => one.commentId))
  return [...before, ...more.filter((one) => !known.has(one.commentId))]
}
