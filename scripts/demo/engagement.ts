/** What members do besides talking: vote, join in, keep, follow, and mark what has helped. Pure. */
import { callerKey, timeOrderedId } from '../../cloudfunctions/kit/id'
import { nameTokens } from '../../cloudfunctions/kit/ngrams'
import type { FollowDocument } from '../../cloudfunctions/member/collections'
import { authorSnippet } from '../../cloudfunctions/member/views'
import { ballotKey } from '../../cloudfunctions/post/ballot-rules'
import type { CommentDocument, PostDocument, TopicDocument } from '../../cloudfunctions/post/collections'
import type {
  BallotDocument,
  ChainEntryDocument,
  CommentLikeDocument,
  FavouriteDocument,
} from '../../cloudfunctions/post/engagement-collections'
import type { FeedInboxDocument } from '../../cloudfunctions/post/feed-collections'
import { entryOf, INBOX_POSTS_MAX } from '../../cloudfunctions/post/following-rules'
import { likeId } from '../../cloudfunctions/post/rules'
import type { Person } from './people'
import type { ToldPost } from './posts'
import type { Random } from './random'
import { followingInstants } from './schedule'
import { chooseSome } from './weighted'

const ID_BYTES = 8
const HOUR_MS = 60 * 60 * 1000
const DEED_DELAY_MS = 10 * HOUR_MS
const VOTERS = { min: 12, max: 46 }
/** Of the questions that somebody else has answered so many have their answer. */
const SOLVED_SHARE = 0.6
const COMMENT_LIKED_SHARE = 0.3
const FAVOURITES_MEAN = 2
const FOLLOWS = { min: 3, max: 24 }

const busy = ({ busyness }: Person) => busyness

/** Those who were there before it and are not its author. */
function othersOf({ post, author }: ToldPost, persons: readonly Person[]): Person[] {
  return persons.filter((person) => person !== author && person.member.joinedAt < post.createdAt)
}

/** Some members and when each of them did something about a post, in order. */
function doers(told: ToldPost, count: number, persons: readonly Person[], now: number, random: Random) {
  const chosen = chooseSome(othersOf(told, persons), count, busy, random)
  const instants = followingInstants(chosen.length, told.post.createdAt, now, DEED_DELAY_MS, random)
  return chosen.map(({ member }, place) => ({ member, at: instants[place] ?? now }))
}

/** Votes in polls and sides in debates. */
export function makeBallots(
  told: readonly ToldPost[],
  now: number,
  persons: readonly Person[],
  random: Random,
): BallotDocument[] {
  return told.flatMap((each) => {
    const { poll, debate, _id: postId } = each.post
    const places = (poll?.options ?? debate?.sides ?? []).map((_, place) => place)
    if (places.length === 0) return []
    // Opinions differ, but not evenly.
    const liking = places.map(() => 0.3 + random.fraction())
    const count = random.between(VOTERS.min, VOTERS.max)
    return doers(each, count, persons, now, random).map(({ member, at }): BallotDocument => {
      const wanted = poll?.multiple ? random.between(1, 3) : 1
      const choices = chooseSome(places, wanted, (place) => liking[place] ?? 1, random).sort((a, b) => a - b)
      const _id = likeId(postId, member._id)
      return { _id, schemaVersion: 1, postId, memberId: member._id, choices, version: 1, castAt: at }
    })
  })
}

/** Who has joined chains, in order. */
export function makeEntries(
  told: readonly ToldPost[],
  now: number,
  persons: readonly Person[],
  random: Random,
): ChainEntryDocument[] {
  return told.flatMap((each) => {
    const { entries = [] } = each.story.chain ?? {}
    return doers(each, entries.length, persons, now, random).map(
      ({ member, at }, place): ChainEntryDocument => ({
        _id: likeId(each.post._id, member._id),
        schemaVersion: 1,
        postId: each.post._id,
        authorId: member._id,
        author: authorSnippet(member),
        text: entries[place] ?? '',
        textVerdict: 'pass',
        state: 'visible',
        createdAt: at,
      }),
    )
  })
}

/** Likes of comments, most of them of the first ones. */
export function makeCommentLikes(
  comments: readonly CommentDocument[],
  now: number,
  persons: readonly Person[],
  random: Random,
): CommentLikeDocument[] {
  return comments.flatMap(({ _id: commentId, authorId, createdAt }) => {
    if (!random.chance(COMMENT_LIKED_SHARE)) return []
    const others = persons.filter(({ member }) => member._id !== authorId && member.joinedAt < createdAt)
    const likers = chooseSome(others, random.between(1, 6), busy, random)
    const instants = followingInstants(likers.length, createdAt, now, DEED_DELAY_MS, random)
    return likers.map(({ member }, place): CommentLikeDocument => {
      const _id = likeId(commentId, member._id)
      return { _id, schemaVersion: 1, commentId, memberId: member._id, createdAt: instants[place] ?? now }
    })
  })
}

