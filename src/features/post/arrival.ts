/** Which post a page was opened with: by a card's parameter, or by the scene of a mini program code. PURE. */
import { idOpenedWith } from '../../platform/opened-with'

interface PostParameters {
  readonly postId?: string
  readonly scene?: string
}

const POST_ID = /pst_[0-9a-z]{8,40}/

/** The id of the post, or '' when the address names none. */
export function postIdOf({ postId, scene }: PostParameters): string {
  return idOpenedWith({ parameter: postId, scene }, POST_ID)
}
