/** Takes a short video in. The platform checks none, so it waits for a person before anybody else sees it. */
import { VIDEO_BYTES_MAX } from '../../contract/limits'
import { AppError } from '../kit/app-error'
import { deleteFiles, downloadFile, temporaryUrls, uploadFile } from '../kit/files'
import type { GuestContext } from '../kit/handler'
import type { MediaDocument, ProcessedVideo } from './collections'
import { videoPath } from './rules'
import { findMedia, keepVideo } from './store'
import { isMp4, type VideoFacts, videoFacts, withoutTelling } from './video-rules'

/**
 * The video of this upload, as it is kept.
 * @throws AppError MEDIA_TOO_LARGE, MEDIA_TYPE_UNSUPPORTED or MEDIA_UNREADABLE, and the upload is removed;
 *   MEDIA_NOT_UPLOADED
 */
export async function videoOf(
  found: MediaDocument,
  incomingFileId: string,
  ctx: GuestContext,
): Promise<ProcessedVideo> {
  if (found.video) return found.video
  const bytes = await downloadFile(incomingFileId)
  if (!bytes) return takenInMeanwhile(found._id)
  const facts = await demandVideo(bytes).catch(async (error: unknown) => {
    await deleteFiles([incomingFileId])
    throw error
  })
  const fileId = await uploadFile(videoPath(ctx.randomKey()), withoutTelling(bytes))
  const video = { fileId, ...facts }
  if (!(await keepVideo(found._id, video))) {
    await deleteFiles([fileId])
    return takenInMeanwhile(found._id)
  }
  await deleteFiles([incomingFileId])
  return video
}

async function demandVideo(bytes: Buffer): Promise<VideoFacts> {
  if (bytes.length > VIDEO_BYTES_MAX) throw new AppError('MEDIA_TOO_LARGE')
  if (!isMp4(bytes)) throw new AppError('MEDIA_TYPE_UNSUPPORTED')
  const facts = videoFacts(bytes)
  if (!facts) throw new AppError('MEDIA_UNREADABLE')
  return facts
}

/** The video that a call at the same moment has made of this upload. */
async function takenInMeanwhile(mediaId: string): Promise<ProcessedVideo> {
  const video = (await findMedia(mediaId))?.video
  if (!video) throw new AppError('MEDIA_NOT_UPLOADED')
  return video
}

/** What its owner is told of a video. */
export async function videoAnswer(mediaId: string, { fileId, width, height }: ProcessedVideo) {
  const url = (await temporaryUrls([fileId])).get(fileId) ?? ''
  return { photo: { mediaId, thumbUrl: url, width, height } }
}
