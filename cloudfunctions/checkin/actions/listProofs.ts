import { checkin } from '../../../contract/checkin'
import { PAGE_SIZE_DEFAULT } from '../../../contract/limits'
import { decodeCursor, encodeCursor } from '../../kit/cursor'
import { temporaryUrls } from '../../kit/files'
import { prefetching } from '../../kit/handler'
import { findManyMedia } from '../../media/store'
import { findManyMembers } from '../../member/store'
import { cardFileIds } from '../../member/views'
import { findShown } from '../check-in-store'
import { isStillShown, shownProof } from '../proof-views'
import { photoFileIds } from '../views'

const listOf = (challengeId: string) => `proofs:${challengeId}`

/**
 * What others may see of a challenge's proofs. A photo is looked up once more, because a rejection may come late; so a
 * page may hold fewer than it was asked for.
 */
export const listProofs = prefetching(checkin['checkin.listProofs'], {
  prefetch: async ({ challengeId, cursor, limit = PAGE_SIZE_DEFAULT }) =>
    findShown(challengeId, decodeCursor(listOf(challengeId), cursor), limit + 1),
  async run({ challengeId, limit = PAGE_SIZE_DEFAULT }, _ctx, found) {
    const page = found.slice(0, limit)
    const last = page.at(-1)
    const [photos, members] = await Promise.all([
      findManyMedia(page.flatMap(({ photo }) => photo?.mediaId ?? [])),
      findManyMembers([...new Set(page.map(({ memberId }) => memberId))]),
    ])
    const shown = page.filter((proof) => isStillShown(proof, photos))
    const urls = await temporaryUrls([...photoFileIds(shown), ...cardFileIds(members)])
    return {
      proofs: shown.flatMap((proof) => shownProof(proof, members, urls)),
      ...(found.length > limit && last ? { nextCursor: encodeCursor(listOf(challengeId), last.place) } : {}),
    }
  },
})
