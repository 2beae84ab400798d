/** For the asker, beneath a comment: it answers my question, or does so no more. Id: `solve-{commentId}`. */
import type { PostDetail } from '../../../../contract/post'

export function SolveControl(_: { readonly post: PostDetail; readonly commentId: string }) {
  return null
}