/** What members keep for themselves. */
export function makeFavourites(
  told: readonly ToldPost[],
  now: number,
  persons: readonly Person[],
  random: Random,
): FavouriteDocument[] {
  return told.flatMap((each) => {
    const { _id: postId } = each.post
    const count = Math.round(FAVOURITES_MEAN * 2 * random.fraction())
    return doers(each, count, persons, now, random).map(
      ({ member, at }): FavouriteDocument => ({
        _id: likeId(postId, member._id),
        schemaVersion: 2,
        postId,
        memberId: member._id,
        callerKey: callerKey(member.openid),
        place: timeOrderedId('fav', at, random.bytes(ID_BYTES)),
        createdAt: at,
      }),
    )
  })
}

/** Who follows whom: the busy are followed by many. */
export function makeFollows(now: number, persons: readonly Person[], random: Random): FollowDocument[] {
  return persons.flatMap(({ member: follower }) => {
    const others = persons.filter(({ member }) => member !== follower)
    const followed = chooseSome(others, random.between(FOLLOWS.min, FOLLOWS.max), busy, random)
    return followed.map(({ member }): FollowDocument => {
      const from = Math.max(follower.joinedAt, member.joinedAt)
      const at = from + 1 + Math.floor(random.fraction() * (now - from - 1))
      return {
        _id: `${follower._id}:${member._id}`,
        schemaVersion: 1,
        followerId: follower._id,
        followedId: member._id,
        place: timeOrderedId('fol', at, random.bytes(ID_BYTES)),
        createdAt: at,
      }
    })
  })
}

/** What stands in the following feeds of those who follow anybody. */
export function makeInboxes(
  posts: readonly PostDocument[],
  follows: readonly FollowDocument[],
  persons: readonly Person[],
): FeedInboxDocument[] {
  const followers = groupBy(follows, (follow) => follow.followedId)
  const entries = new Map<string, string[]>()
  for (const { _id, authorId, state } of posts) {
    if (state !== 'visible') continue
    for (const { followerId } of followers.get(authorId) ?? []) {
      entries.set(followerId, [...(entries.get(followerId) ?? []), entryOf(_id, authorId)])
    }
  }
  return persons.map(({ member }) => ({
    _id: callerKey(member.openid),
    schemaVersion: 1,
    memberId: member._id,
    entries: (entries.get(member._id) ?? []).sort().slice(-INBOX_POSTS_MAX),
    mergedIds: [],
  }))
}

/** The topics that posts name, counted. */
export function makeTopics(posts: readonly PostDocument[]): TopicDocument[] {
  const topics = new Map<string, TopicDocument>()
  // The oldest first: it is the one that a topic was begun by.
  for (const post of [...posts].reverse()) {
    for (const { topicId, name } of post.topics ?? []) {
      const known = topics.get(topicId) ?? {
        _id: topicId,
        schemaVersion: 1,
        name,
        tokens: nameTokens(name),
        boardId: post.boardId,
        postCount: 0,
        createdAt: post.createdAt,
      }
      topics.set(topicId, { ...known, postCount: known.postCount + (post.state === 'visible' ? 1 : 0) })
    }
  }
  return [...topics.values()]
}

/** Which answer each asker has marked, by question. */
export function makeSolved(
  told: readonly ToldPost[],
  comments: readonly CommentDocument[],
  random: Random,
): ReadonlyMap<string, string> {
  const under = groupBy(comments, (comment) => comment.postId)
  return new Map(
    told.flatMap(({ post }) => {
      const answers = (under.get(post._id) ?? []).filter(
        ({ authorId, rootId }) => authorId !== post.authorId && rootId === undefined,
      )
      const [answer] = random.shuffled(answers)
      const isSolved = post.kind === 'question' && answer && random.chance(SOLVED_SHARE)
      return isSolved ? [[post._id, answer._id] as const] : []
    }),
  )
}

/** How the ballots of a post count. */
export function countsOf(ballots: readonly BallotDocument[]) {
  const ballotCounts: Record<string, number> = {}
  for (const choice of ballots.flatMap(({ choices }) => choices)) {
    ballotCounts[ballotKey(choice)] = (ballotCounts[ballotKey(choice)] ?? 0) + 1
  }
  return { voterCount: ballots.length, ballotCounts }
}

/** Items by key, in their order. */
export function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const group = groups.get(keyOf(item))
    if (group) group.push(item)
    else groups.set(keyOf(item), [item])
  }
  return groups
}
