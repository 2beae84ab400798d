/** How proofs are shown to others. Pure. */
import type { ShownProof } from '../../contract/checkin-shapes'
import type { MediaDocument } from '../media/collections'
import type { MemberDocument } from '../member/collections'
import { memberCard } from '../member/views'
import type { CheckInDocument } from './collections'
import type { Urls } from './views'

/** Whether a proof's photo has passed, as it is now; a document that is gone counts as not passed. */
export function isStillShown({ photo }: CheckInDocument, photos: readonly MediaDocument[]): boolean {
  return photo === undefined || photos.some(({ _id, state }) => _id === photo.mediaId && state === 'passed')
}

/** A proof with who gave it; none of somebody who has left. */
export function shownProof(
  { place, memberId, day, how, text, photo, at }: CheckInDocument,
  members: readonly MemberDocument[],
  urls: Urls,
): ShownProof[] {
  const member = members.find(({ _id }) => _id === memberId)
  if (member?.standing !== 'active' || how === undefined) return []
  const photoUrl = photo && urls.get(photo.thumbFileId)
  return [
    {
      proofId: place,
      member: memberCard(member, urls),
      day,
      how,
      ...(text === undefined ? {} : { text }),
      ...(photoUrl === undefined ? {} : { photoUrl }),
      at,
    },
  ]
}
