/** What is stored of who follows whom. */
import { collection, increasedBy, lessThan } from '../kit/cloud'
import { decodeCursor, encodeCursor } from '../kit/cursor'
import { recordFact } from '../kit/outbox'
import { inTransaction } from '../kit/transaction'
import { type FollowDocument, MEMBER_FOLLOWS, MEMBERS, type MemberDocument } from './collections'
import { followed, unfollowed } from './facts'
import { followId } from './store'

const follows = collection<FollowDocument>(MEMBER_FOLLOWS)
const members = collection<MemberDocument>(MEMBERS)

/** Follows, once: asking again while it stands changes nothing. The fact of it goes with it. */
export async function keepFollow(
  followerId: string,
  followedId: string,
  place: string,
  now: number,
): Promise<void> {
  const wanted: FollowDocument = {
    _id: followId(followerId, followedId),
    schemaVersion: 1,
    followerId,
    followedId,
    place,
    createdAt: now,
  }
  const isNew = await inTransaction(async (tx) => {
    const documents = tx.collection<FollowDocument>(MEMBER_FOLLOWS)
    if (await documents.get(wanted._id)) return false
    await documents.add(wanted)
    await recordFact(tx, followed(wanted))
    return true
  })
  if (isNew) await addToFollowCounts(followerId, followedId, 1)
}

/** Follows no longer. The fact of it goes with it. */
export async function removeFollow(followerId: string, followedId: string): Promise<void> {
  const wasThere = await inTransaction(async (tx) => {
    const documents = tx.collection<FollowDocument>(MEMBER_FOLLOWS)
    const follow = await documents.get(followId(followerId, followedId))
    if (!follow) return false
    await documents.remove(follow._id)
    await recordFact(tx, unfollowed(follow))
    return true
  })
  if (wasThere) await addToFollowCounts(followerId, followedId, -1)
}

/** Derived, so outside any transaction: who is gone by now is not there to be counted. */
async function addToFollowCounts(followerId: string, followedId: string, amount: 1 | -1): Promise<void> {
  await Promise.all([
    members.update(followerId, { followingCount: increasedBy(amount) }),
    members.update(followedId, { followerCount: increasedBy(amount) }),
  ])
}

/** Which of the two lists of a member, and from where. */
export interface FollowsAsked {
  readonly memberId: string
  readonly kind: 'following' | 'followers'
  readonly cursor?: string | undefined
  readonly limit: number
}

/** One page of a list, the latest first: the ids of the members in it. */
export interface FollowsPage {
  readonly memberIds: readonly string[]
  readonly nextCursor?: string
}

/** A page of whom a member follows or who follows them. */
export async function findFollows({ memberId, kind, cursor, limit }: FollowsAsked): Promise<FollowsPage> {
  const list = `${kind}:${memberId}`
  const before = decodeCursor(list, cursor)
  const whose = kind === 'following' ? { followerId: memberId } : { followedId: memberId }
  const found = await follows.find({
    where: { ...whose, ...(before === undefined ? {} : { place: lessThan(before) }) },
    orderBy: ['place', 'desc'],
    limit: limit + 1,
  })
  const page = found.slice(0, limit)
  const last = page.at(-1)
  return {
    memberIds: page.map((follow) => (kind === 'following' ? follow.followedId : follow.followerId)),
    ...(found.length > limit && last ? { nextCursor: encodeCursor(list, last.place) } : {}),
  }
}
