/** Makes of an upload the pictures that are shown: decoded, turned upright, re-encoded without any metadata. */
import { PHOTO_BYTES_MAX, PHOTO_PIXELS_MAX } from '../../contract/limits'
import { AppError } from '../kit/app-error'
import type { MediaPurposeStored } from './collections'
import { HASH_SIDE, perceptualHash } from './perceptual-hash'
import { type PictureSides, sidesFor, sniffPictureType } from './rules'

/** A processed picture. Sizes are pixels of `display`. */
export interface Picture {
  readonly thumb: Buffer
  readonly display: Buffer
  readonly width: number
  readonly height: number
  readonly perceptualHash: string
}

const WEBP_QUALITY = 78
const THUMB_QUALITY = 72

/**
 * Processes the bytes of an upload.
 * @throws AppError MEDIA_TOO_LARGE, MEDIA_TYPE_UNSUPPORTED, MEDIA_TOO_MANY_PIXELS (before anything is decoded) or
 *   MEDIA_UNREADABLE (truncated, broken, or not what its first bytes claim)
 */
export async function processPicture(bytes: Buffer, purpose: MediaPurposeStored): Promise<Picture> {
  if (bytes.length > PHOTO_BYTES_MAX) throw new AppError('MEDIA_TOO_LARGE')
  const type = sniffPictureType(bytes)
  if (!type) throw new AppError('MEDIA_TYPE_UNSUPPORTED')
  // Loaded at first use: a cold start that only gives out an upload path does not wait for the image library.
  const { default: sharp } = await import('sharp')
  const header = await readable(sharp(bytes, { limitInputPixels: false }).metadata())
  if (header.format !== type) throw new AppError('MEDIA_UNREADABLE')
  if (header.width * header.height > PHOTO_PIXELS_MAX) throw new AppError('MEDIA_TOO_MANY_PIXELS')

  const sides = sidesFor(purpose)
  const decoded = sharp(bytes, { limitInputPixels: PHOTO_PIXELS_MAX, failOn: 'error' })
    .autoOrient()
    .resize(box(sides, sides.display))
    .toColourspace('srgb')
  const { data, info } = await readable(decoded.raw().toBuffer({ resolveWithObject: true }))
  const upright = () =>
    sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } })
  const [display, thumb, grey] = await Promise.all([
    upright().webp({ quality: WEBP_QUALITY }).toBuffer(),
    upright().resize(box(sides, sides.thumb)).webp({ quality: THUMB_QUALITY }).toBuffer(),
    upright().flatten().greyscale().resize(HASH_SIDE, HASH_SIDE, { fit: 'fill' }).raw().toBuffer(),
  ])
  return { display, thumb, width: info.width, height: info.height, perceptualHash: perceptualHash(grey) }
}

function box(sides: PictureSides, side: number) {
  if (sides.square) return { width: side, height: side, fit: 'cover' } as const
  return { width: side, height: side, fit: 'inside', withoutEnlargement: true } as const
}

async function readable<T>(decoding: Promise<T>): Promise<T> {
  try {
    return await decoding
  } catch {
    throw new AppError('MEDIA_UNREADABLE')
  }
}
