/** What a member may choose to be shown as. Pure. */

import type { Avatar } from '../kit/actor'
import { AppError } from '../kit/app-error'
import type { MediaDocument } from '../media/collections'

/**
 * The avatar that an uploaded photo makes.
 * @param photo what is stored under the media id; undefined when nothing is
 * @throws AppError MEDIA_NOT_READY for one that is missing, another's, not an avatar or not completed;
 *   CONTENT_REJECTED for one that the platform rejected
 */
export function avatarFrom(photo: MediaDocument | undefined, callerKey: string): Avatar {
  if (!photo?.photo || photo.ownerKey !== callerKey || photo.purpose !== 'avatar') {
    throw new AppError('MEDIA_NOT_READY')
  }
  if (photo.state === 'rejected') throw new AppError('CONTENT_REJECTED')
  return {
    mediaId: photo._id,
    fileId: photo.photo.thumbFileId,
    state: photo.state === 'passed' ? 'passed' : 'checking',
  }
}

/**
 * Whether a short text about a member (a nickname, a city, a title) may be shown. Such a text cannot wait for a person
 * as a post can: others would have to be shown somebody without a name. So only what was passed is taken, and a check
 * that failed asks the caller to try again.
 * @throws AppError CONTENT_REJECTED or BUSY
 */
export function demandShownText(verdict: 'pass' | 'review' | 'risky' | 'unknown'): void {
  if (verdict === 'unknown') throw new AppError('BUSY')
  if (verdict !== 'pass') throw new AppError('CONTENT_REJECTED')
}
