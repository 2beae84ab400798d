/** What a member may choose to be shown as. Pure. */

import { DAY_MS } from '../../contract/limits'
import type { Avatar } from '../kit/actor'
import { AppError } from '../kit/app-error'
import { callerKey } from '../kit/id'
import type { MediaDocument } from '../media/collections'
import type { MemberDocument, TombstoneDocument } from './collections'

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

/** The key under which a member calls; undefined for nobody, and for who has left. */
export function callerKeyOf(
  member: Pick<MemberDocument, 'openid' | 'standing'> | undefined,
): string | undefined {
  return member === undefined || member.standing === 'deleted' ? undefined : callerKey(member.openid)
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

/**
 * Whether a photo may be a group's code: completed, and not rejected; until its check has passed it is not shown.
 * @throws AppError MEDIA_NOT_READY or CONTENT_REJECTED
 */
export function demandGroupCode(photo: MediaDocument | undefined): void {
  if (!photo?.photo || photo.purpose !== 'post') throw new AppError('MEDIA_NOT_READY')
  if (photo.state === 'rejected') throw new AppError('CONTENT_REJECTED')
}

/**
 * Whether somebody who has left may join again. Nobody leaves out of a ban.
 * @throws AppError MEMBER_BANNED, or LEFT_RECENTLY saying when they may
 */
export function demandMayReturn(
  tombstone: Pick<TombstoneDocument, 'leftAt' | 'banned'> | undefined,
  afterDays: number,
  now: number,
): void {
  if (tombstone?.banned) throw new AppError('MEMBER_BANNED')
  const retryAfterMs = tombstone === undefined ? 0 : tombstone.leftAt + afterDays * DAY_MS - now
  if (retryAfterMs > 0) throw new AppError('LEFT_RECENTLY', { retryAfterMs })
}
