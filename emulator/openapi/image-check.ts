/** `security.imgSecCheck`: a picture sent with the call, and judged at once. */
import type { PlainObject } from '../types'
import { answerOf, INVALID_MEDIA_SIZE, MEDIA_MISSING, RISKY_CONTENT } from './answer'
import type { OpenApiScript } from './types'

/** PLATFORM 1, UGC: larger pictures go through `mediaCheckAsync`. */
const IMAGE_BYTES_MAX = 1024 * 1024

function bytesOf(media: unknown): Buffer | undefined {
  if (typeof media !== 'object' || media === null || !('bytes' in media)) return undefined
  return Buffer.isBuffer(media.bytes) && media.bytes.length > 0 ? media.bytes : undefined
}

export function checkImage(args: PlainObject, script: OpenApiScript['image']): PlainObject {
  const bytes = bytesOf(args.media)
  if (!bytes) return answerOf(MEDIA_MISSING, 'media data missing')
  if (bytes.length > IMAGE_BYTES_MAX) return answerOf(INVALID_MEDIA_SIZE, 'invalid media size')
  return script.mode === 'risky' ? answerOf(RISKY_CONTENT, 'risky content') : answerOf(0, 'ok')
}
