/** Likes: shown at once, said to the cloud after, taken back with a word when it did not take. */
import { wordsNow } from '../../i18n/words'
import { toCallError } from '../../platform/call-error'
import { call } from '../../platform/cloud'
import { tick } from '../../platform/haptic'
import { toast } from '../../platform/toast'
import { askToJoinAgain, whenMember } from '../member/store'
import { patchPost, usePostStore } from './store'

/** What the cloud last agreed to, for each post whose like is under way. */
const underWay = new Map<string, boolean>()

/** Likes a post, or takes the like back. Quick taps are folded: the cloud hears of the last one. */
export function toggleLike(postId: string): void {
  void whenMember(() => {
    const before = isLiked(postId)
    show(postId, !before)
    if (!before) tick()
    if (!underWay.has(postId)) void settle(postId, before)
  })
}

async function settle(postId: string, before: boolean): Promise<void> {
  let agreed = before
  underWay.set(postId, agreed)
  try {
    for (let wanted = isLiked(postId); wanted !== agreed; wanted = isLiked(postId))
      agreed = (await call('post.setLike', { postId, liked: wanted })).liked
  } catch (error) {
    show(postId, agreed)
    const { code } = toCallError(error)
    if (code === 'NOT_A_MEMBER') askToJoinAgain(() => toggleLike(postId))
    else toast(code === 'INTERNAL' || code === 'BUSY' ? wordsNow().post.likeFailed : wordsNow().errors[code])
  } finally {
    underWay.delete(postId)
  }
}

function isLiked(postId: string): boolean {
  const { cards, pages } = usePostStore.getState()
  return cards[postId]?.liked ?? pages[postId]?.post?.liked ?? false
}

function show(postId: string, liked: boolean): void {
  if (isLiked(postId) === liked) return
  const { cards, pages } = usePostStore.getState()
  const likeCount = cards[postId]?.likeCount ?? pages[postId]?.post?.likeCount ?? 0
  patchPost(postId, { liked, likeCount: Math.max(0, likeCount + (liked ? 1 : -1)) })
}
