/**
 * Files that are to be uploaded, kept where they survive a killed app: WeChat clears what a member has chosen as
 * soon as it likes. `keep-file.h5.ts` keeps them in a browser. A full phone costs the survival, never the upload.
 */
import Taro from '@tarojs/taro'
import type { LocalFile } from './local-file'

const PREFIX = 'upload-'

/** Keeps a copy of a file under a key; answers the file to use from now on, which is the copy when there is one. */
export async function keepFile(key: string, file: LocalFile): Promise<LocalFile> {
  const path = `${folder()}/${PREFIX}${key}${extensionOf(file.url)}`
  const isKept = await settled((callbacks) =>
    Taro.getFileSystemManager().copyFile({ srcPath: file.url, destPath: path, ...callbacks }),
  )
  return isKept ? { ...file, url: path } : file
}

/** The file that was kept, if it is still there. */
export async function recallFile(_key: string, file: LocalFile): Promise<LocalFile | undefined> {
  const isThere = await settled((callbacks) =>
    Taro.getFileSystemManager().access({ path: file.url, ...callbacks }),
  )
  return isThere ? file : undefined
}

/** Lets go of a file that is uploaded, or no longer wanted. */
export async function dropFile(_key: string, file: LocalFile): Promise<void> {
  if (!file.url.startsWith(folder())) return
  await settled((callbacks) => Taro.getFileSystemManager().unlink({ filePath: file.url, ...callbacks }))
}

/** Lets go of every kept file that no draft knows of: an app killed at the wrong moment leaves some behind. */
export async function sweepFiles(keysInUse: readonly string[]): Promise<void> {
  const names = await new Promise<readonly string[]>((resolve) => {
    Taro.getFileSystemManager().readdir({
      dirPath: folder(),
      success: ({ files }) => resolve(files),
      fail: () => resolve([]),
    })
  })
  const orphans = names.filter(
    (name) => name.startsWith(PREFIX) && !keysInUse.some((key) => name.startsWith(`${PREFIX}${key}`)),
  )
  await Promise.all(orphans.map((name) => dropFile('', { url: `${folder()}/${name}`, bytes: 0 })))
}

/** The one folder that is the app's own and lasts. */
function folder(): string {
  return Taro.env.USER_DATA_PATH ?? 'wxfile://usr'
}

function extensionOf(url: string): string {
  return /\.\w{1,5}$/.exec(url)?.[0] ?? ''
}

interface Callbacks {
  success(): void
  fail(): void
}

function settled(begin: (callbacks: Callbacks) => void): Promise<boolean> {
  return new Promise((resolve) => begin({ success: () => resolve(true), fail: () => resolve(false) }))
}
