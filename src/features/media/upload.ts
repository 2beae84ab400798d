/** One photo's way to the cloud: asked for, uploaded, taken in. Safe to run again from wherever it broke off. */

import { PHOTO_BYTES_MAX } from '../../../contract/limits'
import type { Photo } from '../../../contract/media'
import { CallError, toCallError } from '../../platform/call-error'
import { call } from '../../platform/cloud'
import type { LocalPhoto } from '../../platform/pick-photos'
import { upload } from '../../platform/transport'

export interface UploadTask {
  /** The same for every attempt, so that the cloud makes one photo of them. */
  readonly requestId: string
  readonly photo: LocalPhoto
  readonly purpose: 'post' | 'avatar'
}

/** A photo that the cloud has taken in. `fileId` lets a draft ask for a fresh address of it later. */
export interface UploadedPhoto {
  readonly photo: Photo
  readonly fileId: string
}

/**
 * @param onProgress told a share of 0 to 1; 1 means that the cloud is working on it
 * @throws CallError one of the MEDIA_ codes, or no answer
 */
export async function uploadPhoto(
  { requestId, photo, purpose }: UploadTask,
  onProgress: (share: number) => void = () => {},
): Promise<UploadedPhoto> {
  if (photo.bytes > PHOTO_BYTES_MAX) throw new CallError('MEDIA_TOO_LARGE')
  // A file without a byte cannot even be asked for.
  if (photo.bytes <= 0) throw new CallError('MEDIA_UNREADABLE')
  const { mediaId, path } = await call('media.requestUpload', { requestId, purpose, bytes: photo.bytes })
  const fileId = await upload(path, photo, onProgress)
  onProgress(1)
  return { photo: await completePhoto(mediaId, fileId), fileId }
}

/** Has an uploaded file taken in; again, it answers the same photo with a fresh address. */
export async function completePhoto(mediaId: string, fileId: string): Promise<Photo> {
  return (await call('media.complete', { mediaId, fileId })).photo
}

/** Whether this failure was the file's own fault, so that trying it again is no use. */
export function isPhotoRefused(error: unknown): boolean {
  const { code } = toCallError(error)
  return code.startsWith('MEDIA_') && code !== 'MEDIA_NOT_UPLOADED' && code !== 'MEDIA_NOT_READY'
}
