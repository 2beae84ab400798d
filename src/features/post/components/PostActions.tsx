/** What may be done with a post, behind one quiet button: edit, feature, poster, report, delete. Ids: `post-more`. */
import type { PostDetail } from '../../../../contract/post'

export function PostActions(_: { readonly post: PostDetail }) {
  return null
}
