/** What a community for measuring has around its posts: topics, whom the viewer follows, and the viewer's inbox. */
import { callerKey, randomId } from '../../cloudfunctions/kit/id'
import { nameTokens } from '../../cloudfunctions/kit/ngrams'
import {
  type FollowDocument,
  MEMBER_FOLLOWS,
  MEMBERS,
  type MemberDocument,
} from '../../cloudfunctions/member/collections'
import { type PostDocument, TOPICS, type TopicDocument } from '../../cloudfunctions/post/collections'
import { FEED_INBOXES, type FeedInboxDocument } from '../../cloudfunctions/post/feed-collections'
import { entryOf } from '../../cloudfunctions/post/following-rules'
import type { TopicLink } from '../../contract/post-feeds'
import type { Database } from '../../emulator/types'
import { asDocuments, idOf, numbered } from './documents'

/** Members that the viewer follows: the authors, and many more who have not published for long. */
export const FOLLOWED = 1_000
/** Authors with so many followers that the viewer's feed merges them at reading. */
const MERGED = 2
const TOPIC_COUNT = 20
const TOPIC_NAMES = ['戚风蛋糕', '天然酵种', '欧包整形', '新手上路', '亲子烘焙'] as const

/** The topic of the n-th post. */
export function topicOf(n: number): TopicLink {
  const place = n % TOPIC_COUNT
  const name = `${TOPIC_NAMES[place % TOPIC_NAMES.length]}${place}`
  return { topicId: `top_${String(place).padStart(16, '0')}`, name }
}

/** The members and posts that the rest lies around. */
interface Middle {
  readonly viewer: MemberDocument
  readonly authors: readonly MemberDocument[]
  /** The newest posts. */
  readonly recent: readonly PostDocument[]
  readonly now: number
}

/** Fills in what lies around the posts. */
export async function fillSurroundings(database: Database, middle: Middle): Promise<void> {
  const { viewer, authors, now } = middle
  const silent = silentMembers(authors, now)
  const followed = [...authors.filter(({ _id }) => _id !== viewer._id), ...silent].slice(0, FOLLOWED)
  await database.importDocuments(MEMBERS, asDocuments(silent))
  await database.importDocuments(MEMBER_FOLLOWS, asDocuments(follows(viewer, followed, now)))
  await database.importDocuments(TOPICS, asDocuments(topics(now)))
  await database.importDocuments(FEED_INBOXES, asDocuments([inbox(middle)]))
}

function silentMembers(authors: readonly MemberDocument[], now: number): MemberDocument[] {
  return Array.from({ length: FOLLOWED - authors.length + 1 }, (_, n) => {
    const place = authors.length + n
    const nickname = `安静的邻居${place}`
    return {
      _id: randomId('mbr', numbered(place)),
      schemaVersion: 2,
      openid: `oCostSilent${String(place).padStart(17, '0')}`,
      nickname,
      nicknameTokens: nameTokens(nickname),
      roles: [],
      standing: 'active',
      postCount: 0,
      followingCount: 0,
      followerCount: 1,
      joinedAt: now,
    }
  })
}

function follows(viewer: MemberDocument, followed: readonly MemberDocument[], now: number): FollowDocument[] {
  return followed.map(({ _id }, n) => ({
    _id: `${viewer._id}:${_id}`,
    schemaVersion: 1,
    followerId: viewer._id,
    followedId: _id,
    place: idOf('fol', n, now + n),
    createdAt: now + n,
  }))
}

function topics(now: number): TopicDocument[] {
  return Array.from({ length: TOPIC_COUNT }, (_, n) => {
    const { topicId, name } = topicOf(n)
    return {
      _id: topicId,
      schemaVersion: 1,
      name,
      tokens: nameTokens(name),
      boardId: 'brd_showcase',
      postCount: TOPIC_COUNT - n,
      createdAt: now,
    }
  })
}

function inbox({ viewer, authors, recent }: Middle): FeedInboxDocument {
  return {
    _id: callerKey(viewer.openid),
    schemaVersion: 1,
    memberId: viewer._id,
    entries: recent.map(({ _id, authorId }) => entryOf(_id, authorId)),
    mergedIds: authors.slice(1, 1 + MERGED).map(({ _id }) => _id),
  }
}
