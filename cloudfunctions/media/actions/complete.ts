import { media } from '../../../contract/media'
import { AppError } from '../../kit/app-error'
import { deleteFiles, downloadFile, temporaryUrls, uploadFile } from '../../kit/files'
import { demandNotBanned } from '../../kit/gate'
import { type GuestContext, prefetching } from '../../kit/handler'
import { callerContext } from '../../kit/sdk'
import type { MediaDocument, ProcessedPhoto } from '../collections'
import { hashBands } from '../perceptual-hash'
import { processPicture } from '../picture'
import { namesIncomingFile, picturePaths } from '../rules'
import { applyEarlyAnswer, findMedia, keepProcessed, keepTrace, requestCheck } from '../store'
import { videoAnswer, videoOf } from '../video'

/** Takes an uploaded photo or video in. A refusal removes the upload and leaves the place free for another. */
export const complete = prefetching(media['media.complete'], {
  prefetch: (input) => findMedia(input.mediaId),
  async run(input, ctx, found) {
    demandNotBanned(await ctx.viewer())
    if (!found || found.ownerKey !== ctx.callerKey) throw new AppError('NOT_FOUND')
    if (!namesIncomingFile(input.fileId, callerContext().env, found.incomingPath)) {
      throw new AppError('INVALID_INPUT', { field: 'fileId', rule: 'format' })
    }
    if (found.purpose === 'video') return videoAnswer(found._id, await videoOf(found, input.fileId, ctx))
    const photo = found.photo ?? (await takeIn(found, input.fileId, ctx))
    if (found.state === 'checking' && !found.traceId) await askAgain(found, photo, ctx)
    const urls = await temporaryUrls([photo.thumbFileId])
    return {
      photo: {
        mediaId: found._id,
        thumbUrl: urls.get(photo.thumbFileId) ?? '',
        width: photo.width,
        height: photo.height,
      },
    }
  },
})

async function takeIn(
  found: MediaDocument,
  incomingFileId: string,
  ctx: GuestContext,
): Promise<ProcessedPhoto> {
  const bytes = await downloadFile(incomingFileId)
  if (!bytes) return takenInMeanwhile(found._id)
  const picture = await processPicture(bytes, found.purpose).catch(async (error: unknown) => {
    await deleteFiles([incomingFileId])
    throw error
  })
  // Paths are new at every attempt: bytes that were checked must never be overwritten by others.
  const paths = picturePaths(found._id, ctx.randomKey(), ctx.randomKey())
  const [thumbFileId, displayFileId, originalFileId] = await Promise.all([
    uploadFile(paths.thumb, picture.thumb),
    uploadFile(paths.display, picture.display),
    uploadFile(paths.original, bytes),
  ])
  const photo: ProcessedPhoto = {
    thumbFileId,
    displayFileId,
    originalFileId,
    width: picture.width,
    height: picture.height,
    perceptualHash: picture.perceptualHash,
    hashBands: hashBands(picture.perceptualHash),
  }
  const traceId = await requestCheck(ctx, found._id, found.purpose, displayFileId)
  if (!(await keepProcessed(found._id, photo, traceId))) {
    await deleteFiles([thumbFileId, displayFileId, originalFileId])
    return takenInMeanwhile(found._id)
  }
  if (traceId) await applyEarlyAnswer(found._id, traceId)
  await deleteFiles([incomingFileId])
  return photo
}

/** The platform could not be asked when the photo was taken in; repeating the call is how it is asked again. */
async function askAgain(found: MediaDocument, photo: ProcessedPhoto, ctx: GuestContext): Promise<void> {
  const traceId = await requestCheck(ctx, found._id, found.purpose, photo.displayFileId)
  if (!traceId) return
  await keepTrace(found._id, traceId)
  await applyEarlyAnswer(found._id, traceId)
}

/** The photo that a call at the same moment has made of this upload. */
async function takenInMeanwhile(mediaId: string): Promise<ProcessedPhoto> {
  const photo = (await findMedia(mediaId))?.photo
  if (!photo) throw new AppError('MEDIA_NOT_UPLOADED')
  return photo
}
