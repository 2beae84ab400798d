/** What is stored of members, and the copies of them that others' collections carry. */
import { now } from '../kit/clock'
import { collection, greaterThan, increasedBy, lastWith, removed, replacedBy } from '../kit/cloud'
import { temporaryUrls } from '../kit/files'
import { setGuard } from '../kit/guard'
import { inTransaction, type Transaction } from '../kit/transaction'
import { findMedia } from '../media/store'
import {
  AUTHOR_COPIES,
  type Avatar,
  type CopyOfAuthor,
  type FollowDocument,
  MEMBER_FOLLOWS,
  MEMBER_IDENTITIES,
  MEMBER_MEETINGS,
  MEMBERS,
  type MeetingsDocument,
  type MemberDocument,
  type MemberIdentityDocument,
} from './collections'
import { callerKeyOf } from './rules'
import { keepTombstone } from './tombstones'
import { authorSnippet, ownAvatarFileId, type Urls } from './views'

const members = collection<MemberDocument>(MEMBERS)
const follows = collection<FollowDocument>(MEMBER_FOLLOWS)
const meetings = collection<MeetingsDocument>(MEMBER_MEETINGS)

/** A member by id, or undefined. */
export function findMember(memberId: string): Promise<MemberDocument | undefined> {
  return members.get(memberId)
}

/**
 * The field by which documents that name a member are found by who calls, and of the member no more, inside a
 * transaction; no field for who has left, or where nobody is named.
 */
export async function callerFieldIn(
  tx: Transaction,
  memberId: string | undefined,
): Promise<{ readonly callerKey?: string }> {
  if (memberId === undefined) return {}
  const callerKey = callerKeyOf(await tx.collection<MemberDocument>(MEMBERS).get(memberId))
  return callerKey === undefined ? {} : { callerKey }
}

/** The address of a member's own picture, if they have one. */
export async function ownAvatarUrls(member: MemberDocument): Promise<Urls> {
  const fileId = ownAvatarFileId(member)
  return fileId === undefined ? new Map() : temporaryUrls([fileId])
}

/**
 * Adds the member inside the transaction that joins, or answers the one that this openid already is: the identity's
 * `_id` is the once-only guard.
 */
export async function joinOnce(tx: Transaction, newcomer: MemberDocument): Promise<MemberDocument> {
  const identities = tx.collection<MemberIdentityDocument>(MEMBER_IDENTITIES)
  const present = await identities.get(newcomer.openid)
  if (present) {
    const member = await tx.collection<MemberDocument>(MEMBERS).get(present.memberId)
    if (!member) throw new Error(`identity without its member ${present.memberId}`)
    return member
  }
  await identities.add({ _id: newcomer.openid, schemaVersion: 1, memberId: newcomer._id })
  await tx.collection<MemberDocument>(MEMBERS).add(newcomer)
  return newcomer
}

/**
 * Takes a member out, in the transaction that does: they lose their standing, their name and their picture at once,
 * and nothing leads from WeChat to them any more but a tombstone. The guard stops what is under way.
 */
export async function departIn(tx: Transaction, leaver: MemberDocument, now: number): Promise<void> {
  // A ban that has come since they were let in stands in the guard, and goes with them.
  const guarded = await setGuard(tx, leaver._id, 'deleted')
  await tx.collection<MemberDocument>(MEMBERS).update(leaver._id, {
    standing: 'deleted',
    nickname: '',
    nicknameTokens: [],
    // The index of openids is unique: each of those who have left needs a value of its own.
    openid: `left:${leaver._id}`,
    avatar: removed(),
    mark: removed(),
  })
  await tx.collection<MemberIdentityDocument>(MEMBER_IDENTITIES).remove(leaver.openid)
  const isBanned = leaver.standing === 'banned' || guarded === 'banned'
  await keepTombstone(tx, leaver.openid, { leftAt: now, ...(isBanned ? { banned: true } : {}) })
}

/** Counts a post more or less; derived, so outside any transaction. With one more the member was active now. */
export async function addToPostCount(memberId: string, amount: 1 | -1): Promise<void> {
  const wasActive = amount === 1 ? { lastPostAt: now() } : {}
  await members.update(memberId, { postCount: increasedBy(amount), ...wasActive })
}

/**
 * Brings a member's avatar to what its photo's check has come to. It reads after the photo was decided, and
 * whoever takes a photo as avatar reads the photo after writing: one of the two sees the other.
 */
