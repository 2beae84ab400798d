/** A post's page: opening it, further comments, replies and chain entries, taking one's own post away. */
import type { ChainEntry, ChainPage } from '../../../contract/post-shapes'
import { wordsNow } from '../../i18n/words'
import { toCallError } from '../../platform/call-error'
import { call } from '../../platform/cloud'
import { toast } from '../../platform/toast'
import { adjustPostCount } from '../member/store'
import { mergeComments } from './comment'
import { dropPost, patchPage, patchPost, type Replies, usePostStore } from './store'

const NO_REPLIES: Replies = { comments: [], isLoading: false }

/** Loads a post and the first page of its comments; what is known already stays on show meanwhile. */
export async function openPost(postId: string): Promise<void> {
  patchPage(postId, () => ({ failure: undefined }))
  try {
    const { post, comments } = await call('post.getPost', { postId })
    const { nextCursor } = comments
    patchPage(postId, () => ({ post, comments: comments.comments, replies: {}, nextCursor }))
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

/** Loads the replies below a comment, or the next of them. */
export async function loadReplies(postId: string, commentId: string): Promise<void> {
  const before = usePostStore.getState().pages[postId]?.replies[commentId] ?? NO_REPLIES
  if (before.isLoading) return
  patchReplies(postId, commentId, { ...before, isLoading: true })
  try {
    const from = before.nextCursor ? { cursor: before.nextCursor } : {}
    const { comments, nextCursor } = await call('post.listReplies', { commentId, ...from })
    const merged = mergeComments(before.comments, comments)
    patchReplies(postId, commentId, { comments: merged, nextCursor, isLoading: false })
  } catch (error) {
    patchReplies(postId, commentId, before.comments.length === 0 ? undefined : before)
    toast(wordsNow().errors[toCallError(error).code])
  }
}

/** Loads the next entries of a post's chain, if there are any. */
export async function loadMoreChain(postId: string): Promise<void> {
  const cursor = usePostStore.getState().pages[postId]?.post?.chain?.first.nextCursor
  if (!cursor) return
  patchChain(postId, (first) => ({ ...first, nextCursor: undefined }))
  try {
    const { entries, nextCursor } = await call('post.listChain', { postId, cursor })
    patchChain(postId, (first) => ({ entries: mergeEntries(first.entries, entries), nextCursor }))
  } catch (error) {
    patchChain(postId, (first) => ({ ...first, nextCursor: cursor }))
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

function patchReplies(postId: string, commentId: string, page: Replies | undefined): void {
  patchPage(postId, ({ replies }) => {
    const { [commentId]: _, ...others } = replies
    return { replies: page ? { ...others, [commentId]: page } : others }
  })
}

function patchChain(postId: string, change: (first: ChainPage) => ChainPage): void {
  patchPage(postId, ({ post }) =>
    post?.chain ? { post: { ...post, chain: { ...post.chain, first: change(post.chain.first) } } } : {},
  )
}

/** Entries in the order of their numbers; one's own may have come before the page it belongs to. */
function mergeEntries(before: readonly ChainEntry[], more: readonly ChainEntry[]): ChainEntry[] {
  const known = new Set(before.map((entry) => entry.number))
  return [...before, ...more.filter((entry) => !known.has(entry.number))].sort((a, b) => a.number - b.number)
}
