/** Choosing one short video in a browser; the frame that stands for it is drawn from the video itself. */
import type { LocalFile } from './local-file'
import type { PickedVideo } from './pick-video'

export const VIDEO_SECONDS_MAX = 60

/** A frame from a little way in: the very first is often black. */
const FRAME_AT_S = 0.2
const FRAME_QUALITY = 0.85

/** Lets the member choose a video; nothing when they change their mind, or the browser cannot play it. */
export function pickVideo(): Promise<PickedVideo | undefined> {
  const input = document.createElement('input')
  input.type = 'file'
  input.accept = 'video/mp4'
  return new Promise((resolve) => {
    input.addEventListener('cancel', () => resolve(undefined))
    input.addEventListener('change', () => {
      const [file] = Array.from(input.files ?? [])
      resolve(file && withPoster({ url: URL.createObjectURL(file), bytes: file.size, file }))
    })
    input.click()
  })
}

async function withPoster(video: LocalFile): Promise<PickedVideo | undefined> {
  const frame = await frameOf(video.url)
  return frame && { video, poster: { url: URL.createObjectURL(frame), bytes: frame.size, file: frame } }
}

function frameOf(url: string): Promise<Blob | undefined> {
  const video = document.createElement('video')
  video.muted = true
  video.preload = 'auto'
  return new Promise((resolve) => {
    video.addEventListener('error', () => resolve(undefined))
    video.addEventListener('loadeddata', () => {
      video.currentTime = Math.min(FRAME_AT_S, video.duration || 0)
    })
    video.addEventListener('seeked', () => {
      const canvas = document.createElement('canvas')
      canvas.width = video.videoWidth
      canvas.height = video.videoHeight
      canvas.getContext('2d')?.drawImage(video, 0, 0)
      canvas.toBlob((blob) => resolve(blob ?? undefined), 'image/jpeg', FRAME_QUALITY)
    })
    video.src = url
  })
}
