/** Whom the comment being written answers: part of its draft. A tap on a comment sets it, the composer shows it. */
import { commentKey, editDraft, openDraft } from './draft'

export interface ReplyTarget {
  readonly commentId: string
  readonly nickname: string
}

/** Lets the next comment on this post answer another one, and opens the keyboard. */
export function startReply(postId: string, replyTo: ReplyTarget): void {
  openDraft(commentKey(postId))
  editDraft(commentKey(postId), { replyTo })
}

/** The next comment answers nobody again. */
export function endReply(postId: string): void {
  editDraft(commentKey(postId), { replyTo: undefined })
}
