/** The photos of the post that is being written, in order, each with its upload. */
import { create } from 'zustand'
import { type ErrorCode, mayRetry } from '../../../contract/errors'
import { POST_PHOTOS_MAX } from '../../../contract/limits'
import { toCallError } from '../../platform/call-error'
import type { LocalPhoto } from '../../platform/pick-photos'
import { newRequestId } from '../../platform/request-id'
import { completePhoto, type UploadedPhoto, uploadPhoto } from './upload'

/** Phones upload one photo faster than three at once, but waiting for the cloud's work would idle the wire. */
const UPLOADS_AT_ONCE_MAX = 2

export interface Upload {
  /** The upload's requestId, too. */
  readonly key: string
  /** What to show: the file on this phone, later the cloud's thumbnail. */
  readonly url: string
  readonly phase: 'waiting' | 'uploading' | 'processing' | 'done' | 'failed'
  /** 0 to 1, while uploading. */
  readonly progress: number
  /** Absent in a draft restored from storage: then only `done` is there. */
  readonly local?: LocalPhoto
  readonly done?: UploadedPhoto
  readonly failure?: ErrorCode
}

export const useMediaStore = create<{ readonly uploads: readonly Upload[] }>(() => ({ uploads: [] }))

/** How many more photos the post can take. */
export function photosLeft(): number {
  return POST_PHOTOS_MAX - useMediaStore.getState().uploads.length
}

/** Adds photos at the end and begins to upload them; what is above the limit is left out. */
export function addPhotos(photos: readonly LocalPhoto[]): void {
  const added = photos
    .slice(0, photosLeft())
    .map((local): Upload => ({ key: newRequestId(), url: local.url, phase: 'waiting', progress: 0, local }))
  useMediaStore.setState(({ uploads }) => ({ uploads: [...uploads, ...added] }))
  uploadNext()
}

/** Tries a failed photo again, when trying may help. */
export function retryUpload(key: string): void {
  const upload = find(key)
  if (upload?.phase !== 'failed' || !mayRetryUpload(upload)) return
  patch(key, { phase: 'waiting', progress: 0, failure: undefined })
  uploadNext()
}

/** Whether trying again may help: not when the file itself was refused. */
export function mayRetryUpload({ failure }: Upload): boolean {
  return failure !== undefined && mayRetry(failure)
}

/** Takes a photo out of the post; an upload under way ends unheard. */
export function removeUpload(key: string): void {
  useMediaStore.setState(({ uploads }) => ({ uploads: uploads.filter((upload) => upload.key !== key) }))
  uploadNext()
}

/** Empties the tray, after publishing. */
export function clearUploads(): void {
  useMediaStore.setState({ uploads: [] })
}

/** Puts the photos of a kept draft back, each with a fresh address, for the old ones have run out. */
export function restoreUploads(photos: readonly UploadedPhoto[]): void {
  const uploads = photos.map(
    (done): Upload => ({ key: newRequestId(), url: '', phase: 'processing', progress: 1, done }),
  )
  useMediaStore.setState({ uploads })
  for (const { key, done } of uploads) if (done) void refreshAddress(key, done)
}

async function refreshAddress(key: string, done: UploadedPhoto): Promise<void> {
  try {
    const photo = await completePhoto(done.photo.mediaId, done.fileId)
    patch(key, { phase: 'done', url: photo.thumbUrl, done: { ...done, photo } })
  } catch (error) {
    const { code } = toCallError(error)
    // The photo is still ours when only the network is gone; it is shown without its picture.
    if (mayRetry(code)) patch(key, { phase: 'done' })
    else removeUpload(key)
  }
}

function uploadNext(): void {
  const { uploads } = useMediaStore.getState()
  const busy = uploads.filter(
    ({ phase, local }) => local && (phase === 'uploading' || phase === 'processing'),
  )
  const waiting = uploads.filter(({ phase }) => phase === 'waiting')
  for (const upload of waiting.slice(0, UPLOADS_AT_ONCE_MAX - busy.length)) void run(upload)
}

async function run({ key, local }: Upload): Promise<void> {
  if (!local) return
  patch(key, { phase: 'uploading' })
  const onProgress = (share: number) => showProgress(key, share)
  try {
    const done = await uploadPhoto({ requestId: key, photo: local, purpose: 'post' }, onProgress)
    patch(key, { phase: 'done', done })
  } catch (error) {
    patch(key, { phase: 'failed', failure: toCallError(error).code })
  }
  uploadNext()
}

/** Progress is told in tenths: finer steps cost more than they say. */
function showProgress(key: string, share: number): void {
  const progress = Math.floor(share * 10) / 10
  const upload = find(key)
  if (!upload) return
  if (share >= 1) patch(key, { phase: 'processing', progress: 1 })
  else if (progress !== upload.progress) patch(key, { progress })
}

function find(key: string): Upload | undefined {
  return useMediaStore.getState().uploads.find((upload) => upload.key === key)
}

function patch(key: string, change: Partial<Upload>): void {
  useMediaStore.setState(({ uploads }) => ({
    uploads: uploads.map((upload) => (upload.key === key ? { ...upload, ...change } : upload)),
  }))
}
