import type { Receipt } from '../../../contract/contest-proof'
import type { Contract } from '../../../contract/index'
import { AppError } from '../../kit/app-error'
import type { Run } from '../../kit/handler'
import { findBallot } from '../ballot-store'
import { leafOf } from '../leaf-rules'
import { CHUNK_BALLOTS } from '../log-rules'
import { findAnchor, findChunkOf } from '../log-store'
import { leafHash, pathOf } from '../merkle-rules'

/** The proof that the caller's ballot of a day is in the root that was published of it. */
export const getReceipt: Run<Contract['contest.getReceipt']> = async ({ contestId, day }, { actor }) => {
  const [ballot, anchor] = await Promise.all([
    findBallot(contestId, actor._id, day),
    findAnchor(contestId, day),
  ])
  if (!ballot || !anchor) throw new AppError('NOT_FOUND')
  const { voter } = ballot
  const chunk = await findChunkOf(contestId, day, voter)
  const place = chunk?.ballots.findIndex((each) => each.voter === voter) ?? -1
  const logged = chunk?.ballots[place]
  // A published day without a ballot that was cast on it would be a fault of ours, and no receipt hides it.
  if (!chunk || !logged) throw new Error(`${ballot._id} is missing in its day`)
  const leaves = chunk.ballots.map((each) => leafHash(leafOf(each)))
  const receipt: Receipt = {
    day,
    voter,
    leaf: leafOf(logged),
    index: chunk.from + place,
    size: anchor.ballots,
    path: [...pathOf(leaves, place), ...pathOf(anchor.chunkRoots, chunk.from / CHUNK_BALLOTS)],
    root: anchor.root,
  }
  return { receipt }
}
