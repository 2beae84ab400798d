/** Joining a chain (接龙): one line of one's own. The list of entries is the reader's; this is the foot of it. */
import type { PostDetail } from '../../../../contract/post'

export function ChainJoin(_: { readonly post: PostDetail }) {
  return null
}
