/** A poll whole: its options with what was chosen and the honest numbers, and voting by a tap. Draws nothing when the post has no poll. */
import type { PostDetail } from '../../../../contract/post'

export function PollVote(_: { readonly post: PostDetail }) {
  return null
}
