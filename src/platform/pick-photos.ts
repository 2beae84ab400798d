/** Choosing photos in the mini program. `pick-photos.h5.ts` does it in a browser. */
import Taro from '@tarojs/taro'
import type { LocalFile } from './local-file'

/** Lets the member choose up to `countMax` photos; none when they change their mind. */
export async function pickPhotos(countMax: number): Promise<LocalFile[]> {
  try {
    const { tempFiles } = await Taro.chooseMedia({
      count: countMax,
      mediaType: ['image'],
      sizeType: ['compressed'],
    })
    return tempFiles.map(({ tempFilePath, size }) => ({ url: tempFilePath, bytes: size }))
  } catch {
    return []
  }
}

/** The size of a file that WeChat has handed over without saying it (an avatar). */
export function localPhotoAt(url: string): Promise<LocalFile> {
  return new Promise((resolve, reject) => {
    Taro.getFileSystemManager().getFileInfo({
      filePath: url,
      success: ({ size }) => resolve({ url, bytes: size }),
      fail: ({ errMsg }) => reject(new Error(errMsg)),
    })
  })
}
