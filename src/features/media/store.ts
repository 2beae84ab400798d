/**
 * Photos on their way to the cloud, in trays: one for each thing that is being written (a post, an edit, a comment).
 * A file is kept on the phone until it is up, so that an upload goes on after the app was killed.
 */
import { create } from 'zustand'
import { type ErrorCode, mayRetry } from '../../../contract/errors'
import { toCallError } from '../../platform/call-error'
import { dropFile, keepFile, recallFile } from '../../platform/keep-file'
import type { LocalFile } from '../../platform/local-file'
import { newRequestId } from '../../platform/request-id'
import { completePhoto, type MediaPurpose, type SentFile, type UploadedPhoto, uploadPhoto } from './upload'

/** While one is being worked on in the cloud the wire would idle; more than three slow one another down. */
const UPLOADS_AT_ONCE_MAX = 3

export interface Upload {
  /** The upload's requestId, too. */
  readonly key: string
  readonly purpose: MediaPurpose
  /** What to show: the file on this phone, later the cloud's thumbnail. */
  readonly url: string
  readonly phase: 'waiting' | 'uploading' | 'processing' | 'done' | 'failed'
  /** 0 to 1, while uploading. */
  readonly progress: number
  /** The file on this phone; absent once a restored draft knows only what is in the cloud. */
  readonly local?: LocalFile
  /** Where the file lies so that it survives a killed app. */
  readonly kept?: LocalFile
  /** The bytes are in the cloud already. */
  readonly sent?: SentFile
  readonly done?: UploadedPhoto
  readonly failure?: ErrorCode
}

/** What storage holds of an upload, so that a later visit can go on with it. */
export interface KeptUpload {
  readonly key: string
  readonly purpose: MediaPurpose
  readonly local?: { readonly url: string; readonly bytes: number }
  readonly sent?: SentFile
  readonly done?: UploadedPhoto
}

interface MediaState {
  readonly trays: Readonly<Record<string, readonly Upload[]>>
}

const NOTHING: readonly Upload[] = []

export const useMediaStore = create<MediaState>(() => ({ trays: {} }))

/** The photos of one tray, in order. */
export function trayOf({ trays }: MediaState, tray: string): readonly Upload[] {
  return trays[tray] ?? NOTHING
}

/** Adds photos at the end of a tray and begins to upload them; what is above `countMax` is left out. */
export function addPhotos(tray: string, photos: readonly LocalFile[], countMax: number): void {
  const placesLeft = Math.max(0, countMax - trayOf(useMediaStore.getState(), tray).length)
  addFiles(
    tray,
    photos.slice(0, placesLeft).map((local) => ({ local, purpose: 'post' })),
  )
}

/** Puts a video into an empty tray, and behind it the photo that stands for it: both are uploaded. */
export function addVideo(tray: string, { video, poster }: { video: LocalFile; poster: LocalFile }): void {
  addFiles(tray, [
    { local: video, purpose: 'video' },
    { local: poster, purpose: 'post' },
  ])
}

/** Whether a tray holds a video (and its poster) instead of photos. */
export function holdsVideo(uploads: readonly Upload[]): boolean {
  return uploads.some(({ purpose }) => purpose === 'video')
}

