/** The bookmark at the foot of a post's page. Id: `post-favourite`. */
import type { PostDetail } from '../../../../contract/post'

export function FavouriteButton(_: { readonly post: PostDetail }) {
  return null
}
