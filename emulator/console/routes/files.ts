/** Stored files: folder by folder, pictures small. */
import sharp from 'sharp'
import * as z from 'zod'
import { HttpError, readBody, send } from '../../http'
import { contentTypeOf } from '../../storage/content-type'
import type { DiskStorage } from '../../storage/files'
import { CloudError } from '../../types'
import { type Call, type ConsoleParts, get, post, type Route } from '../route'
import type { FileInfo, FolderInfo, FolderListing } from '../shapes'

const URL_MAX_AGE_S = 3600
/** What an upload by hand may be; the cloud's files reach further, browsers' patience does not. */
const UPLOAD_BYTES_MAX = 64 * 1024 * 1024
/** Files of one folder that are listed. */
const LISTED_MAX = 1_000
/** Twice the size at which the page shows it, for sharp screens. */
const THUMBNAIL_PX = 320
const removeSchema = z.strictObject({ path: z.string() })

export function fileRoutes({ storage }: ConsoleParts): Route[] {
  return [
    get('files', ({ query }) => listFolder(storage, query.get('folder') ?? '')),
    get('files/thumbnail', (call) => sendThumbnail(storage, call)),
    post('files/upload', async ({ request, query }) => {
      const path = query.get('path') ?? ''
      try {
        storage.fileIdOf(path)
      } catch (error) {
        request.resume()
        throw new HttpError(400, 'BAD_PATH', error instanceof CloudError ? error.message : String(error))
      }
      return { fileId: await storage.write(path, await readBody(request, UPLOAD_BYTES_MAX)) }
    }),
    post('files/remove', async (call) => {
      const { path } = await call.json(removeSchema)
      return { isRemoved: await storage.remove(storage.fileIdOf(path)) }
    }),
  ]
}

function isPicture(path: string): boolean {
  return contentTypeOf(path).startsWith('image/')
}

/** `folder` without a slash at its end; the empty one is the bucket itself. */
async function listFolder(storage: DiskStorage, folder: string): Promise<FolderListing> {
  const prefix = folder === '' ? '' : `${folder}/`
  const folders = new Map<string, Omit<FolderInfo, 'name'>>()
  const files: Omit<FileInfo, 'url'>[] = []
  for (const file of await storage.list()) {
    if (!file.path.startsWith(prefix)) continue
    const [name = '', ...below] = file.path.slice(prefix.length).split('/')
    if (below.length === 0) files.push({ ...file, name, isPicture: isPicture(name) })
    else {
      const { count = 0, bytes = 0, preview } = folders.get(name) ?? {}
      const picture = isPicture(file.path) ? file.path : undefined
      folders.set(name, { count: count + 1, bytes: bytes + file.bytes, preview: preview ?? picture })
    }
  }
  const shown = files.slice(0, LISTED_MAX).map(async (file) => {
    const url = (await storage.temporaryUrl(file.fileId, URL_MAX_AGE_S)) ?? ''
    return { ...file, url }
  })
  return {
    folders: [...folders].map(([name, sums]) => ({ name, ...sums })),
    files: await Promise.all(shown),
    hidden: Math.max(0, files.length - LISTED_MAX),
  }
}

/** A small picture of the file, whatever size it has. `v` in the address changes with the file. */
async function sendThumbnail(storage: DiskStorage, { query, response }: Call): Promise<undefined> {
  const path = query.get('path') ?? ''
  const bytes = await storage.readPath(path)
  if (!bytes || !isPicture(path)) throw new HttpError(404, 'NOT_FOUND', 'There is no such picture.')
  const size = { width: THUMBNAIL_PX, height: THUMBNAIL_PX, fit: 'inside', withoutEnlargement: true } as const
  const small = await sharp(bytes)
    .rotate()
    .resize(size)
    .webp({ quality: 75 })
    .toBuffer()
    .catch(() => undefined)
  // What is no picture in spite of its name is shown as none.
  if (!small) throw new HttpError(404, 'NOT_FOUND', 'The file is not a picture.')
  send(response, 200, 'image/webp', small, { 'cache-control': 'private, max-age=86400, immutable' })
  return undefined
}
