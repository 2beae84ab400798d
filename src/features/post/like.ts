/** Likes of posts and of comments. */
import type { Comment } from '../../../contract/post-shapes'
import { wordsNow } from '../../i18n/words'
import { call } from '../../platform/cloud'
import { toggle } from '../member/toggle'
import { patchComment, patchPost, usePostStore } from './store'

/** Likes a post, or takes the like back. */
export function toggleLike(postId: string): void {
  toggle({
    key: `like ${postId}`,
    isOn: () => isLiked(postId),
    show: (liked) => show(postId, liked),
    tell: async (liked) => (await call('post.setLike', { postId, liked })).liked,
    sayFailed: () => wordsNow().post.likeFailed,
  })
}

/** Likes a comment or a reply on this post's page, or takes the like back. */
export function toggleCommentLike(postId: string, { commentId }: Pick<Comment, 'commentId'>): void {
  const isOn = () => findComment(postId, commentId)?.liked ?? false
  toggle({
    key: `like ${commentId}`,
    isOn,
    show: (liked) => {
      if (isOn() === liked) return
      patchComment(postId, commentId, ({ likeCount }) => ({ liked, likeCount: shifted(likeCount, liked) }))
    },
    tell: async (liked) => (await call('post.setCommentLike', { commentId, liked })).liked,
    sayFailed: () => wordsNow().post.likeFailed,
  })
}

function findComment(postId: string, commentId: string): Comment | undefined {
  const page = usePostStore.getState().pages[postId]
  const loaded = [page?.comments ?? [], ...Object.values(page?.replies ?? {}).map(({ comments }) => comments)]
  return loaded.flat().find((comment) => comment.commentId === commentId)
}

function isLiked(postId: string): boolean {
  const { cards, pages } = usePostStore.getState()
  return cards[postId]?.liked ?? pages[postId]?.post?.liked ?? false
}

function show(postId: string, liked: boolean): void {
  if (isLiked(postId) === liked) return
  const { cards, pages } = usePostStore.getState()
  const likeCount = cards[postId]?.likeCount ?? pages[postId]?.post?.likeCount ?? 0
  patchPost(postId, { liked, likeCount: shifted(likeCount, liked) })
}

function shifted(count: number, up: boolean): number {
  return Math.max(0, count + (up ? 1 : -1))
}
