/** Whom the comment being written answers, on each post's page. The composer shows it; a tap on a comment sets it. */
import { create } from 'zustand'

export interface ReplyTarget {
  readonly commentId: string
  readonly nickname: string
}

export const useReplyStore = create<{ readonly targets: Readonly<Record<string, ReplyTarget>> }>(() => ({
  targets: {},
}))

/** Lets the next comment on this post answer another one, and opens the keyboard. */
export function startReply(postId: string, target: ReplyTarget): void {
  useReplyStore.setState(({ targets }) => ({ targets: { ...targets, [postId]: target } }))
}

/** The next comment answers nobody again. */
export function endReply(postId: string): void {
  useReplyStore.setState(({ targets }) => {
    const { [postId]: _, ...others } = targets
    return { targets: others }
  })
}