export async function settleAvatar(mediaId: string): Promise<void> {
  const photo = await findMedia(mediaId)
  if (photo?.state !== 'passed' && photo?.state !== 'rejected') return
  const wearer = await findWearer(mediaId)
  if (!wearer?.avatar || wearer.avatar.state === photo.state) return
  const avatar: Avatar = { ...wearer.avatar, state: photo.state }
  await members.updateWhere({ _id: wearer._id, 'avatar.mediaId': mediaId }, { avatar: replacedBy(avatar) })
  await refreshCopies(wearer._id)
}

/** Writes how a member is shown now to all that carries a copy of it. Repeating it is harmless. */
export async function refreshCopies(memberId: string): Promise<void> {
  const member = await members.get(memberId)
  if (!member) return
  const author = replacedBy(authorSnippet(member))
  await Promise.all(
    AUTHOR_COPIES.map((name) =>
      collection<CopyOfAuthor>(name).updateWhere({ authorId: memberId }, { author }),
    ),
  )
}

/**
 * Bans a member, lets them in again or takes them out. With it the member's guard changes: no transaction that passes
 * the guard commits after this one against it.
 */
export async function changeStanding(memberId: string, standing: MemberDocument['standing']): Promise<void> {
  await inTransaction(async (tx) => {
    await setGuard(tx, memberId, standing)
    await tx.collection<MemberDocument>(MEMBERS).update(memberId, { standing })
  })
}

/** The member who wears this photo, if anybody does. */
export async function findWearer(mediaId: string): Promise<MemberDocument | undefined> {
  const [wearer] = await members.find({ where: { 'avatar.mediaId': mediaId }, limit: 1 })
  return wearer
}

/** Those of these members that exist, in no order. */
export function findManyMembers(memberIds: readonly string[]): Promise<MemberDocument[]> {
  return members.getMany(memberIds)
}

/** Puts a count of posts right, if it still is what was seen. */
export async function correctPostCount(memberId: string, seen: number, right: number): Promise<boolean> {
  return (await members.updateWhere({ _id: memberId, postCount: seen }, { postCount: right })) === 1
}

/** The `_id` of one member's following another. */
export function followId(followerId: string, followedId: string): string {
  return `${followerId}:${followedId}`
}

/** Those of these members whom the member follows; one call, at most QUERY_LIMIT_MAX of them. */
export async function followedAmong(
  followerId: string | undefined,
  memberIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (followerId === undefined) return new Set()
  const found = await follows.getMany([...new Set(memberIds)].map((id) => followId(followerId, id)))
  return new Set(found.map(({ followedId }) => followedId))
}

/** The ids of those whom a member followed last, the latest first, at most `limit`. */
export async function followsOf(followerId: string, limit: number): Promise<string[]> {
  const found = await follows.find({
    where: { followerId },
    orderBy: ['place', 'desc'],
    limit,
    fields: ['followedId'],
  })
  return found.map(({ followedId }) => followedId)
}

/** Who follows a member, the oldest follower first, after the place of the last one seen: for jobs that reach all. */
export function findFollowers(
  followedId: string,
  afterPlace: string | undefined,
  limit: number,
): Promise<Pick<FollowDocument, '_id' | 'followerId' | 'place'>[]> {
  return follows.find({
    where: { followedId, ...(afterPlace === undefined ? {} : { place: greaterThan(afterPlace) }) },
    orderBy: ['place', 'asc'],
    limit,
    fields: ['followerId', 'place'],
  })
}

/** So many of those whom a member met last are kept, repetitions included. */
const MEETINGS_KEPT = 40

/** Two members have met: one has answered the other. Each may want to mention the other afterwards. */
export async function rememberMeeting(memberId: string, otherId: string): Promise<void> {
  if (memberId === otherId) return
  await Promise.all([keepMeeting(memberId, otherId), keepMeeting(otherId, memberId)])
}

async function keepMeeting(memberId: string, metId: string): Promise<void> {
  const changed = await meetings.update(memberId, { metIds: lastWith(metId, MEETINGS_KEPT) })
  if (changed === 1) return
  const raced = await meetings.addOrGet({ _id: memberId, schemaVersion: 1, metIds: [metId] })
  if (raced) await meetings.update(memberId, { metIds: lastWith(metId, MEETINGS_KEPT) })
}

/** Whom a member met lately, the latest first, nobody twice. */
export async function metLately(memberId: string): Promise<string[]> {
  const kept = await meetings.get(memberId)
  return [...new Set([...(kept?.metIds ?? [])].reverse())]
}

/** Members in the order of their ids after this one, whatever their standing. */
export function findMembersAfter(memberId: string, limit: number): Promise<MemberDocument[]> {
  return members.find({ where: { _id: greaterThan(memberId) }, orderBy: ['_id', 'asc'], limit })
}