function addFiles(tray: string, files: readonly { local: LocalFile; purpose: MediaPurpose }[]): void {
  const added = files.map(
    ({ local, purpose }): Upload => ({
      ...{ key: newRequestId(), purpose, local },
      ...{ url: local.url, phase: 'waiting', progress: 0 },
    }),
  )
  setTray(tray, [...trayOf(useMediaStore.getState(), tray), ...added])
  for (const { key, local } of added) if (local) void keepLocal(key, local)
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

/** Takes a photo out of its tray, a video with its poster; an upload under way ends unheard. */
export function removeUpload(key: string): void {
  for (const [tray, uploads] of Object.entries(useMediaStore.getState().trays)) {
    const upload = uploads.find((each) => each.key === key)
    if (!upload) continue
    const gone = holdsVideo(uploads) ? uploads : [upload]
    setTray(
      tray,
      uploads.filter((each) => !gone.includes(each)),
    )
    for (const each of gone) release(each)
  }
  uploadNext()
}

/** Moves a photo one place forward (-1) or back (1) in its tray; at the end it stays. */
export function moveUpload(key: string, by: -1 | 1): void {
  for (const [tray, uploads] of Object.entries(useMediaStore.getState().trays)) {
    const from = uploads.findIndex((upload) => upload.key === key)
    const moved = uploads[from]
    const neighbour = uploads[from + by]
    if (!moved || !neighbour) continue
    const order = [...uploads]
    order[from] = neighbour
    order[from + by] = moved
    setTray(tray, order)
  }
}

/** Empties a tray: what was in it has been published, or given up. */
export function clearTray(tray: string): void {
  for (const upload of trayOf(useMediaStore.getState(), tray)) release(upload)
  setTray(tray, NOTHING)
}

/** Fills a tray with photos that are in the cloud already: those of a post that is being edited. */
export function fillTray(tray: string, photos: readonly UploadedPhoto[]): void {
  const uploads = photos.map(
    (done): Upload => ({
      ...{ key: done.photo.mediaId, purpose: 'post', done },
      ...{ url: done.photo.thumbUrl, phase: 'done', progress: 1 },
    }),
  )
  setTray(tray, uploads)
}

/** What of a tray a later visit could go on with. */
export function keptUploads(tray: string): readonly KeptUpload[] {
  return trayOf(useMediaStore.getState(), tray).flatMap(
    ({ key, purpose, kept, sent, done }): KeptUpload[] => {
      if (done) return [{ key, purpose, done }]
      if (!kept) return []
      return [{ key, purpose, local: { url: kept.url, bytes: kept.bytes }, ...(sent ? { sent } : {}) }]
    },
  )
}

/** Puts the photos of a kept draft back: what is up gets a fresh address, what was cut off is sent anew. */
export async function restoreTray(tray: string, kept: readonly KeptUpload[]): Promise<void> {
  const uploads = kept.map(
    ({ key, purpose, local: kept, sent, done }): Upload => ({
      key,
      purpose,
      url: '',
      phase: 'processing',
      progress: 1,
      kept,
      sent,
      done,
    }),
  )
  setTray(tray, uploads)
  await Promise.all(kept.map(resume))
}

async function resume({ key, local, done }: KeptUpload): Promise<void> {
  if (done) return refreshAddress(key, done)
  const file = local && (await recallFile(key, local))
  if (!file) return removeUpload(key)
  patch(key, { phase: 'waiting', progress: 0, url: file.url, local: file })
  uploadNext()
}

async function refreshAddress(key: string, done: UploadedPhoto): Promise<void> {
  const { photo, fileId } = done
  if (!fileId) return patch(key, { phase: 'done', url: photo.thumbUrl })
  try {
    const fresh = await completePhoto({ mediaId: photo.mediaId, fileId })
    patch(key, { phase: 'done', url: fresh.thumbUrl, done: { photo: fresh, fileId } })
  } catch (error) {
    const { code } = toCallError(error)
    // The photo is still ours when only the network is gone; it is shown without its picture.
    if (mayRetry(code)) patch(key, { phase: 'done' })
    else removeUpload(key)
  }
}

async function keepLocal(key: string, local: LocalFile): Promise<void> {
  const kept = await keepFile(key, local)
  const upload = find(key)
  if (upload && !upload.done) patch(key, { local: kept, kept })
  // It was removed, or is up, before the copy was made.
  else void dropFile(key, kept)
}

function release({ key, kept }: Upload): void {
  if (kept) void dropFile(key, kept)
}

function uploadNext(): void {
  const uploads = Object.values(useMediaStore.getState().trays).flat()
  const busy = uploads.filter(
    ({ phase, local }) => local && (phase === 'uploading' || phase === 'processing'),
  )
  const waiting = uploads.filter(({ phase }) => phase === 'waiting')
  for (const upload of waiting.slice(0, Math.max(0, UPLOADS_AT_ONCE_MAX - busy.length))) void run(upload)
}

async function run({ key, purpose, url, local, kept, sent }: Upload): Promise<void> {
  if (!local) return
  // What a restored draft shows is the kept copy itself, which goes once the photo is up.
  const showsCopy = url === kept?.url
  patch(key, { phase: 'uploading' })
  try {
    const done = await uploadPhoto(
      { requestId: key, file: local, purpose, sent },
      {
        onProgress: (share) => showProgress(key, share),
        onSent: (file) => patch(key, { sent: file }),
      },
    )
    const upload = find(key)
    patch(key, { phase: 'done', done, kept: undefined, ...(showsCopy ? { url: done.photo.thumbUrl } : {}) })
    if (upload) release(upload)
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
  return Object.values(useMediaStore.getState().trays)
    .flat()
    .find((upload) => upload.key === key)
}

function setTray(tray: string, uploads: readonly Upload[]): void {
  useMediaStore.setState(({ trays }) => ({ trays: { ...trays, [tray]: uploads } }))
}

function patch(key: string, change: Partial<Upload>): void {
  useMediaStore.setState(({ trays }) => {
    const touched = Object.entries(trays).find(([, uploads]) => uploads.some((upload) => upload.key === key))
    if (!touched) return {}
    const [tray, uploads] = touched
    const changed = uploads.map((upload) => (upload.key === key ? { ...upload, ...change } : upload))
    return { trays: { ...trays, [tray]: changed } }
  })
}
