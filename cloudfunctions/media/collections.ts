import type { CollectionSpecs } from '../kit/collection-specs'

/**
 * `requested`: a place to upload to was given. `checking`: processed, the platform has not answered yet.
 * `passed`, `rejected`: it has. `held`: it was asked several times and has not decided, so a person has to; so with every
 * video, which the platform does not check.
 */
export type MediaState = 'requested' | 'checking' | 'passed' | 'rejected' | 'held'

export type MediaPurposeStored = 'post' | 'avatar' | 'video'

/** What processing made of an upload. Sizes are pixels of the display picture. */
export interface ProcessedPhoto {
  /** `cloud://{env}.{bucket}/p/{random}/t.webp`: longest side PHOTO_THUMB_SIDE; of an avatar a square. */
  readonly thumbFileId: string
  /** `cloud://{env}.{bucket}/p/{random}/d.webp`: longest side PHOTO_DISPLAY_SIDE. */
  readonly displayFileId: string
  /** `cloud://{env}.{bucket}/original/{mediaId}-{random}`: as uploaded, never shown. */
  readonly originalFileId: string
  readonly width: number
  readonly height: number
  /** 64-bit perceptual hash, 16 hexadecimal digits. */
  readonly perceptualHash: string
  /** The same hash as four numbers of 16 bits, tagged by place: `{place}:{hex}`; near pictures share one. */
  readonly hashBands: readonly string[]
}

/** What was made of an uploaded video: itself, without what tells where it was taken. */
export interface ProcessedVideo {
  /** `cloud://{env}.{bucket}/p/{random}/v.mp4`. */
  readonly fileId: string
  /** Pixels, as it is shown. */
  readonly width: number
  readonly height: number
}

/** `media`: `_id` = `med_…`. */
export interface MediaDocument {
  readonly _id: string
  readonly schemaVersion: 1
  /** `callerKey(openid)` of who asked for it: a guest may upload a picture before joining. */
  readonly ownerKey: string
  readonly purpose: MediaPurposeStored
  /** `incoming/{mediaId}-{random}`: the one path that its upload may name. */
  readonly incomingPath: string
  readonly state: MediaState
  /** One of the two by its purpose; absent while `requested`. */
  readonly photo?: ProcessedPhoto
  readonly video?: ProcessedVideo
  /**
   * The trace id of the check of this very photo; an answer under any other is not about it. Absent when the
   * platform could not be asked: completing again asks again.
   */
  readonly traceId?: string
  /** How often the platform was asked again because no decision came, and when last. */
  readonly asks?: number
  readonly askedAt?: number
  /** Epoch milliseconds. */
  readonly createdAt: number
}

/** `media_checks`: `_id` = the platform's trace id of one check. */
export interface MediaCheckDocument {
  readonly _id: string
  readonly schemaVersion: 1
  /** Absent when the platform answered before we had written down what we asked. */
  readonly mediaId?: string
  readonly createdAt: number
  /** What was answered; absent while nothing decisive has come. */
  readonly answer?: 'passed' | 'rejected'
}

export const MEDIA = 'media'
export const MEDIA_CHECKS = 'media_checks'

export const collections: CollectionSpecs = {
  [MEDIA]: {
    indexes: [
      {
        name: 'owner',
        keys: [
          ['ownerKey', 1],
          ['_id', 1],
        ],
      },
      {
        name: 'state',
        keys: [
          ['state', 1],
          ['_id', 1],
        ],
      },
    ],
  },
  [MEDIA_CHECKS]: { indexes: [] },
}
