/** Everything that may show a photo, settled by what was decided of it. */
import { settleAvatar } from '../member/store'
import { settleCommentsOfPhoto } from './comment-settling'
import { settleRevisionsOfPhoto } from './revisions'
import { settlePostsOfPhoto } from './settling'

/** Settles the avatar that this photo may be, and the posts, revisions and comments that show it. */
export async function settleShowing(mediaId: string): Promise<void> {
  await Promise.all([
    settleAvatar(mediaId),
    settlePostsOfPhoto(mediaId),
    settleRevisionsOfPhoto(mediaId),
    settleCommentsOfPhoto(mediaId),
  ])
}
