/** What is given for a day, and what is kept of it. Pure. */
import type { Proof } from '../../contract/checkin-shapes'
import { PROOF_TEXT_LENGTH_MIN } from '../../contract/limits'
import { AppError } from '../kit/app-error'
import { textForCheck } from '../kit/visible-text'
import type { MediaDocument } from '../media/collections'
import { photosFrom } from '../post/rules'
import type { StoredMark } from './calendar-rules'
import type { GivenProof } from './collections'

/** The id of the photo that a proof names. */
export function photoIdOf(proof: Proof): string | undefined {
  return proof.how === 'photo' ? proof.photoId : undefined
}

/**
 * What is kept of a proof.
 * @param photo the document of the photo that it names
 * @throws AppError MEDIA_NOT_READY for a photo that is not the caller's own; INVALID_INPUT for a text that says too
 *   little to be seen
 */
export function proofKept(proof: Proof, photo: MediaDocument | undefined, callerKey: string): GivenProof {
  const { how } = proof
  switch (how) {
    case 'tap':
      return { how }
    case 'mood':
      return { how, mood: proof.mood }
    case 'text':
      demandWords(proof.text)
      return { how, text: proof.text }
    case 'photo': {
      const [kept] = photosFrom([proof.photoId], photo ? [photo] : [], callerKey)
      return kept ? { how, photo: kept } : { how }
    }
  }
}

/** Ten characters that nobody sees are no words. */
function demandWords(text: string): void {
  const seen = Array.from(textForCheck(text).trim()).length
  if (seen < PROOF_TEXT_LENGTH_MIN)
    throw new AppError('INVALID_INPUT', {
      field: 'proof.text',
      rule: 'too_short',
      limit: PROOF_TEXT_LENGTH_MIN,
    })
}

/** What the platform has said of a proof's parts so far. */
export interface ProofChecks {
  readonly text?: 'pass' | 'review' | 'unknown'
  readonly photo?: MediaDocument['state']
}

/** How a day of a challenge stands. */
export interface Standing {
  readonly mark: StoredMark
  readonly shown: boolean
  /** Its words have to be asked about again. */
  readonly isUnchecked?: true
}

/**
 * How a day of a challenge stands with this proof: a photo that is being checked waits, one that was rejected makes it
 * void; words count at once. Nothing is shown to others unless it has passed.
 */
export function standingOf({ text, photo }: ProofChecks): Standing {
  if (photo === 'rejected') return { mark: 'void', shown: false }
  if (photo !== undefined && photo !== 'passed') return { mark: 'waiting', shown: false }
  const shown = photo === 'passed' || text === 'pass'
  return { mark: 'counted', shown, ...(text === 'unknown' ? { isUnchecked: true } : {}) }
}
