/** The whole demo community as documents: the same seed, instant and pictures make the same ones. Pure. */
import { nameTokens } from '../../cloudfunctions/kit/ngrams'
import type {
  MediaCheckDocument,
  MediaDocument,
  ProcessedPhoto,
} from '../../cloudfunctions/media/collections'
import type {
  CopyOfAuthor,
  FollowDocument,
  MemberDocument,
  MemberIdentityDocument,
} from '../../cloudfunctions/member/collections'
import { titleColourOf } from '../../cloudfunctions/points/level-rules'
import { DEFAULT_BOARDS } from '../../cloudfunctions/post/boards'
import type {
  BoardDocument,
  CommentDocument,
  LikeDocument,
  PostDocument,
  TopicDocument,
} from '../../cloudfunctions/post/collections'
import type {
  BallotDocument,
  ChainEntryDocument,
  CommentLikeDocument,
  FavouriteDocument,
} from '../../cloudfunctions/post/engagement-collections'
import type { FeedInboxDocument } from '../../cloudfunctions/post/feed-collections'
import type { PickableIdentity } from '../../emulator/types'
import {
  countsOf,
  groupBy,
  makeBallots,
  makeCommentLikes,
  makeEntries,
  makeFavourites,
  makeFollows,
  makeInboxes,
  makeSolved,
  makeTopics,
} from './engagement'
import { type History, makeHistory } from './history'
import { identitiesOf, makePeople, type Person } from './people'
import { makePosts, type StoredPicture, type ToldPost } from './posts'
import { createRandom } from './random'
import type { Story } from './story'
import { makeTalk, type Talk } from './talk'
import { newestOfKinds, storiesOfKinds } from './texts/kinds'
import { newestStories, unseenStories } from './texts/newest'
import { otherStories, remarks } from './texts/texts'

const MEMBERS_COUNT = 300
const FEATURED_COUNT = 18

export interface CommunityOptions {
  readonly seed: string
  /** Epoch milliseconds: the community's last thirty days end here. */
  readonly now: number
  readonly pictures: readonly StoredPicture[]
  readonly avatars: readonly ProcessedPhoto[]
}

/** Every document of the community, by what it is. */
export interface Community extends History {
  readonly boards: readonly BoardDocument[]
  readonly memberIdentities: readonly MemberIdentityDocument[]
  readonly media: readonly MediaDocument[]
  readonly mediaChecks: readonly MediaCheckDocument[]
  readonly comments: readonly CommentDocument[]
  readonly likes: readonly LikeDocument[]
  readonly ballots: readonly BallotDocument[]
  readonly entries: readonly ChainEntryDocument[]
  readonly commentLikes: readonly CommentLikeDocument[]
  readonly favourites: readonly FavouriteDocument[]
  readonly follows: readonly FollowDocument[]
  readonly topics: readonly TopicDocument[]
  readonly inboxes: readonly FeedInboxDocument[]
  /** Whom the identity picker offers. */
  readonly identities: readonly PickableIdentity[]
}

/** Makes the community: people, then what they wrote, then what others say to it; counters from the facts. */
export function makeCommunity({ seed, now, pictures, avatars }: CommunityOptions): Community {
  const people = makePeople(
    MEMBERS_COUNT,
    now,
    avatars,
    createRandom(seed, 'people'),
    createRandom(seed, 'belonging'),
  )
  const random = createRandom(seed, 'posts')
  const { told, media, checks } = makePosts(
    withKinds(newestStories),
    [...unseenStories, ...otherStories, ...storiesOfKinds],
    now,
    people.persons,
    pictures,
    random,
  )
  const visible = told.filter(({ post }) => post.state === 'visible')
  const talk = makeTalk(told, now, people.persons, remarks, createRandom(seed, 'talk'))
  const deeds = makeDeeds({ seed, now, told: visible, talk, persons: people.persons })
  const counted = countedMembers(people.persons, told, deeds.follows)
  const solved = makeSolved(visible, talk.comments, createRandom(seed, 'solved'))
  const { posts, ...history } = makeHistory(
    { ...talk, persons: people.persons, members: counted, posts: countedPosts(told, talk, deeds, solved) },
    now,
    createRandom(seed, 'check-ins'),
    createRandom(seed, 'challenges'),
  )
  const { members, dress } = dressed(history)
  return {
    boards: DEFAULT_BOARDS,
    ...history,
    members,
    memberIdentities: members.map(({ _id, openid }) => ({ _id: openid, schemaVersion: 1, memberId: _id })),
    media: [...people.media, ...media],
    mediaChecks: [...people.checks, ...checks],
    posts: dress(posts),
    comments: dress(countedComments(talk.comments, deeds.commentLikes)),
    likes: talk.likes,
    ...deeds,
    entries: dress(deeds.entries),
    topics: makeTopics(posts),
    inboxes: makeInboxes(posts, deeds.follows, people.persons),
    identities: identitiesOf(people.persons),
  }
}

