/** A debate whole: both sides with their numbers, and taking one by a tap. */
import type { PostDetail } from '../../../../contract/post'

export function DebateSides(_: { readonly post: PostDetail }) {
  return null
}
