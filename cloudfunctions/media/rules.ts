/** What a photo may be, and what its checks make of it. Pure. */
import {
  AVATAR_DISPLAY_SIDE,
  AVATAR_THUMB_SIDE,
  PHOTO_BYTES_MAX,
  PHOTO_DISPLAY_SIDE,
  PHOTO_THUMB_SIDE,
  VIDEO_BYTES_MAX,
} from '../../contract/limits'
import { AppError } from '../kit/app-error'
import type { MediaDocument, MediaPurposeStored, MediaState, ProcessedPhoto } from './collections'

/** The kinds of picture that are taken in, by their own bytes. */
export type PictureType = 'jpeg' | 'png' | 'webp'

const JPEG = [0xff, 0xd8, 0xff]
const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
const RIFF = [0x52, 0x49, 0x46, 0x46]
const WEBP = [0x57, 0x45, 0x42, 0x50]

/** The type that the first bytes claim; a name or a declared type is never asked. */
export function sniffPictureType(bytes: Uint8Array): PictureType | undefined {
  const has = (magic: readonly number[], at = 0) => magic.every((byte, i) => bytes[at + i] === byte)
  if (has(JPEG)) return 'jpeg'
  if (has(PNG)) return 'png'
  if (has(RIFF) && has(WEBP, 8)) return 'webp'
  return undefined
}

/** How a picture is cut: `square` fills the side exactly, otherwise the longest side is at most it. Pixels. */
export interface PictureSides {
  readonly thumb: number
  readonly display: number
  readonly square: boolean
}

/** The sizes that a picture of this purpose is kept in. */
export function sidesFor(purpose: MediaPurposeStored): PictureSides {
  return purpose === 'avatar'
    ? { thumb: AVATAR_THUMB_SIDE, display: AVATAR_DISPLAY_SIDE, square: true }
    : { thumb: PHOTO_THUMB_SIDE, display: PHOTO_DISPLAY_SIDE, square: false }
}

/** The one path an upload may name. */
export function incomingPathOf(mediaId: string, randomKey: string): string {
  return `incoming/${mediaId}-${randomKey}`
}

/** Where a processed picture lives. Short, because twenty of them travel in one page of a feed. */
export function picturePaths(mediaId: string, publicKey: string, privateKey: string) {
  return {
    thumb: `p/${publicKey}/t.webp`,
    display: `p/${publicKey}/d.webp`,
    original: `original/${mediaId}-${privateKey}`,
  }
}

/** Where a video lives. */
export function videoPath(publicKey: string): string {
  return `p/${publicKey}/v.mp4`
}

/** The most bytes that an upload of this purpose may have. */
export function bytesMaxOf(purpose: MediaPurposeStored): number {
  return purpose === 'video' ? VIDEO_BYTES_MAX : PHOTO_BYTES_MAX
}

/**
 * Whether a file id names exactly this path in this environment: `cloud://{env}.{bucket}/{path}`.
 * Otherwise a caller could have somebody else's private file taken in as their own.
 */
export function namesIncomingFile(fileId: string, env: string, incomingPath: string): boolean {
  const match = /^cloud:\/\/([^/]+)\/(.+)$/.exec(fileId)
  const [, place, path] = match ?? []
  return env !== '' && path === incomingPath && (place === env || place?.startsWith(`${env}.`) === true)
}

/** What a pushed answer decides; undefined when it decides nothing (an error, a review, an unknown word). */
export function decisionOf(answer: {
  readonly errcode?: number | undefined
  readonly result?: { readonly suggest: string } | undefined
}): 'passed' | 'rejected' | undefined {
  if (answer.errcode !== undefined && answer.errcode !== 0) return undefined
  if (answer.result?.suggest === 'pass') return 'passed'
  if (answer.result?.suggest === 'risky') return 'rejected'
  return undefined
}

/**
 * The states that a decision may overrule. A rejection overrules a pass, never the other way round: answers may
 * come late, twice or in any order, and the end must be the same.
 */
export function statesOverruledBy(decision: 'passed' | 'rejected'): readonly MediaState[] {
  return decision === 'passed' ? ['checking', 'held'] : ['checking', 'held', 'passed']
}

/** A photo that can be shown where it was named. */
export interface NamedPhoto {
  readonly mediaId: string
  readonly photo: ProcessedPhoto
}

/**
 * The photos of these ids, in this order.
 * @param found what is stored under these ids, in any order
 * @param isFit what else is asked of each
 * @throws AppError MEDIA_NOT_READY for one that is missing, not completed, no photo of a post, or not fit
 */
export function photosNamed(
  photoIds: readonly string[],
  found: readonly MediaDocument[],
  isFit: (media: MediaDocument) => boolean,
): NamedPhoto[] {
  const byId = new Map(found.map((media) => [media._id, media]))
  return photoIds.map((mediaId) => {
    const media = byId.get(mediaId)
    if (!media?.photo || media.purpose !== 'post' || !isFit(media)) throw new AppError('MEDIA_NOT_READY')
    return { mediaId, photo: media.photo }
  })
}
