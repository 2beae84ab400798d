/** Photos and short videos: asked for, uploaded, completed, checked. PRODUCT 2.7. */
import * as z from 'zod'
import { action } from './action'
import { MINUTE_MS } from './limits'
import { MediaId, RequestId } from './shared'

/** What an upload is for decides what it may be and how it is cut: an avatar is a square, a video an MP4. */
export const MediaPurpose = z.enum(['post', 'avatar', 'video'])

/** A processed photo as its owner gets it back. Sizes are pixels of the display picture, or of the video. */
export const Photo = z.object({
  mediaId: MediaId,
  /** Of a video: its own address. */
  thumbUrl: z.string(),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
})
export type Photo = z.output<typeof Photo>

export const media = {
  /** Says where to upload: a server-made path under `incoming/`. The bytes go straight to storage. */
  'media.requestUpload': action({
    auth: 'guest',
    effect: 'write',
    input: z.strictObject({
      requestId: RequestId,
      purpose: MediaPurpose,
      /** Size of the file in bytes, as the phone knows it; the server measures again. */
      bytes: z.number().int().positive(),
    }),
    output: z.object({ mediaId: MediaId, path: z.string(), bytesMax: z.number().int().positive() }),
    errors: ['MEDIA_TOO_LARGE'],
    idempotent: 'requestId',
    rateLimit: { max: 120, windowMs: 10 * MINUTE_MS },
  }),
  /**
   * Takes the uploaded file in: real type by its bytes, size, decode, re-encode without metadata, thumbnail
   * and display sizes in WebP, perceptual hash; then asks the platform to check it. A video is an MP4 with a picture,
   * loses the place it was taken at, and waits for a person: the platform checks none. Repeating it is harmless.
   */
  'media.complete': action({
    auth: 'guest',
    effect: 'write',
    input: z.strictObject({
      mediaId: MediaId,
      /** What storage answered to the upload; it must name the very path that was asked for. */
      fileId: z.string().min(1).max(500),
    }),
    output: z.object({ photo: Photo }),
    errors: [
      'NOT_FOUND',
      'MEDIA_TOO_LARGE',
      'MEDIA_TOO_MANY_PIXELS',
      'MEDIA_TYPE_UNSUPPORTED',
      'MEDIA_UNREADABLE',
      'MEDIA_NOT_UPLOADED',
    ],
    idempotent: 'natural',
    rateLimit: { max: 120, windowMs: 10 * MINUTE_MS },
  }),
} as const
