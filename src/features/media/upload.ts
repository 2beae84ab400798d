/** One file's way to the cloud: asked for, uploaded, taken in. Safe to run again from wherever it broke off. */
import type { Input } from '../../../contract'
import { PHOTO_BYTES_MAX, VIDEO_BYTES_MAX } from '../../../contract/limits'
import type { Photo } from '../../../contract/media'
import { CallError, toCallError } from '../../platform/call-error'
import { call } from '../../platform/cloud'
import type { LocalFile } from '../../platform/local-file'
import { upload } from '../../platform/transport'

export type MediaPurpose = Input<'media.requestUpload'>['purpose']

export interface UploadTask {
  /** The same for every attempt, so that the cloud makes one photo of them. */
  readonly requestId: string
  readonly file: LocalFile
  readonly purpose: MediaPurpose
  /** What an earlier attempt has already brought to the cloud: it is not sent again. */
  readonly sent?: SentFile
}

/** A file whose bytes are in the cloud, and that still has to be taken in. */
export interface SentFile {
  readonly mediaId: string
  readonly fileId: string
}

/** A photo or a video that the cloud has taken in. `fileId` lets a draft ask for a fresh address of it later. */
export interface UploadedPhoto {
  readonly photo: Photo
  /** Absent for a photo of a post that is being edited: its address comes with the post. */
  readonly fileId?: string
}

/** What the caller is told on the way. */
export interface UploadWatch {
  /** A share of 0 to 1; 1 means that the cloud is working on it. */
  onProgress?(share: number): void
  onSent?(sent: SentFile): void
}

/**
 * Brings one photo or video to the cloud.
 * @throws CallError one of the MEDIA_ codes, or no answer
 */
export async function uploadPhoto(task: UploadTask, watch: UploadWatch = {}): Promise<UploadedPhoto> {
  if (task.file.bytes > (task.purpose === 'video' ? VIDEO_BYTES_MAX : PHOTO_BYTES_MAX))
    throw new CallError('MEDIA_TOO_LARGE')
  // A file without a byte cannot even be asked for.
  if (task.file.bytes <= 0) throw new CallError('MEDIA_UNREADABLE')
  const sent = task.sent ?? (await sendFile(task, watch))
  watch.onProgress?.(1)
  try {
    return { photo: await completePhoto(sent), fileId: sent.fileId }
  } catch (error) {
    // A cloud that no longer has the bytes of an earlier attempt is sent them anew.
    if (!task.sent || toCallError(error).code !== 'MEDIA_NOT_UPLOADED') throw error
    return uploadPhoto({ ...task, sent: undefined }, watch)
  }
}

async function sendFile({ requestId, file, purpose }: UploadTask, watch: UploadWatch): Promise<SentFile> {
  const { mediaId, path } = await call('media.requestUpload', { requestId, purpose, bytes: file.bytes })
  const fileId = await upload(path, file, (share) => watch.onProgress?.(share))
  const sent = { mediaId, fileId }
  watch.onSent?.(sent)
  return sent
}

/** Has an uploaded file taken in; again, it answers the same photo with a fresh address. */
export async function completePhoto(sent: SentFile): Promise<Photo> {
  return (await call('media.complete', { ...sent })).photo
}

/** Whether this failure was the file's own fault, so that trying it again is no use. */
export function isPhotoRefused(error: unknown): boolean {
  const { code } = toCallError(error)
  return code.startsWith('MEDIA_') && code !== 'MEDIA_NOT_UPLOADED' && code !== 'MEDIA_NOT_READY'
}
