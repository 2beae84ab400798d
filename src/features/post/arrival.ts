/** Which post a page was opened with: by a card's parameter, or by the scene of a mini program code. PURE. */

interface PostParameters {
  readonly postId?: string
  /** What a code carries, as WeChat hands it over: percent-encoded. */
  readonly scene?: string
}

const POST_ID = /pst_[0-9a-z]{8,40}/

/** The id of the post, or '' when the address names none. */
export function postIdOf({ postId, scene }: PostParameters): string {
  if (postId) return postId
  return POST_ID.exec(scene ? decoded(scene) : '')?.[0] ?? ''
}

/** An address can be edited: what is no encoding is read as it stands. */
function decoded(scene: string): string {
  try {
    return decodeURIComponent(scene)
  } catch {
    return scene
  }
}
