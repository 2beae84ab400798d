/** What is kept of a member: their profile, whom they follow and who follows them, whom they met, what they have done. */
import { collection, greaterThan, increasedBy, oneOf } from '../kit/cloud'
import type { ErasedSlice, GatheredSlice, PersonalData } from '../kit/personal'
import {
  type DeedsDocument,
  type FollowDocument,
  MEMBER_DEEDS,
  MEMBER_FOLLOWS,
  MEMBER_MEETINGS,
  MEMBERS,
  type MeetingsDocument,
  type MemberDocument,
} from './collections'
import { settingsOf } from './settings-rules'

const members = collection<MemberDocument>(MEMBERS)
const follows = collection<FollowDocument>(MEMBER_FOLLOWS)

const FOLLOWS_PER_SLICE = 100

export const personal: PersonalData = {
  domain: 'member',

  /** The profile with the first slice, then whom they follow. Who follows them is those others' data. */
  async exportOf({ memberId }, cursor) {
    const [profile, following] = await Promise.all([
      cursor === undefined ? profileOf(memberId) : [],
      followingOf(memberId, cursor),
    ])
    return { parts: [...profile, ...following.parts], next: following.next }
  },

  /** The follows in both directions, with the counts of those on the other side, then the member's own documents. */
  async eraseSlice({ memberId }) {
    const found = await findFollowsOf(memberId)
    if (found.length > 0) return eraseFollows(found, memberId)
    await Promise.all([
      collection<DeedsDocument>(MEMBER_DEEDS).remove(memberId),
      collection<MeetingsDocument>(MEMBER_MEETINGS).remove(memberId),
    ])
    return { erased: await members.remove(memberId) }
  },
}

async function profileOf(memberId: string): Promise<GatheredSlice['parts']> {
  const member = await members.get(memberId)
  if (!member) return []
  const { nickname, roles, joinedAt, lastPostAt, arrival, rulesVersion, survey, skillTier, tierProven } =
    member
  const told = { nickname, roles, joinedAt, lastPostAt, arrival, rulesVersion, survey, skillTier, tierProven }
  const counts = {
    postCount: member.postCount,
    followingCount: member.followingCount,
    followerCount: member.followerCount,
  }
  const record = { memberId, ...told, titles: member.titles, settings: settingsOf(member), ...counts }
  return [{ section: 'profile', records: [record] }]
}

async function followingOf(memberId: string, cursor: string | undefined): Promise<GatheredSlice> {
  const found = await follows.find({
    where: { followerId: memberId, ...(cursor === undefined ? {} : { place: greaterThan(cursor) }) },
    orderBy: ['place', 'asc'],
    limit: FOLLOWS_PER_SLICE,
  })
  const records = found.map(({ followedId, createdAt }) => ({ memberId: followedId, createdAt }))
  return {
    parts: [{ section: 'following', records }],
    next: found.length < FOLLOWS_PER_SLICE ? undefined : found.at(-1)?.place,
  }
}

async function findFollowsOf(memberId: string): Promise<FollowDocument[]> {
  const [following, followers] = await Promise.all([
    follows.find({
      where: { followerId: memberId },
      orderBy: ['place', 'asc'],
      limit: FOLLOWS_PER_SLICE / 2,
    }),
    follows.find({
      where: { followedId: memberId },
      orderBy: ['place', 'asc'],
      limit: FOLLOWS_PER_SLICE / 2,
    }),
  ])
  return [...following, ...followers]
}

/** A slice that is repeated after a crash may count some of them twice: the daily reconciling puts that right. */
async function eraseFollows(found: readonly FollowDocument[], memberId: string): Promise<ErasedSlice> {
  const followedIds = found.flatMap((each) => (each.followerId === memberId ? [each.followedId] : []))
  const followerIds = found.flatMap((each) => (each.followedId === memberId ? [each.followerId] : []))
  await Promise.all([
    followedIds.length === 0
      ? 0
      : members.updateWhere({ _id: oneOf(followedIds) }, { followerCount: increasedBy(-1) }),
    followerIds.length === 0
      ? 0
      : members.updateWhere({ _id: oneOf(followerIds) }, { followingCount: increasedBy(-1) }),
  ])
  const erased = await follows.removeWhere({ _id: oneOf(found.map(({ _id }) => _id)) })
  return { erased, next: 'more' }
}
