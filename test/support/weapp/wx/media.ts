/** Photos that the member chooses, and the temporary files they are. */
import sharp from 'sharp'
import { type JsonObject, textOf } from '../json'
import { asyncApi, WxFailure, type WxHost } from './api'

export function mediaApis(host: WxHost): JsonObject {
  const fileOf = (options: JsonObject, key: string): Uint8Array => {
    const bytes = host.phone.files.get(textOf(options, key))
    if (!bytes) throw new WxFailure(`no such file ${textOf(options, key)}`)
    return bytes
  }
  const unchosen = (): never => {
    throw new WxFailure('cancel')
  }
  return {
    // Nobody chooses by default: a test says what with `answer` or `choosePhotos`.
    chooseMedia: asyncApi(host, 'chooseMedia', unchosen),
    chooseImage: asyncApi(host, 'chooseImage', unchosen),
    getImageInfo: asyncApi(host, 'getImageInfo', async (options) => {
      const { width, height, format } = await sharp(fileOf(options, 'src')).metadata()
      return { width, height, type: format, path: textOf(options, 'src'), orientation: 'up' }
    }),
    compressImage: asyncApi(host, 'compressImage', (options) => ({
      tempFilePath: host.phone.addFile(fileOf(options, 'src')),
    })),
    getFileInfo: asyncApi(host, 'getFileInfo', (options) => ({
      size: fileOf(options, 'filePath').byteLength,
    })),
  }
}
