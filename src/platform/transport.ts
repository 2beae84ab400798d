/** The wire of the mini program: WeChat Cloud. `transport.h5.ts` says the same over HTTP. */
import Taro from '@tarojs/taro'
import type { CallEvent } from '../../contract'
import { CallError } from './call-error'
import type { LocalFile } from './local-file'

/** Must run once, before the first call. */
export function openTransport(): void {
  Taro.cloud.init(CLOUD_ENV === '' ? {} : { env: CLOUD_ENV })
}

/**
 * Sends an event to a function and answers its result as it came.
 * @throws CallError OFFLINE when nothing came back.
 */
export async function send(functionName: string, event: CallEvent): Promise<unknown> {
  try {
    const { result } = await Taro.cloud.callFunction({ name: functionName, data: { ...event } })
    return result
  } catch (error) {
    throw new CallError(isTimeout(error) ? 'TIMEOUT' : 'OFFLINE')
  }
}

/**
 * Uploads a file to the path that the cloud has named; answers the file's id.
 * @param onProgress told a share of 0 to 1
 * @throws CallError OFFLINE when the upload broke off.
 */
export function upload(path: string, file: LocalFile, onProgress: (share: number) => void): Promise<string> {
  return new Promise((resolve, reject) => {
    const task = Taro.cloud.uploadFile({
      cloudPath: path,
      filePath: file.url,
      success: ({ fileID }) => resolve(fileID),
      fail: () => reject(new CallError('OFFLINE')),
    })
    if (isUploadTask(task)) task.onProgressUpdate(({ progress }) => onProgress(progress / 100))
  })
}

/** In a mini program WeChat knows who this is: there is nothing to sign out of. */
export const signOut: (() => void) | undefined = undefined

interface UploadTask {
  onProgressUpdate(listener: (update: { progress: number }) => void): void
}

/** With callbacks WeChat answers a task, though Taro's types speak of a promise. */
function isUploadTask(task: unknown): task is UploadTask {
  return typeof task === 'object' && task !== null && 'onProgressUpdate' in task
}

function isTimeout(error: unknown): boolean {
  const text = typeof error === 'object' && error !== null && 'errMsg' in error ? String(error.errMsg) : ''
  return /timeout|timed out/i.test(text)
}
