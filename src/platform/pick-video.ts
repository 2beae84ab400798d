/** Choosing one short video in the mini program, with the frame that stands for it. `pick-video.h5.ts`: a browser. */
import Taro from '@tarojs/taro'
import type { LocalFile } from './local-file'
import { localPhotoAt } from './pick-photos'

export const VIDEO_SECONDS_MAX = 60

export interface PickedVideo {
  readonly video: LocalFile
  readonly poster: LocalFile
}

/** Lets the member choose or film a video of at most a minute; nothing when they change their mind. */
export async function pickVideo(): Promise<PickedVideo | undefined> {
  try {
    const { tempFiles } = await Taro.chooseMedia({
      count: 1,
      mediaType: ['video'],
      sizeType: ['compressed'],
      maxDuration: VIDEO_SECONDS_MAX,
    })
    const [chosen] = tempFiles
    if (!chosen) return undefined
    const poster = await localPhotoAt(chosen.thumbTempFilePath)
    return { video: { url: chosen.tempFilePath, bytes: chosen.size }, poster }
  } catch {
    return undefined
  }
}