/** Members with the colours that their XP have gained their names, and how what they wrote is given them. */
function dressed({ members, ledger }: Pick<History, 'members' | 'ledger'>) {
  const colours = new Map(ledger.accounts.map(({ _id, xp }) => [_id, titleColourOf(xp)]))
  const colourOf = (memberId: string) => {
    const titleColour = colours.get(memberId)
    return titleColour === undefined ? {} : { titleColour }
  }
  return {
    members: members.map((member) => ({ ...member, ...colourOf(member._id) })),
    dress: <T extends CopyOfAuthor>(written: readonly T[]): T[] =>
      written.map((each) => ({ ...each, author: { ...each.author, ...colourOf(each.authorId) } })),
  }
}

interface DeedsOptions {
  readonly seed: string
  readonly now: number
  readonly told: readonly ToldPost[]
  readonly talk: Talk
  readonly persons: readonly Person[]
}

/** What is done besides talking, each from a stream of chance of its own. */
function makeDeeds({ seed, now, told, talk, persons }: DeedsOptions) {
  return {
    ballots: makeBallots(told, now, persons, createRandom(seed, 'ballots')),
    entries: makeEntries(told, now, persons, createRandom(seed, 'entries')),
    commentLikes: makeCommentLikes(talk.comments, now, persons, createRandom(seed, 'comment-likes')),
    favourites: makeFavourites(told, now, persons, createRandom(seed, 'favourites')),
    follows: makeFollows(now, persons, createRandom(seed, 'follows')),
  }
}
type Deeds = ReturnType<typeof makeDeeds>

function countedMembers(
  persons: readonly Person[],
  told: readonly ToldPost[],
  follows: Deeds['follows'],
): MemberDocument[] {
  const postCounts = countBy(told, ({ post }) => post.authorId)
  const following = countBy(follows, (follow) => follow.followerId)
  const followers = countBy(follows, (follow) => follow.followedId)
  // Newest first: of each author the first is the last that they published.
  const lastPosts = new Map([...told].reverse().map(({ post }) => [post.authorId, post.createdAt]))
  return persons.map(({ member }) => {
    const lastPostAt = lastPosts.get(member._id)
    return {
      ...member,
      schemaVersion: 2,
      nicknameTokens: nameTokens(member.nickname),
      postCount: postCounts.get(member._id) ?? 0,
      followingCount: following.get(member._id) ?? 0,
      followerCount: followers.get(member._id) ?? 0,
      ...(lastPostAt === undefined ? {} : { lastPostAt }),
    }
  })
}

function countedPosts(
  told: readonly ToldPost[],
  { comments, likes }: Talk,
  deeds: Deeds,
  solved: ReadonlyMap<string, string>,
): PostDocument[] {
  const commentCounts = countBy(comments, (comment) => comment.postId)
  const likeCounts = countBy(likes, (like) => like.postId)
  const favouriteCounts = countBy(deeds.favourites, (favourite) => favourite.postId)
  const ballots = groupBy(deeds.ballots, (ballot) => ballot.postId)
  const entries = groupBy(deeds.entries, (entry) => entry.postId)
  const picked = pickedOf(told, likeCounts)
  return told.map(({ post }) => {
    const { _id, poll, debate, chain } = post
    const solvedCommentId = solved.get(_id)
    return {
      ...post,
      commentCount: commentCounts.get(_id) ?? 0,
      likeCount: likeCounts.get(_id) ?? 0,
      favouriteCount: favouriteCounts.get(_id) ?? 0,
      featured: picked.has(_id),
      ...(solvedCommentId === undefined ? {} : { solvedCommentId, solved: true }),
      ...(poll || debate ? countsOf(ballots.get(_id) ?? []) : {}),
      ...(chain ? { chainMemberIds: (entries.get(_id) ?? []).map((entry) => entry.authorId) } : {}),
    }
  })
}

/** What operators have picked: the best liked of what shows something. */
function pickedOf(told: readonly ToldPost[], likeCounts: ReadonlyMap<string, number>): ReadonlySet<string> {
  const shown = told.filter(({ post }) => post.photos.length > 0 && post.state === 'visible')
  const best = shown
    .map(({ post }) => ({ _id: post._id, likeCount: likeCounts.get(post._id) ?? 0 }))
    .sort((a, b) => b.likeCount - a.likeCount || (a._id < b._id ? -1 : 1))
  return new Set(best.slice(0, FEATURED_COUNT).map(({ _id }) => _id))
}

function countedComments(
  comments: readonly CommentDocument[],
  commentLikes: Deeds['commentLikes'],
): CommentDocument[] {
  const likeCounts = countBy(commentLikes, (like) => like.commentId)
  const replyCounts = countBy(comments, (comment) => comment.rootId ?? '')
  return comments.map((comment) => ({
    ...comment,
    likeCount: likeCounts.get(comment._id) ?? 0,
    replyCount: comment.rootId === undefined ? (replyCounts.get(comment._id) ?? 0) : 0,
  }))
}

/** The newest stories with those of other kinds in their places among them. */
function withKinds(newest: readonly Story[]): Story[] {
  const stories = [...newest]
  for (const [after, story] of [...newestOfKinds].reverse()) stories.splice(after, 0, story)
  return stories
}

function countBy<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1)
  return counts
}
