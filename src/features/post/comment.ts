/** Comments: sent, sent again, taken away. What did not get through outlives the app, to be sent again as the same. */
import type { ErrorCode } from '../../../contract/errors'
import type { Comment } from '../../../contract/post-shapes'
import { sayRefusal } from '../../i18n/say-refusal'
import { wordsNow } from '../../i18n/words'
import { toCallError } from '../../platform/call-error'
import { call } from '../../platform/cloud'
import { newRequestId } from '../../platform/request-id'
import { forget, hasFields, keep, recall } from '../../platform/storage'
import { toast } from '../../platform/toast'
import { fillTray, trayOf, useMediaStore } from '../media/store'
import { offerGroup } from '../member/group'
import { askToJoinAgain } from '../member/store'
import { offerMessages } from '../notice/offer'
import { clearDraft, commentKey, draftOf, editDraft, refuseDraft } from './draft'
import { withTokens } from './mention-text'
import { type NewComment, type PendingComment, patchPage, patchPost, usePostStore } from './store'

interface KeptPending {
  readonly pending: readonly PendingComment[]
}

/** Refusals of what was written: it belongs back into the field. */
const OF_THE_WORDS: readonly ErrorCode[] = ['CONTENT_REJECTED', 'INVALID_INPUT', 'MEDIA_NOT_READY']

/**
 * Sends the comment that stands in the composer. It is shown under the others at once; when no answer comes it stays
 * there to be sent again, and words that were refused go back into the field, unless something new stands there.
 */
export async function sendComment(postId: string): Promise<void> {
  const key = commentKey(postId)
  const draft = draftOf(key)
  const [photo] = trayOf(useMediaStore.getState(), key)
  const text = draft.text.trim()
  if (text === '') return
  if (photo && !photo.done) {
    const { photosFailed, photosPending } = wordsNow().compose
    refuseDraft(key, 'photos', photo.phase === 'failed' ? photosFailed : photosPending)
    return
  }
  const content: NewComment = {
    text: withTokens(text, draft.people),
    ...(draft.replyTo ? { replyTo: draft.replyTo.commentId } : {}),
    ...(photo?.done ? { photoId: photo.done.photo.mediaId } : {}),
    ...(draft.side === undefined ? {} : { side: draft.side }),
  }
  const comment: PendingComment = { requestId: newRequestId(), text, content }
  clearDraft(key)
  const refusal = await deliver(postId, comment)
  if (!refusal) return
  if (draftOf(key).text === '') {
    editDraft(key, draft)
    if (photo?.done) fillTray(key, [photo.done])
  }
  refuseDraft(key, 'text', refusal)
}

/** Sends a comment that did not get through again, as the same one. */
export async function resendComment(postId: string, requestId: string): Promise<void> {
  const pending = usePostStore.getState().pages[postId]?.pending.find((one) => one.requestId === requestId)
  if (!pending) return
  const refusal = await deliver(postId, { ...pending, failure: undefined })
  if (refusal) toast(refusal)
}

/** Gives up a comment that did not get through. */
export function discardComment(postId: string, requestId: string): void {
  patchPage(postId, (page) => ({ pending: page.pending.filter((one) => one.requestId !== requestId) }))
  keepPending(postId)
}

/** Brings back what an earlier visit could not send; nobody knows whether it arrived, so it is offered again. */
export function restorePending(postId: string): void {
  const kept = recall(pendingKey(postId), hasFields<KeptPending>('pending'))
  if (!kept || (usePostStore.getState().pages[postId]?.pending.length ?? 0) > 0) return
  patchPage(postId, () => ({ pending: kept.pending.map((one) => ({ ...one, failure: 'TIMEOUT' as const })) }))
}

/** Takes one's own comment away, and with it what stands below it. */
export async function deleteComment(postId: string, commentId: string): Promise<void> {
  try {
    await call('post.deleteComment', { commentId })
    changeCommentCount(postId, -removeComment(postId, commentId))
    toast(wordsNow().post.commentDeleted)
  } catch (error) {
    toast(sayRefusal(error, wordsNow()))
  }
}

/** Takes a comment off the page; answers how many that were, its replies counted. */
function removeComment(postId: string, commentId: string): number {
  const page = usePostStore.getState().pages[postId]
  const root = page?.comments.find((one) => one.commentId === commentId)
  const isOther = (one: Comment) => one.commentId !== commentId && one.rootId !== commentId
  patchPage(postId, ({ comments, replies }) => {
    const { [commentId]: _, ...others } = replies
    const kept = Object.entries(others).map(
      ([rootId, below]) => [rootId, { ...below, comments: below.comments.filter(isOther) }] as const,
    )
    return { comments: comments.filter(isOther), replies: Object.fromEntries(kept) }
  })
  return 1 + (root?.replyCount ?? 0)
}

/** Sends a comment; answers the sentence to be said in the field when its words were refused. */
async function deliver(postId: string, comment: PendingComment): Promise<string | undefined> {
  const { requestId, content } = comment
  putPending(postId, comment)
  try {
    const answer = await call('post.createComment', { postId, requestId, ...content })
    discardComment(postId, requestId)
    patchPage(postId, (page) => ({ comments: mergeComments(page.comments, [answer.comment]) }))
    patchPost(postId, { commentCount: answer.commentCount })
    void offerGroup()
    void offerMessages('comment')
    return undefined
  } catch (error) {
    const { code } = toCallError(error)
    if (OF_THE_WORDS.includes(code)) {
      discardComment(postId, requestId)
      return sayRefusal(error, wordsNow())
    }
    putPending(postId, { ...comment, failure: code })
    if (code === 'NOT_A_MEMBER') askToJoinAgain(() => void resendComment(postId, requestId))
    return undefined
  }
}

function putPending(postId: string, comment: PendingComment): void {
  patchPage(postId, (page) => {
    const isThere = page.pending.some((one) => one.requestId === comment.requestId)
    const replaced = page.pending.map((one) => (one.requestId === comment.requestId ? comment : one))
    return { pending: isThere ? replaced : [...page.pending, comment] }
  })
  keepPending(postId)
}

function keepPending(postId: string): void {
  const pending = usePostStore.getState().pages[postId]?.pending ?? []
  const kept: KeptPending = { pending }
  if (pending.length > 0) keep(pendingKey(postId), kept)
  else forget(pendingKey(postId))
}

function pendingKey(postId: string): string {
  return `pending.${postId}`
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
