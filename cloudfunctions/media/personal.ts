/** What is kept of a person's photos. */
import { collection, greaterThan, oneOf } from '../kit/cloud'
import { deleteFiles } from '../kit/files'
import type { PersonalData } from '../kit/personal'
import { MEDIA, MEDIA_CHECKS, type MediaCheckDocument, type MediaDocument } from './collections'

const media = collection<MediaDocument>(MEDIA)
const checks = collection<MediaCheckDocument>(MEDIA_CHECKS)

/** Each has three files, and a call deletes at most 50. */
const DOCUMENTS_PER_SLICE = 15

export const personal: PersonalData = {
  domain: 'media',

  async exportOf({ callerKey }, cursor) {
    const found = await media.find({
      where: { ownerKey: callerKey, ...(cursor === undefined ? {} : { _id: greaterThan(cursor) }) },
      orderBy: ['_id', 'asc'],
      limit: DOCUMENTS_PER_SLICE,
    })
    const next = found.length < DOCUMENTS_PER_SLICE ? undefined : found.at(-1)?._id
    return {
      parts: [
        {
          section: 'photos',
          records: found.map(({ _id, purpose, state, createdAt }) => ({
            mediaId: _id,
            purpose,
            state,
            createdAt,
          })),
          files: found.flatMap(({ _id, photo, video }) => {
            if (photo) return [{ fileId: photo.displayFileId, name: `${_id}.webp` }]
            return video ? [{ fileId: video.fileId, name: `${_id}.mp4` }] : []
          }),
        },
      ],
      next,
    }
  },

  /** The files first: a document without its files can be found again, files without their document cannot. */
  async eraseSlice({ callerKey }) {
    const found = await media.find({ where: { ownerKey: callerKey }, limit: DOCUMENTS_PER_SLICE })
    if (found.length === 0) return { erased: 0 }
    const fileIds = found.flatMap(({ photo, video }) => [
      ...(photo ? [photo.thumbFileId, photo.displayFileId, photo.originalFileId] : []),
      ...(video ? [video.fileId] : []),
    ])
    if (fileIds.length > 0) await deleteFiles(fileIds)
    const traceIds = found.flatMap(({ traceId }) => traceId ?? [])
    await Promise.all([
      media.removeWhere({ _id: oneOf(found.map(({ _id }) => _id)) }),
      traceIds.length === 0 ? 0 : checks.removeWhere({ _id: oneOf(traceIds) }),
    ])
    return { erased: found.length + fileIds.length, next: 'more' }
  },
}
