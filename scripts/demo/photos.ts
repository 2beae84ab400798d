/** The documents that an uploaded and checked picture leaves behind. Pure. */
import { randomDigits, timeOrderedId } from '../../cloudfunctions/kit/id'
import type {
  MediaCheckDocument,
  MediaDocument,
  MediaPurposeStored,
  ProcessedPhoto,
} from '../../cloudfunctions/media/collections'
import { incomingPathOf } from '../../cloudfunctions/media/rules'
import type { Random } from './random'

const KEY_DIGITS = 16
const ID_BYTES = 8

/** A picture that somebody uploaded. */
export interface Upload {
  /** Its files; several uploads of the demo community share one set, so that its folder stays small. */
  readonly photo: ProcessedPhoto
  /** `callerKey(openid)` of who uploaded it. */
  readonly ownerKey: string
  readonly purpose: MediaPurposeStored
  /** Epoch milliseconds. */
  readonly at: number
  /** What the platform answered; `checking` while it has not. */
  readonly state: 'passed' | 'rejected' | 'checking'
}

/** A picture and the platform's check of it. */
export interface CheckedPhoto {
  readonly media: MediaDocument & { readonly photo: ProcessedPhoto }
  readonly check: MediaCheckDocument
}

/** What an upload leaves behind in `media` and `media_checks`. */
export function checkedPhoto(upload: Upload, random: Random): CheckedPhoto {
  const { photo, ownerKey, purpose, at, state } = upload
  const mediaId = timeOrderedId('med', at, random.bytes(ID_BYTES))
  const traceId = `demo-${randomDigits(random.bytes(KEY_DIGITS), KEY_DIGITS)}`
  const incomingPath = incomingPathOf(mediaId, randomDigits(random.bytes(KEY_DIGITS), KEY_DIGITS))
  const common = { schemaVersion: 1, createdAt: at } as const
  return {
    media: { _id: mediaId, ...common, ownerKey, purpose, incomingPath, state, photo, traceId },
    check: { _id: traceId, ...common, mediaId, ...(state === 'checking' ? {} : { answer: state }) },
  }
}
