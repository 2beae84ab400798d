/** The `storage.*` actions of the wire. */
import * as z from 'zod'
import { type UploadTarget, uploadTarget } from '../storage/file-server'
import type { DiskStorage } from '../storage/files'
import { fileIdOf, pathOfFileId } from '../storage/paths'
import { type WireAction, wireAction } from './action'

/** PLATFORM 2: files a call may ask for, and how long an address may live. */
const FILES_MAX = 50
const MAX_AGE_DEFAULT_S = 86_400
const MAX_AGE_MAX_S = 7 * 86_400

const uploadSchema = z.object({ path: z.string() })
const downloadSchema = z.object({
  file_list: z
    .array(z.object({ fileid: z.string(), max_age: z.number().positive().max(MAX_AGE_MAX_S).optional() }))
    .min(1)
    .max(FILES_MAX),
})
const deleteSchema = z.object({ fileid_list: z.array(z.string()).min(1).max(FILES_MAX) })

/** The codes that the SDK turns into a file's `status`: a foreign id is a wrong parameter, not a missing file. */
function missingCode(fileId: string): string {
  return pathOfFileId(fileId) === undefined ? 'INVALID_PARAM' : 'STORAGE_FILE_NONEXIST'
}

/** Every `storage.*` action by its name; `serverUrl` is where files are put. */
export function storageActions(storage: DiskStorage, serverUrl: string): Record<string, WireAction> {
  return {
    'storage.getUploadMetadata': wireAction(uploadSchema, async ({ path }, { invocation }) => {
      const target: UploadTarget = uploadTarget(storage, serverUrl, path)
      // The SDK sends the token back with the file, which says whose call the upload is.
      return {
        data: { ...target, token: invocation?.token ?? '', fileId: fileIdOf(path), cosFileId: 'local' },
      }
    }),
    'storage.batchGetDownloadUrl': wireAction(downloadSchema, async (request) => {
      const entries = request.file_list.map(async ({ fileid, max_age: maxAge = MAX_AGE_DEFAULT_S }) => {
        const tempFileURL = await storage.temporaryUrl(fileid, maxAge)
        if (tempFileURL === undefined)
          return { code: missingCode(fileid), fileID: fileid, tempFileURL: '', maxAge }
        return { code: 'SUCCESS', fileID: fileid, tempFileURL, maxAge }
      })
      return { data: { download_list: await Promise.all(entries) } }
    }),
    'storage.batchDeleteFile': wireAction(deleteSchema, async (request) => {
      const entries = request.fileid_list.map(async (fileID) => {
        const isRemoved = await storage.remove(fileID)
        return { code: isRemoved ? 'SUCCESS' : missingCode(fileID), fileID }
      })
      return { data: { delete_list: await Promise.all(entries) } }
    }),
  }
}
