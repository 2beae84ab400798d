/** The file system of a mini program: temporary files, and the app's own folder, which outlives the app. */
import { type JsonObject, textOf } from '../json'
import { USER_FOLDER } from '../phone'
import { asyncApi, WxFailure, type WxHost } from './api'

export function fileApis(host: WxHost): JsonObject {
  const { files } = host.phone
  const fileAt = (path: string): Uint8Array => {
    const bytes = files.get(path)
    if (!bytes) throw new WxFailure(`no such file or directory ${path}`)
    return bytes
  }
  const ownPath = (path: string): string => {
    if (!path.startsWith(`${USER_FOLDER}/`)) throw new WxFailure(`permission denied, open ${path}`)
    return path
  }
  const manager: JsonObject = {
    getFileInfo: asyncApi(host, 'getFileInfo', (options) => ({
      size: fileAt(textOf(options, 'filePath')).byteLength,
    })),
    copyFile: asyncApi(host, 'copyFile', (options) => {
      files.set(ownPath(textOf(options, 'destPath')), fileAt(textOf(options, 'srcPath')))
    }),
    writeFile: asyncApi(host, 'writeFile', (options) => {
      files.set(ownPath(textOf(options, 'filePath')), new TextEncoder().encode(textOf(options, 'data')))
    }),
    access: asyncApi(host, 'access', (options) => void fileAt(textOf(options, 'path'))),
    unlink: asyncApi(host, 'unlink', (options) => {
      const path = ownPath(textOf(options, 'filePath'))
      fileAt(path)
      files.delete(path)
    }),
    readdir: asyncApi(host, 'readdir', (options) => {
      const folder = `${textOf(options, 'dirPath')}/`
      return {
        files: [...files.keys()]
          .filter((path) => path.startsWith(folder))
          .map((path) => path.slice(folder.length)),
      }
    }),
  }
  return {
    getFileSystemManager: () => manager,
    // A file goes to a chat of the member's choice; this one is willing.
    shareFileMessage: asyncApi(
      host,
      'shareFileMessage',
      (options) => void fileAt(textOf(options, 'filePath')),
    ),
  }
}
