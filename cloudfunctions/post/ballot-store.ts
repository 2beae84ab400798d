/** What is stored of votes: one ballot for each member and post, and how many there are for each option. */
import { collection, increasedBy } from '../kit/cloud'
import { ballotKey, countChanges } from './ballot-rules'
import { POSTS, type PostDocument } from './collections'
import { type BallotDocument, POST_BALLOTS } from './engagement-collections'
import { likeId } from './rules'

const posts = collection<PostDocument>(POSTS)
const ballots = collection<BallotDocument>(POST_BALLOTS)

/** A member's ballot for a post, if they have voted. */
export function findBallot(postId: string, memberId: string): Promise<BallotDocument | undefined> {
  return ballots.get(likeId(postId, memberId))
}

/**
 * Casts a ballot, or changes the one that is there. Each change is bound to the version that it changes, so that the
 * counts move by exactly the difference, however many phones of one member vote at once.
 */
export async function castBallot(
  postId: string,
  memberId: string,
  choices: readonly number[],
  now: number,
): Promise<void> {
  const _id = likeId(postId, memberId)
  const first = { _id, schemaVersion: 1, postId, memberId, choices, version: 1, castAt: now } as const
  let present = await ballots.addOrGet(first)
  if (!present) return count(postId, [], choices, 1)
  while (present) {
    const before: BallotDocument = present
    const changes = countChanges(before.choices, choices)
    if (changes.size === 0) return
    const changed = await ballots.updateWhere(
      { _id, version: before.version },
      { choices, version: increasedBy(1), castAt: now },
    )
    if (changed === 1) return count(postId, before.choices, choices, 0)
    present = await ballots.get(_id)
  }
}

/** Derived, so outside any transaction. */
async function count(
  postId: string,
  before: readonly number[],
  after: readonly number[],
  voters: 0 | 1,
): Promise<void> {
  const changes = [...countChanges(before, after)].map(
    ([choice, amount]) => [`ballotCounts.${ballotKey(choice)}`, increasedBy(amount)] as const,
  )
  await posts.update(postId, {
    ...(voters === 0 ? {} : { voterCount: increasedBy(voters) }),
    ...Object.fromEntries(changes),
  })
}
