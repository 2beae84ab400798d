/** The files of the cloud, every call counted. */
import type { ReadStream } from 'node:fs'
import { FILE_URL_TTL_S } from '../../contract/limits'
import { metered } from './meter'
import { fileApi } from './sdk'

/** Stores bytes, or what is read of a file on the disk, under a path and answers the file id. */
export async function uploadFile(path: string, content: Buffer | ReadStream): Promise<string> {
  const { fileID } = await metered(() => fileApi.uploadFile({ cloudPath: path, fileContent: content }))
  return fileID
}

/** The bytes of a file; undefined when there is none. */
export async function downloadFile(fileId: string): Promise<Buffer | undefined> {
  try {
    const { fileContent } = await metered(() => fileApi.downloadFile({ fileID: fileId }))
    return fileContent
  } catch (error) {
    const urls = await temporaryUrls([fileId])
    if (urls.size === 0) return undefined
    throw error
  }
}

/** Removes files; those that are not there are no error. At most 50. */
export async function deleteFiles(fileIds: readonly string[]): Promise<void> {
  await metered(async () => fileApi.deleteFile({ fileList: [...fileIds] }))
}

/** The most files that one call gives addresses for. PLATFORM: 50 a call. */
const URLS_PER_CALL = 50

/** Temporary addresses by file id; a file that is not there has none. Asks 50 a call, all calls at once. */
export async function temporaryUrls(fileIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(fileIds)]
  const batches: string[][] = []
  for (let from = 0; from < wanted.length; from += URLS_PER_CALL)
    batches.push(wanted.slice(from, from + URLS_PER_CALL))
  const answers = await Promise.all(
    batches.map((batch) =>
      metered(async () =>
        fileApi.getTempFileURL({ fileList: batch.map((fileID) => ({ fileID, maxAge: FILE_URL_TTL_S })) }),
      ),
    ),
  )
  const urls = new Map<string, string>()
  for (const file of answers.flatMap((answer) => (answer ? answer.fileList : []))) {
    if (file.status === 0 && file.tempFileURL) urls.set(file.fileID, file.tempFileURL)
  }
  return urls
}
